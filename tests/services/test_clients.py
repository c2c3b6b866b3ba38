"""Taking in, changing and erasing clients."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.code import code, parse
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.services.cases import client_file
from streetlaw.services.clients import OpenClient, erase_client, open_client, save_client
from streetlaw.services.ports import Vault
from tests.refusal import refusal

NAMED = Client(named=True, family_name=" Асанов ", given_name="Айбек")


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


def opened(vault: Vault, client: Client) -> Client:
    with vault.work() as work:
        return save_client(work, client).the(Client)


def test_an_intake_stores_client_consents_and_case_together(vault: Vault) -> None:
    cmd = OpenClient(client=NAMED, case=Case(matter="отказ"), consents=(
        Consent(purpose=Purpose.KEEP_CASE), Consent(purpose=Purpose.PHOTO, state=ConsentState.REFUSED)))
    with vault.work() as work:
        outcome = open_client(work, cmd)
        today = work.today
    client = outcome.the(Client)
    with vault.work() as work:
        file = client_file(work, client.id)
    assert file.client.family_name == "Асанов"
    assert (file.client.opened, file.client.last_contact) == (today, today)
    assert {consent.answered_on for consent in file.consents} == {today}
    assert file.main_case is not None
    assert file.main_case.matter == "отказ"
    assert parse(client.code) == client.code


def test_a_contact_needs_no_case(vault: Vault) -> None:
    with vault.work() as work:
        client = open_client(work, OpenClient(client=Client())).the(Client)
    with vault.work() as work:
        assert client_file(work, client.id).main_case is None


def test_a_stored_client_is_not_taken_in_twice(vault: Vault) -> None:
    client = opened(vault, NAMED)
    with vault.work() as work, refusal("client.exists"):
        open_client(work, OpenClient(client=client))


@pytest.mark.parametrize(("client", "expected"), [
    (Client(named=True, family_name="  "), "client.named_without_name"),
    (Client(given_name="Айбек"), "client.name_on_code_only"),
    (Client(other_names=("Айбек",)), "client.name_on_code_only"),
    (Client(region="nowhere"), "code.unknown"),
    (Client(populations=("nobody",)), "code.unknown"),
    (Client(code="4172-A"), "client.code_invalid"),
    (Client(birth_date=PartialDate("2093")), "date.in_future"),
    (Client(opened=date(2093, 1, 1)), "date.in_future"),
])
def test_what_cannot_be_is_refused_and_nothing_stored(vault: Vault, client: Client, expected: str) -> None:
    with vault.work() as work, refusal(expected):
        save_client(work, client)
    with vault.work() as work:
        assert work.count(Client) == 0


def test_a_code_is_kept_however_it_was_typed_and_belongs_to_one_client(vault: Vault) -> None:
    typed = code(4172).replace("-", " ").replace(" ", "").lower()
    first = opened(vault, Client(code=typed))
    assert first.code == code(4172)
    with vault.work() as work, refusal("client.code_taken"):
        save_client(work, Client(code=code(4172)))
    assert opened(vault, replace(first, phone=" 0700 ")).phone == "0700"


def test_codes_are_drawn_apart(vault: Vault) -> None:
    assert len({opened(vault, Client()).code for _ in range(20)}) == 20


def test_a_stale_change_is_refused(vault: Vault) -> None:
    client = opened(vault, NAMED)
    opened(vault, replace(client, phone="1"))
    with vault.work() as work, refusal("record.changed"):
        save_client(work, replace(client, phone="2"))


def test_erasing_takes_everything_about_the_person(vault: Vault) -> None:
    with vault.work() as work:
        client = open_client(work, OpenClient(client=NAMED, case=Case(), consents=(Consent(),))).the(Client)
    with vault.work() as work:
        erase_client(work, client)
    with vault.work() as work:
        assert [work.count(kind) for kind in (Client, Case, Consent)] == [0, 0, 0]
        assert not work.search("асанов")


def test_age_is_known_only_when_the_birth_date_leaves_no_doubt() -> None:
    day = date(2026, 11, 17)
    assert Client().age_on(day) is None
    assert Client(birth_date=PartialDate("1990")).age_on(day) is None
    assert Client(birth_date=PartialDate("1990-11-17")).age_on(day) == 36
    assert Client(birth_date=PartialDate("1990-11-17")).age_on(day - timedelta(days=1)) == 35
    assert Client(birth_date=PartialDate("1990-05")).age_on(day) == 36
