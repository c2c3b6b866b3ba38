"""What stands in a paper, as values without a language: the pack they carry has the words for their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from streetlaw.domain.action import Action, Attachment
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.incident import Incident
from streetlaw.domain.law import Norm
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Role

PARTS = ("region", "account", "incidents", "actions", "deadlines", "evidence", "wish")
"""The parts of a case summary that a consent may name; one that names none of them covers all."""


class Recipient(StrEnum):
    """Who a paper is for; decides what may stand in it."""

    CLIENT = "client"
    FILE = "file"
    TRUSTED = "trusted"


class LeftOut(StrEnum):
    """Why a part of the record is not in a paper."""

    NOT_AGREED = "not_agreed"
    OWN_WORDS = "own_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """All that stands in a case summary; codes are those of `pack`.

    Records are cut down to what the recipient may know: fields that may not leave are empty. `author` and
    `reader` are roles; `consent` is what allows handing it on, None when nobody else gets it. `record_sha256`
    is of the whole record as kept, in canonical JSON. `name` is empty unless it was agreed to. `left_out`
    says why one of PARTS is missing. `wishes` are codes of `Wish`, or the person's own words.
    """

    pack: Pack
    recipient: Recipient
    reader: Role | None = None
    author: Role | None = None
    prepared: date
    code: str
    name: str = ""
    region: str = ""
    account: str = ""
    wish: str = ""
    wishes: tuple[str, ...] = ()
    incidents: tuple[Incident, ...] = ()
    norms: tuple[Norm, ...] = ()
    actions: tuple[Action, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    evidence: tuple[Attachment, ...] = ()
    consent: Consent | None = None
    consents: tuple[Consent, ...] = ()
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    revision: int
    record_sha256: str

    @property
    def next_deadline(self) -> Deadline | None:
        """The open deadline that ends first; one without a verified limit when there is no other."""
        still_open = [d for d in self.deadlines if d.status is DeadlineStatus.OPEN]
        return min(still_open, key=_due, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalAidApplication:
    """An application for state-guaranteed legal aid for the person to sign; codes are those of `pack`.

    `name` is empty when the paper leaves a line for it. `answers` are those of the screening, `papers` the
    documents needed, each with whether the person has it.
    """

    pack: Pack
    prepared: date
    name: str = ""
    aid_kind: str = ""
    matter: str = ""
    category: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    papers: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """The words that open a vault when its passphrase is lost, to be printed once and kept apart.

    `label` is what the owner calls the folder; it never names a person. The words are in no repr. `part` is
    the number of a share, 1 to 3, any two of which open the vault; 0 for words that open it alone.
    """

    label: str
    words: tuple[str, ...] = field(repr=False)
    made: date
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyLine:
    """One line of a custody log on paper: when, in the jurisdiction's time; who; what; the hash seen."""

    at: datetime
    who: str
    what: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodySheet:
    """The custody log of one piece of evidence; `size` is in bytes, `code` the client's.

    `sha256` is of the file as it came in, `record_sha256` of the lines.
    """

    code: str
    name: str
    media_type: str
    size: int
    sha256: str
    prepared: date
    lines: tuple[CustodyLine, ...]
    record_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedRecord:
    """One record in a copy of everything: its kind's table name, and its values as plain data."""

    kind: str
    values: Mapping[str, object]
    id: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """A file of the person; `number` is the name it has beside the copy, `sha256` of it as captured."""

    number: int
    id: str = field(repr=False)
    name: str
    media_type: str
    size: int
    sha256: str
    custody: tuple[tuple[datetime, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A sealed file something of the person's went out in (or came back in), when (UTC) and with whom.

    `withdrawn` tells that it only asked the recipient to erase what they had.
    """

    handled: datetime | None
    out: bool
    withdrawn: bool = False
    name: str = ""
    organisation: str = ""
    role: Role | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something done with a record of the person, when (UTC); changes are (field, before, after), plain."""

    at: datetime
    name: str
    kind: str
    changes: tuple[tuple[str, object, object], ...] = ()
    id: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A passage that is not in a copy: of which field, and why."""

    kind: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectCopy:
    """Everything held about one person, to be given to them; codes are those of `pack`."""

    pack: Pack
    prepared: date
    code: str
    name: str = ""
    organisation: str = ""
    records: tuple[CopiedRecord, ...] = ()
    files: tuple[CopiedFile, ...] = ()
    shared: tuple[Shared, ...] = ()
    history: tuple[Happened, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """A line of the log on paper: its number, when (UTC), what, of which kind, the client's code if any."""

    number: int
    at: datetime
    name: str
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """A part of the log to be printed: codes only, no names, with what reading the whole log found.

    `code` is that of the client whose lines these are, "" for all; `since` and `until` are the first and last
    day, None for no limit. `head` is the seal of the last line that holds (`lines` of them), hexadecimal;
    `broken` the number of the first line that does not, 0 for none.
    """

    pack: Pack
    prepared: date
    code: str = ""
    since: date | None = None
    until: date | None = None
    entries: tuple[AuditLine, ...] = ()
    lines: int = 0
    head: str = ""
    broken: int = 0
    is_older: bool = False


def _due(deadline: Deadline) -> date:
    return deadline.due or date.max
