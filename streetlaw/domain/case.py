"""A case: what is being done for a client about one matter, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from streetlaw.domain.record import Record


class CaseStatus(StrEnum):
    """Where the case stands."""

    INTAKE = "intake"
    OPEN = "open"
    WAITING = "waiting"
    REVIEW = "review"
    RESTORED = "restored"
    PARTIAL = "partial"
    REFUSED = "refused"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        """True while work is to be done."""
        return self in (CaseStatus.INTAKE, CaseStatus.OPEN, CaseStatus.WAITING, CaseStatus.REVIEW)


class CaseOutcome(StrEnum):
    """What came of a case, including the endings registers usually hide."""

    NONE = ""
    SOLVED = "solved"
    PARTLY = "partly"
    ORALLY_SETTLED = "orally_settled"
    FEAR_OF_RETALIATION = "fear_of_retaliation"
    NO_LAWYER = "no_lawyer"
    LOST_CONTACT = "lost_contact"
    NOT_SOLVED = "not_solved"
    REFERRED = "referred"


class PartyRole(StrEnum):
    """Who somebody is in a case; all roles are searched for conflicts of interest."""

    CO_CLIENT = "co_client"
    ADVERSE = "adverse"
    WITNESS = "witness"
    RELATIVE = "relative"
    REPRESENTATIVE = "representative"
    LAWYER = "lawyer"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """One matter of one client; other people in it are `Party` records.

    `summary_for_counsel` is written for the supervising attorney, without names: the only free text
    that leaves in a review request. `wish` is what the person wants, with the weight of a fact.
    """

    client_id: str = ""
    matter: str = ""
    status: CaseStatus = CaseStatus.INTAKE
    opened: date | None = None
    closed: date | None = None
    supervisor_id: str = ""
    tags: tuple[str, ...] = ()
    outcome: CaseOutcome = CaseOutcome.NONE
    satisfaction: int | None = None
    summary_for_counsel: str = ""
    wish: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Record):
    """A person or body in a case beside its client; `client_id` is set when that person is a client too.

    `distinct_from` are ids of clients and parties this one was compared with, and is not.
    """

    case_id: str = ""
    role: PartyRole = PartyRole.WITNESS
    client_id: str = ""
    name: str = ""
    phone: str = ""
    remarks: str = ""
    distinct_from: tuple[str, ...] = ()
