"""What was done for a client: interventions, notes, evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from streetlaw.domain.record import Record


class ActionKind(StrEnum):
    """The kind of intervention."""

    CONSULTATION = "consultation"
    COMPLAINT = "complaint"
    ACCOMPANIMENT = "accompaniment"
    REPRESENTATION = "representation"
    INFORMATION = "information"
    DOCUMENT = "document"
    NEGOTIATION = "negotiation"


class Answer(StrEnum):
    """What an authority answered (HURIDOCS micro-thesaurus 27, own wording)."""

    NONE = ""
    FAVOURABLE = "favourable"
    PLEDGED = "pledged"
    MORE_ASKED = "more_asked"
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """One intervention; what was filed with an authority and how it answered is the authority ledger.

    `minutes` are working minutes; `cost` is in the smallest unit of the jurisdiction's currency (tyiyn).
    """

    client_id: str = ""
    case_id: str = ""
    kind: ActionKind = ActionKind.CONSULTATION
    done_on: date | None = None
    minutes: int = 0
    cost: int = 0
    channel: str = ""
    authority: str = ""
    registration_no: str = ""
    answer_due: date | None = None
    answered_on: date | None = None
    answer: Answer = Answer.NONE
    remarks: str = ""


class NoteKind(StrEnum):
    """How the worker was in contact."""

    MEETING = "meeting"
    CALL = "call"
    MESSAGE = "message"
    OBSERVATION = "observation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A note on a contact, with the minutes it took."""

    client_id: str = ""
    case_id: str = ""
    kind: NoteKind = NoteKind.MEETING
    written: datetime | None = None
    minutes: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """One line of an attachment's custody log: when (UTC), who, what was done, and the hash seen."""

    at: datetime
    actor: str
    what: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A piece of evidence or a paper, sealed in the vault as one age file under a random name.

    `sha256` is of the bytes as captured; `size` is in bytes; `identity` is the age secret that opens this
    file alone, so that removing the row makes the file unreadable.
    """

    client_id: str = ""
    case_id: str = ""
    incident_id: str = ""
    name: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    blob: str = ""
    identity: str = field(default="", repr=False)
    captured: datetime | None = None
    custody: tuple[Custody, ...] = ()
