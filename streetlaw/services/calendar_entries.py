"""Deadlines for a calendar outside the vault: days and hours, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of a calendar: the last day, for limits in hours the last moment (UTC), and perhaps the rule.

    `rule` is a code of the pack, "" where the entry says nothing but that something is due.
    """

    due: date
    due_at: datetime | None = None
    rule: str = ""


def open_deadlines(work: Work) -> tuple[Deadline, ...]:
    """The open deadlines with a day, from today on, by their days."""
    found = work.list(Deadline, order="due", status=DeadlineStatus.OPEN)
    return tuple(d for d in found if d.due is not None and d.due >= work.today)


def calendar_entries(deadlines: Collection[Deadline], *,
                     with_rules: bool = False) -> tuple[CalendarEntry, ...]:
    """The chosen deadlines as entries, by their days: no code, no name, no title, no remark, no id.

    `with_rules` lets each tell its rule of the pack; what was typed by hand never leaves.
    """
    entries = [CalendarEntry(d.due, d.due_at, d.rule if with_rules else "") for d in deadlines if d.due]
    return tuple(sorted(entries, key=lambda entry: (entry.due, entry.due_at is not None, entry.rule)))


def note_calendar(work: Work, deadlines: Collection[Deadline]) -> Outcome:
    """Let the log say which deadlines were written into a calendar."""
    return work.commit("deadlines.exported", about=tuple(deadlines))
