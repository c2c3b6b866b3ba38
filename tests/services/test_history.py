"""Undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from streetlaw.domain.action import Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.record import Outcome, Record
from streetlaw.services.cases import save_case
from streetlaw.services.clients import save_client
from streetlaw.services.history import undo
from streetlaw.services.ports import Vault
from tests.refusal import refusal


def opened(vault: Vault, client: Client) -> Outcome:
    with vault.work() as work:
        return save_client(work, client)


def test_a_new_record_goes_away_again(vault: Vault) -> None:
    outcome = opened(vault, Client())
    with vault.work() as work:
        undo(work, outcome)
    with vault.work() as work:
        assert work.count(Client) == 0


def test_a_change_is_taken_back_as_a_change_and_can_be_redone(vault: Vault) -> None:
    client = opened(vault, Client(phone="1")).the(Client)
    changed = opened(vault, replace(client, phone="2"))
    with vault.work() as work:
        undone = undo(work, changed)
    back = undone.the(Client)
    assert (back.phone, back.revision) == ("1", 3)
    with vault.work() as work:
        assert undo(work, undone).the(Client).phone == "2"


def test_what_changed_since_is_left_alone(vault: Vault) -> None:
    first = opened(vault, Client(phone="1"))
    opened(vault, replace(first.the(Client), phone="2"))
    with vault.work() as work, refusal("undo.changed_since"):
        undo(work, first)
    with vault.work() as work:
        assert work.list(Client)[0].phone == "2"


@pytest.mark.parametrize("later", [
    lambda client, _: Note(client_id=client, text="x"), lambda _, other: Party(case_id="k9", client_id=other),
    lambda client, other: Incident(client_id="c9", acts=(Act(violation="torture", victims=(client, other)),)),
], ids=["note", "party elsewhere", "harmed elsewhere"])
def test_a_client_somebody_added_to_is_not_taken_away(
        vault: Vault, later: Callable[[str, str], Record]) -> None:
    outcome = opened(vault, Client())
    client = outcome.the(Client).id
    with vault.work() as work:
        work.add(Client(id="c9", code="3961-A"))
        work.add(Case(id="k9", client_id="c9"))
        added = work.add(later(client, client))
        work.commit("later")
    with vault.work() as work, refusal("undo.changed_since"):
        undo(work, outcome)
    with vault.work() as work:
        assert work.count(Client, id=client)
        assert work.get(type(added), added.id) == added


def test_a_case_that_something_hangs_on_is_not_taken_away(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        outcome = save_case(work, Case(client_id=client.id))
        work.add(Note(client_id=client.id, case_id=outcome.the(Case).id, text="x"))
        work.commit("note.saved")
    with vault.work() as work, refusal("undo.changed_since"):
        undo(work, outcome)


def test_a_record_changed_twice_in_one_action_is_taken_back_whole(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        once = work.change(replace(client, phone="1"))
        work.change(replace(once, remarks="x"))
        outcome = work.commit("client.saved")
    for _ in range(2):
        with vault.work() as work:
            back = undo(work, outcome)
            assert replace(work.get(Client, client.id), revision=1) == client
            outcome = undo(work, back)
            assert (work.get(Client, client.id).phone, work.get(Client, client.id).remarks) == ("1", "x")


def test_what_is_gone_cannot_be_taken_back(vault: Vault) -> None:
    client = opened(vault, Client(phone="1")).the(Client)
    changed = opened(vault, replace(client, phone="2"))
    with vault.work() as work:
        work.remove(changed.the(Client))
        work.commit("client.erased")
    with vault.work() as work, refusal("undo.changed_since"):
        undo(work, changed)
