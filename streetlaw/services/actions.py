"""Recording what was done: interventions and notes."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.action import Action, Note
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import known_codes, not_empty, not_in_future
from streetlaw.services.ports import Work


def save_action(work: Work, action: Action) -> Outcome:
    """Store an intervention; the client counts as contacted that day. Raises what `put_action` does."""
    put_action(work, action)
    return work.commit("action.saved")


def put_action(work: Work, action: Action) -> Action:
    """Store an intervention within a unit of work that does more.

    Raises `record.unknown`, `code.unknown` (channel), `date.in_future`, `action.minutes_range` (0 to 1440),
    `action.answered_before_done`, `record.changed`.
    """
    known_codes(work, "channels", (action.channel,))
    not_in_future(work, action.done_on)
    not_in_future(work, action.answered_on)
    _check_minutes(action.minutes)
    ready = replace(action, done_on=action.done_on or work.today)
    if ready.answered_on and ready.done_on and ready.answered_on < ready.done_on:
        raise StreetLawError("action.answered_before_done")
    _touch(work, ready.client_id)
    return work.add(ready) if ready.is_new else work.change(ready)


def save_note(work: Work, note: Note) -> Outcome:
    """Store a note on a contact; the client counts as contacted today.

    Raises `record.unknown`, `note.empty`, `action.minutes_range`, `record.changed`.
    """
    _check_minutes(note.minutes)
    ready = replace(note, text=not_empty(note.text, "note.empty"), written=note.written or work.now)
    _touch(work, ready.client_id)
    if ready.is_new:
        work.add(ready)
    else:
        work.change(ready)
    return work.commit("note.saved")


def _check_minutes(minutes: int) -> None:
    if not 0 <= minutes <= 24 * 60:
        raise StreetLawError("action.minutes_range")


def _touch(work: Work, client_id: str) -> None:
    client = work.get(Client, client_id)
    if client.last_contact is None or client.last_contact < work.today:
        work.change(replace(client, last_contact=work.today))
