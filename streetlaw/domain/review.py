"""Supervision: a pseudonymous case for review, comments on its fields, and a sign-off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Record


class Verdict(StrEnum):
    """What the supervising attorney decided."""

    OPEN = "open"
    RETURNED = "returned"
    SIGNED_OFF = "signed_off"


class Check(StrEnum):
    """What an attorney confirms before signing off."""

    FACTS = "facts"
    CONSENTS = "consents"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark on one field: `must_fix` stops the sign-off until it is settled; `at` is UTC."""

    field: str
    text: str
    must_fix: bool = False
    settled: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase(Record):
    """A case somebody asked me to review, as it came in their bundle.

    `content` is the JSON of one `disclosure.tier_a.CaseForReview`; `record_revision` the revision of the
    sender's case; `request_sha256` the hash of the manifest it came with. `tasks` are what the lawyer is
    asked to do.
    """

    bundle_id: str = ""
    sender_id: str = ""
    pseudonym: str = ""
    record_revision: int = 0
    request_sha256: str = ""
    content: str = ""
    verdict: Verdict = Verdict.OPEN
    comments: tuple[Comment, ...] = ()
    checks: tuple[Check, ...] = ()
    tasks: tuple[str, ...] = ()
    decided_on: date | None = None
    sent_back: bool = False

    @property
    def must_fix_open(self) -> int:
        """How many "must fix" comments are not settled."""
        return sum(c.must_fix and not c.settled for c in self.comments)

    def signed_off(self, today: date) -> ReviewCase:
        """The case signed off; raises `review.must_fix_open` or `review.checks_open`."""
        if self.must_fix_open:
            raise StreetLawError("review.must_fix_open", count=self.must_fix_open)
        if set(self.checks) != set(Check):
            raise StreetLawError("review.checks_open")
        return replace(self, verdict=Verdict.SIGNED_OFF, decided_on=today)

    def returned(self, today: date) -> ReviewCase:
        """The case given back with its comments; raises `review.nothing_to_return` without any."""
        if not self.comments:
            raise StreetLawError("review.nothing_to_return")
        return replace(self, verdict=Verdict.RETURNED, decided_on=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """A review that came back to the lawyer: of which case, at which revision, with which comments.

    `signature` (minisign's text format) is the reviewer's, over `statement` of the same facts. `outdated`
    tells that the case had changed after the request when the review came in.
    """

    case_id: str = ""
    bundle_id: str = ""
    reviewer_id: str = ""
    pseudonym: str = ""
    record_revision: int = 0
    request_sha256: str = ""
    verdict: Verdict = Verdict.OPEN
    comments: tuple[Comment, ...] = ()
    tasks: tuple[str, ...] = ()
    signature: str = ""
    outdated: bool = False
    received_on: date | None = None


def statement(pseudonym: str, revision: int, request_sha256: str, verdict: Verdict) -> str:
    """What a supervising attorney signs: plain lines, so that anybody can check it with stock minisign."""
    return (f"streetlaw review 1\ncase: {pseudonym}\nrevision: {revision}\n"
            f"request: {request_sha256}\nverdict: {verdict.value}\n")


class Direction(StrEnum):
    """Which way a bundle went."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle(Record):
    """A bundle that left or came, and what is known of it: the export log and the release ledger.

    `number` counts bundles of one sender to one recipient from 1; `manifest_sha256` and
    `previous_sha256` chain them. Never sent anywhere: `released` are (record id, revision) pairs of what was
    in it, the cases first; `withdrawn` the ids of cases whose withdrawn consent it told of. In a bundle that
    came, `withdrawn` are pseudonyms.
    """

    direction: Direction = Direction.OUT
    kind: str = ""
    tier: str = ""
    partner_id: str = ""
    number: int = 0
    manifest_sha256: str = ""
    previous_sha256: str = ""
    period: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    released: tuple[tuple[str, int], ...] = ()
    withdrawn: tuple[str, ...] = ()
    size: int = 0
    handled: datetime | None = None
