"""Suggestions for the publisher of law data (`*.sls`): canonical JSON, signed like a contact card.

    {"format": "streetlaw-suggestion", "major": 1, "minor": 0, "pack": "kg", "version": "2026.11",
     "name": …, "organisation": …, "recipient": …, "verify_key": …,
     "checks": [{"place": "rules", "code": …, "result": "corrected", "checked_on": "2026-11-22",
                 "checked_by": …, "role": …, "evidence": …, "reference": …,
                 "changes": [{"column": "amount", "before": "30", "after": "10"}, …]}, …],
     "signature": "untrusted comment: …"}

Record ids, client data and the names of attachments are not in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, ClassVar

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import PLACES, CheckResult, FactCheck
from streetlaw.domain.hidden_signs import hidden_signs
from streetlaw.domain.profile import Profile, Role
from streetlaw.exchange.signed_text import Short, SignedText, read_signed, write_signed
from streetlaw.exchange.words import fingerprint_words
from streetlaw.services.envelopes import OwnKeys
from streetlaw.services.law.suggestions import Suggestion

MAX_FILE = 2 * 2**20

_NEVER = ("code", "line")
"""Columns nobody suggests another cell for: codes are for ever, and lines are counted."""

_Code = Annotated[str, msgspec.Meta(pattern=r"^[\w.-]+$", max_length=80)]
_Cell = Annotated[str, msgspec.Meta(max_length=4000)]


class _Change(msgspec.Struct, frozen=True, kw_only=True):
    column: _Code
    before: _Cell
    after: _Cell


class _Check(msgspec.Struct, frozen=True, kw_only=True):
    place: _Code
    code: _Code
    result: CheckResult
    checked_on: date
    checked_by: Short
    role: Role
    evidence: _Cell
    reference: _Cell
    changes: Annotated[list[_Change], msgspec.Meta(max_length=60)]


class _File(SignedText, frozen=True, kw_only=True):
    FORMAT: ClassVar[str] = "streetlaw-suggestion"
    MAJOR: ClassVar[int] = 1
    MOST: ClassVar[int] = MAX_FILE

    format: str = FORMAT
    major: int = MAJOR
    minor: int = 0
    pack: Annotated[str, msgspec.Meta(pattern=r"^[\w-]+$", max_length=40)]
    version: Short
    checks: Annotated[list[_Check], msgspec.Meta(min_length=1, max_length=2000)]


class Suggestions:
    """Signed suggestions in files (`services.suggestions.SuggestionFiles`)."""

    def make(self, profile: Profile, own: OwnKeys, pack: str, version: str,
             checks: Sequence[FactCheck]) -> bytes:
        """The file, signed with the person's own key; raises `keys.damaged`."""
        return write_signed(
            _File(pack=pack, version=version, name=profile.name, organisation=profile.organisation,
                  recipient=own.recipient, verify_key=own.verify_key,
                  checks=[_told(check) for check in checks]), own)

    def read(self, data: bytes) -> Suggestion:
        """What a file says, once its signature held; `suggestion.damaged`, `suggestion.newer_format`."""
        said = read_signed(data, _File, damaged="suggestion.damaged", newer="suggestion.newer_format")
        if not _is_plain(said):
            raise StreetLawError("suggestion.damaged")
        return Suggestion(pack=said.pack, version=said.version, name=said.name,
                          organisation=said.organisation,
                          words=fingerprint_words(said.recipient, said.verify_key),
                          checks=tuple(_check(said.pack, check) for check in said.checks))


def _is_plain(said: _File) -> bool:
    """True when it speaks of law alone, and shows all it says: no sign steers the screen or ends a line."""
    texts = [said.name, said.organisation, said.version]
    for check in said.checks:
        if check.place not in PLACES or any(change.column in _NEVER for change in check.changes):
            return False
        texts += [check.checked_by, check.reference,
                  *(text for change in check.changes for text in (change.before, change.after))]
    evidence = [check.evidence for check in said.checks]
    one_line = all("".join(text.splitlines()) == text for text in texts)
    return one_line and not any(hidden_signs("".join([*texts, *evidence])))


def _told(check: FactCheck) -> _Check:
    before = dict(check.before)
    return _Check(place=check.place, code=check.code, result=check.result,
                  checked_on=check.checked_on or date.min, checked_by=check.checked_by, role=check.role,
                  evidence=check.evidence, reference=check.reference,
                  changes=[_Change(column=column, before=before.get(column, ""), after=cell)
                           for column, cell in check.cells])


def _check(pack: str, said: _Check) -> FactCheck:
    return FactCheck(jurisdiction=pack, place=said.place, code=said.code, result=said.result,
                     checked_on=said.checked_on, checked_by=said.checked_by, role=said.role,
                     evidence=said.evidence, reference=said.reference,
                     cells=tuple((change.column, change.after) for change in said.changes),
                     before=tuple((change.column, change.before) for change in said.changes))
