"""People in a case beside its client, and clients on two sides of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.services.cases import client_file
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.services.parties import Opposed, opposed, remove_party, save_party
from streetlaw.services.ports import Vault
from tests.refusal import refusal


@pytest.fixture
def client(vault: Vault) -> Client:
    with vault.work() as work:
        return open_client(work, OpenClient(client=Client(), case=Case(matter="паспорт"))).the(Client)


@pytest.fixture
def case(vault: Vault, client: Client) -> Case:
    with vault.work() as work:
        return client_file(work, client.id).cases[0]


def test_people_in_a_case_have_a_name_or_are_clients(vault: Vault, client: Client, case: Case) -> None:
    with vault.work() as work, refusal("party.who"):
        save_party(work, Party(case_id=case.id, role=PartyRole.ADVERSE, name=" "))
    with vault.work() as work, refusal("record.unknown"):
        save_party(work, Party(case_id="nothing", name="ЦСМ"))
    with vault.work() as work, refusal("party.is_the_client"):
        save_party(work, Party(case_id=case.id, client_id=client.id))
    with vault.work() as work:
        other = open_client(work, OpenClient(client=Client())).the(Client)
    with vault.work() as work:
        party = save_party(work, Party(case_id=case.id, client_id=other.id)).the(Party)
    with vault.work() as work:
        changed = save_party(work, replace(party, name=" сосед ")).the(Party)
    assert (changed.revision, changed.name) == (2, "сосед")
    with vault.work() as work:
        assert client_file(work, client.id).parties == [changed]
        remove_party(work, changed)
    with vault.work() as work:
        assert not work.count(Party)


def test_clients_on_two_sides_are_told_at_both_ends(vault: Vault, client: Client, case: Case) -> None:
    with vault.work() as work:
        other = open_client(work, OpenClient(client=Client(), case=Case(matter="x"))).the(Client)
    with vault.work() as work:
        assert not opposed(work, client.id)
        party = save_party(work, Party(case_id=case.id, client_id=other.id)).the(Party)
    with vault.work() as work:
        assert not opposed(work, client.id), "a witness is on no side"
        save_party(work, replace(party, role=PartyRole.ADVERSE))
    with vault.work() as work:
        assert opposed(work, client.id) == (Opposed(client_id=other.id, code=other.code, is_here=True),)
        assert opposed(work, other.id) == (Opposed(client_id=client.id, code=client.code, is_here=False),)


def test_an_intake_takes_over_who_was_known_in_other_cases(vault: Vault, case: Case) -> None:
    with vault.work() as work:
        party = save_party(work, Party(case_id=case.id, role=PartyRole.ADVERSE, name="Мамытов")).the(Party)
    with vault.work() as work:
        made = open_client(work, OpenClient(client=Client(), parties=(party.id,))).the(Client)
    with vault.work() as work:
        assert work.get(Party, party.id).client_id == made.id
        assert opposed(work, made.id)
