"""Sending checks and corrections of the law back to whoever publishes it; nothing of a client goes along."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Outcome
from streetlaw.services.envelopes import OwnKeys
from streetlaw.services.people import own_keys
from streetlaw.services.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What somebody suggests to the publisher of a pack, `version` being the one they looked at.

    `words` are the six that stand for their keys: whoever reads it compares them before taking anything.
    """

    pack: str
    version: str
    name: str
    organisation: str
    words: tuple[str, ...]
    checks: Sequence[FactCheck]


class SuggestionFiles(Protocol):
    """Writes and reads signed suggestions."""

    def make(self, profile: Profile, own: OwnKeys, pack: str, version: str,
             checks: Sequence[FactCheck]) -> bytes:
        """The file, signed with the person's own key; raises `keys.damaged`."""
        ...

    def read(self, data: bytes) -> Suggestion:
        """What a file says, once its signature held; `suggestion.damaged`, `suggestion.newer_format`."""
        ...


def choosable(work: Work, jurisdiction: str) -> Sequence[FactCheck]:
    """The checks of a pack that can be sent: those that were not taken back, earliest first."""
    return [check for check in work.list(FactCheck, jurisdiction=jurisdiction) if check.revoked_on is None]


def suggested(work: Work, files: SuggestionFiles, jurisdiction: str, ids: Collection[str]) -> bytes:
    """The signed file of those checks of one pack; raises `suggestion.nothing`, `keys.damaged`."""
    chosen = [check for check in choosable(work, jurisdiction) if check.id in ids]
    if not chosen:
        raise StreetLawError("suggestion.nothing")
    pack = work.pack if jurisdiction == work.pack.code else work.pack_of(jurisdiction)
    return files.make(work.find(Profile) or Profile(), own_keys(work), jurisdiction, pack.version, chosen)


def note_suggested(work: Work, ids: Collection[str]) -> Outcome:
    """Let the log say that checks were written for the publisher."""
    return work.commit("facts.suggested", about=work.list(FactCheck, id=tuple(ids)))
