"""Interventions and notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from streetlaw.domain.action import Action, Note
from streetlaw.domain.client import Client
from streetlaw.domain.pack import Pack
from streetlaw.services.actions import save_action, save_note
from streetlaw.services.ports import Vault
from tests.refusal import refusal


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


def test_an_intervention_is_a_contact(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        action = save_action(work, Action(client_id=client.id, channel="appeal_body", minutes=30)).the(Action)
        today = work.today
    with vault.work() as work:
        assert work.get(Client, client.id).last_contact == today
        later = save_action(work, replace(action, answered_on=today)).the(Action)
    assert (action.done_on, later.revision) == (today, 2)


@pytest.mark.parametrize(("changes", "expected"), [
    ({"channel": "nowhere"}, "code.unknown"), ({"minutes": -1}, "action.minutes_range"),
    ({"minutes": 1441}, "action.minutes_range"), ({"client_id": "nobody"}, "record.unknown"),
])
def test_interventions_that_cannot_be_are_refused(vault: Vault, client: Client, changes: dict[str, object],
                                                  expected: str) -> None:
    with vault.work() as work, refusal(expected):
        save_action(work, replace(Action(client_id=client.id), **changes))  # type: ignore[arg-type]


def test_dates_of_interventions_are_in_order(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        today = work.today
    for action, expected in (
        (Action(done_on=today + timedelta(days=1)), "date.in_future"),
        (Action(answered_on=today + timedelta(days=1)), "date.in_future"),
        (Action(done_on=today, answered_on=today - timedelta(days=1)), "action.answered_before_done"),
    ):
        with vault.work() as work, refusal(expected):
            save_action(work, replace(action, client_id=client.id))


def test_a_note_has_words(vault: Vault, client: Client) -> None:
    with vault.work() as work, refusal("note.empty"):
        save_note(work, Note(client_id=client.id, text="  "))
    with vault.work() as work, refusal("action.minutes_range"):
        save_note(work, Note(client_id=client.id, text="a", minutes=2000))
    with vault.work() as work:
        note = save_note(work, Note(client_id=client.id, text=" слова ")).the(Note)
    assert note.text == "слова"
    assert note.written is not None
    with vault.work() as work:
        assert save_note(work, replace(note, text="другие")).the(Note).written == note.written
