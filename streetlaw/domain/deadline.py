"""A time limit: ours or a body's, computed from a rule of the pack, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from streetlaw.domain.record import Record


class Whose(StrEnum):
    """Who has to act: we, or the body that owes an answer."""

    OURS = "ours"
    BODY = "body"


class DeadlineStatus(StrEnum):
    """Where the deadline stands."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Record):
    """One deadline of a case.

    `rule` is the code of a pack rule, empty for one typed by hand. `due` is the last day, None when the law's
    limit is not verified (a date is never invented); `due_at` is set (UTC) for limits counted in hours.
    `base` is the day of the event the count starts from. `title` is free text for deadlines without rule.
    """

    client_id: str = ""
    case_id: str = ""
    rule: str = ""
    title: str = ""
    whose: Whose = Whose.OURS
    base: date | None = None
    base_at: datetime | None = None
    due: date | None = None
    due_at: datetime | None = None
    status: DeadlineStatus = DeadlineStatus.OPEN
    settled_on: date | None = None
    remarks: str = ""
