"""What a vault knows of its backups, and when it is time for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

WEEKLY: Final = 7
"""Days between two backups unless another rhythm is chosen."""

RHYTHMS: Final = (0, 1, 7, 14, 30)
"""Days between two backups to choose from; 0 is never reminded of."""

DRILL_DAYS: Final = 30
"""Days after which a backup is to be tried again."""

MANY_CHANGES: Final = 100
"""Lines of the log since the last backup that make one due, however recent it is."""

PLACES: Final = 6
"""Places remembered; the one that was not used for longest is forgotten first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedFile:
    """An attachment that is missing or damaged: the id of its record, the client's code, its name."""

    id: str
    client: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What a backup holds: when it was made (UTC), its bytes, records by kind, attachments, audit lines.

    `damaged` counts attachments that no longer open and did not when the backup was made: known from its
    making, and once it was opened; `damaged_files` are these.
    """

    made: datetime
    vault_id: str
    size: int
    counts: Mapping[str, int]
    attachments: int
    audit_lines: int
    damaged: int = 0
    damaged_files: tuple[DamagedFile, ...] = ()

    @property
    def records(self) -> int:
        """All records, of whatever kind."""
        return sum(self.counts.values())


class Chain(StrEnum):
    """How the audit chain of a backup stands to that of the open vault."""

    PAST = "past"
    """The backup is what this vault once was."""
    AHEAD = "ahead"
    """The backup holds later work than this vault: an older copy was put back here."""
    FORKED = "forked"
    """From some line on, the two went different ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a restore drill found: all that the backup holds, and how it stands to the vault.

    `same_passphrase` is True when today's passphrase opens it, not only that of the day it was made.
    """

    held: BackupReport
    chain: Chain
    same_passphrase: bool

    @property
    def good(self) -> bool:
        """True when the vault would come back whole from it."""
        return self.chain is Chain.PAST and not self.held.damaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where backups go, as the person calls it, and the latest one there (moments in UTC).

    `path` is that file; `size` its bytes; `lines` how long the log was. `same_disk` is True when it lies on
    the disk of the vault: gone when that disk is. `tested` is when it was tried, None when never. `damaged`
    counts attachments that were damaged before it was made.
    """

    name: str
    path: str
    made: datetime
    size: int
    lines: int
    same_disk: bool = False
    tested: datetime | None = None
    damaged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """The last backup that was tried and would come back whole: when, and what it held."""

    tested: datetime
    made: datetime
    records: int
    attachments: int
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """This vault came back from a backup: made when, restored when, how long its log was.

    `known_lines` is the length of the log as something at hand remembered it, 0 when nothing did. `damaged`
    are the ids of attachments that did not come back whole.
    """

    made: datetime
    restored: datetime
    lines: int
    known_lines: int = 0
    damaged: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """Entries of the log that are known to be missing."""
        return max(0, self.known_lines - self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """Everything a vault knows of its backups.

    `every` is days between two; `reminded` is the last day on which a reminder was put off.
    """

    places: tuple[Place, ...] = ()
    drill: Drill | None = None
    every: int = WEEKLY
    reminded: date | None = None
    restored: Restored | None = None

    @property
    def latest(self) -> Place | None:
        """The latest backup, wherever it is."""
        return max(self.places, key=lambda place: place.made, default=None)


class Due(StrEnum):
    """Why something is to be done about backups."""

    NEVER_MADE = "never_made"
    OLD = "old"
    CHANGES = "changes"
    UNTESTED = "untested"


def due(state: BackupState, today: date, lines: int) -> Due | None:
    """Return what is due, the gravest first; nothing when reminders are off or today's was put off.

    `lines` is the length of the log now. A vault with nothing in it needs no backup.
    """
    if not state.every or state.reminded == today:
        return None
    latest = state.latest
    if latest is None:
        return Due.NEVER_MADE if lines > 1 else None
    if days_since(latest.made, today) >= state.every:
        return Due.OLD
    if lines - latest.lines >= MANY_CHANGES:
        return Due.CHANGES
    if state.drill is None or days_since(state.drill.tested, today) >= DRILL_DAYS:
        return Due.UNTESTED
    return None


def days_since(moment: datetime, today: date) -> int:
    """Whole days from the day of a moment (in this computer's time zone) until today."""
    return max(0, (today - moment.astimezone().date()).days)


def with_place(places: tuple[Place, ...], place: Place) -> tuple[Place, ...]:
    """The places with this one first, in the stead of one of its name, and no more than are remembered."""
    others = [other for other in places if other.name != place.name]
    return (place, *others)[:PLACES]
