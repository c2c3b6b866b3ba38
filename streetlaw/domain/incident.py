"""What happened: one event, its acts, and who was involved in each (HURIDOCS Events Standard Formats)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from streetlaw.domain.record import PartialDate, Record

ERASED = "erased"
"""Stands among the victims of an act for somebody whose file was erased: that there was one is still true."""


class Severity(StrEnum):
    """How grave an act was for the person."""

    LIGHT = "light"
    MEDIUM = "medium"
    GRAVE = "grave"


class InvolvementRole(StrEnum):
    """How somebody was involved in an act (HURIDOCS micro-thesaurus 18, own wording)."""

    CARRIED_OUT = "carried_out"
    ORDERED = "ordered"
    ACCOMPLICE = "accomplice"
    PRESENT = "present"
    OMITTED = "omitted"
    SUSPECTED = "suspected"


class SourceKind(StrEnum):
    """Where the account comes from. The words of the person are a source, not a weakness."""

    PERSON = "person"
    WITNESS = "witness"
    DOCUMENT = "document"
    MEDIA = "media"
    OWN_OBSERVATION = "own_observation"


class Verification(StrEnum):
    """How far the account has been checked."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    DOCUMENTED = "documented"


class Wish(StrEnum):
    """What the person wants, coarse enough to be told to a supervising attorney."""

    WRITTEN_DECISION = "written_decision"
    COMPLAINT = "complaint"
    COURT = "court"
    COMPENSATION = "compensation"
    APOLOGY = "apology"
    SERVICE = "service"
    DOCUMENTS = "documents"
    SAFETY = "safety"
    NEGOTIATION = "negotiation"
    ADVICE = "advice"
    RECORD_ONLY = "record_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """An alleged perpetrator in an act: the type of institution (pack code), the unit, and the role."""

    perpetrator: str
    unit: str = ""
    role: InvolvementRole = InvolvementRole.CARRIED_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What was done, to whom, by whom.

    `violation` is a pack code; `victims` are client ids or ERASED, none means the client alone.
    """

    violation: str
    severity: Severity = Severity.MEDIUM
    note: str = ""
    victims: tuple[str, ...] = ()
    involvements: tuple[Involvement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of the account; `party_id` is the witness in the case whose words they are, if known."""

    kind: SourceKind
    note: str = ""
    party_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """One event with several acts, victims and alleged perpetrators.

    `region`, `setting` and `grounds` are pack codes; `narrative` is in the person's words and never leaves.
    `wishes` are codes of `Wish`, or the person's own words, which stay here. `jurisdiction` is the code of
    the pack whose law and words it is told in, "" for the home one.
    """

    client_id: str = ""
    case_id: str = ""
    occurred: PartialDate | None = None
    region: str = ""
    setting: str = ""
    place: str = ""
    grounds: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    sources: tuple[Source, ...] = ()
    narrative: str = ""
    harm: str = ""
    wishes: tuple[str, ...] = ()
    verification: Verification = Verification.REPORTED
    jurisdiction: str = ""

    @property
    def victims(self) -> frozenset[str]:
        """The ids of all clients harmed in the incident."""
        return frozenset({self.client_id, *(v for act in self.acts for v in act.victims)} - {"", ERASED})

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields a finished incident needs and this one lacks: of `occurred`, `sources`, `acts`."""
        return tuple(name for name in ("occurred", "sources", "acts") if not getattr(self, name))
