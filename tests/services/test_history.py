"""Undo."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.client import Client
from streetlaw.domain.record import Outcome
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


def test_what_is_gone_cannot_be_taken_back(vault: Vault) -> None:
    client = opened(vault, Client(phone="1")).the(Client)
    changed = opened(vault, replace(client, phone="2"))
    with vault.work() as work:
        work.remove(changed.the(Client))
        work.commit("client.erased")
    with vault.work() as work, refusal("undo.changed_since"):
        undo(work, changed)
