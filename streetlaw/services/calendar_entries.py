"""Deadlines for a calendar outside the vault: days and hours, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services.deadlines import laws
from streetlaw.services.ports import Work


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of a calendar: the last day, for limits in hours the last moment (UTC), and perhaps the rule.

    `rule` is a code of the pack of that `jurisdiction` ("" for the home one), "" where the entry says nothing
    but that something is due.
    """

    due: date
    due_at: datetime | None = None
    rule: str = ""
    jurisdiction: str = ""


def open_deadlines(work: Work, client_id: str = "") -> tuple[Deadline, ...]:
    """The open deadlines with a day that have not passed, by their days; with an id, those of one client."""
    found = work.list(Deadline, order="due", status=DeadlineStatus.OPEN, client_id=client_id) if client_id \
        else work.list(Deadline, order="due", status=DeadlineStatus.OPEN)
    return tuple(d for d in found if d.due is not None and d.due >= work.today
                 and (d.due_at is None or d.due_at >= work.now))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The deadlines to choose from, the codes of their clients by id, and the laws they are counted by."""

    deadlines: Sequence[Deadline]
    codes: Mapping[str, str]
    packs: Mapping[str, Pack]


def calendar_choice(work: Work, client_id: str = "") -> Choice:
    """Read what may be written into a calendar, of everybody or of one client."""
    found = open_deadlines(work, client_id)
    owners = tuple({deadline.client_id for deadline in found})
    return Choice(deadlines=found, packs=laws(work, found),
                  codes={client.id: client.code for client in work.list(Client, id=owners)})


def calendar_entries(deadlines: Collection[Deadline], *,
                     with_rules: bool = False) -> tuple[CalendarEntry, ...]:
    """The chosen deadlines as entries, by their days: no code, no name, no title, no remark, no id.

    `with_rules` lets each tell its rule of the pack; what was typed by hand never leaves.
    """
    entries = [CalendarEntry(d.due, d.due_at, *((d.rule, d.jurisdiction) if with_rules and d.rule else ()))
               for d in deadlines if d.due]
    return tuple(sorted(entries, key=lambda entry: (entry.due, entry.due_at is not None, entry.rule)))


def note_calendar(work: Work, deadlines: Collection[Deadline]) -> Outcome:
    """Let the log say which deadlines were written into a calendar."""
    return work.commit("deadlines.exported", about=tuple(deadlines))
