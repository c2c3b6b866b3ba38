"""Lists, searches, histories and drafts: questions to the vault, and the lines of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from streetlaw.domain.record import PartialDate


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One line of a record's history: at that time (UTC) the field had `before` until it became `after`.

    `field` is "" for the line that tells of the record's creation or removal. Values are plain data.
    """

    at: datetime
    actor: str
    revision: int
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log: its number, when (UTC), by whom, the action's past-tense name, and the record.

    `kind` is a record kind's table name; kind and id are "" when the action was about no record.
    """

    number: int
    at: datetime
    actor: str
    name: str
    kind: str = ""
    record_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """Which lines of the log, latest first; what is empty narrows nothing.

    `since` and `until` are aware times, the first inclusive; `before` gives lines with lower numbers only, so
    that the next page begins where the last one ended.
    """

    names: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    before: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LogState:
    """What reading the log found.

    `lines` hold, the last of them written `last` (UTC) with the seal `head` (hexadecimal); `broken` is the
    number of the first line that does not fit, 0 when all do. `expected` is the number of a line that was
    known from elsewhere and `since` when it was written, if that is known; `is_older` says that it is not
    there: an older copy of the database was put in place of the one that had it. `keys_differ` says that the
    slot file does not hold the keys the vault had last.
    """

    lines: int = 0
    head: str = ""
    last: datetime | None = None
    broken: int = 0
    expected: int = 0
    since: datetime | None = None
    is_older: bool = False
    keys_differ: bool = False

    @property
    def missing(self) -> int:
        """How many lines are known to be gone; 0 when that cannot be told."""
        return max(0, self.expected - self.lines) if self.is_older else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientQuery:
    """Which clients a list shows, and in what order.

    `text` is what was typed (any script); `statuses` are case statuses; `due` is "", "overdue", "today",
    "week" or "unverified"; `purpose` is a purpose of consent that reaches as far as `reach` says
    (`domain.consent.Reach`); `supervisor` is a trusted person who supervises one of the cases; `order` is
    "recent" (last contact first), "code", "due" or "region", `backwards` turns it round.
    """

    text: str = ""
    statuses: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    due: str = ""
    purpose: str = ""
    reach: str = ""
    supervisor: str = ""
    order: str = "recent"
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the client list; `matched` says in which kind of field the search text was found."""

    id: str
    code: str
    name: str
    risk: str
    status: str
    due: date | None
    due_known: bool
    region: str
    last_contact: date | None
    matched: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentQuery:
    """Which incidents the register shows, and in what order.

    `text` is what was typed (any script); `incomplete` shows only those that lack what a finished one needs;
    `since` is a year or month as "2026" or "2026-10": those of a day, month or year before it, and those
    without a date, are left out; `order` is "date" (latest first, unknown last), "recent" (written last
    first) or "code", `backwards` turns it round.
    """

    text: str = ""
    regions: tuple[str, ...] = ()
    violations: tuple[str, ...] = ()
    incomplete: bool = False
    since: str = ""
    order: str = "date"
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the register: no ground, no name, nothing of the story; codes are of that country's law."""

    id: str
    client_id: str
    code: str
    occurred: PartialDate | None
    violations: tuple[str, ...]
    region: str
    complete: bool
    status: str
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found by a search over everything: a record kind's table name, its id, the owner's code.

    `matched` is what answered: "name", "code", "phone" or "text"; `slipped` says that a name was typed with a
    slip. `field` is the record's field, `passage` its words around the match and `marks` where in them the
    match stands. A passage holds names and stories: it is shown only while those may be seen.
    """

    kind: str
    record_id: str
    client_id: str
    code: str
    matched: str
    slipped: bool = False
    field: str = ""
    passage: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form: `key` tells form and record, `values` is its JSON text, `saved` is UTC."""

    key: str
    values: str
    saved: datetime
