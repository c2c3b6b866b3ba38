"""Somebody who is already known is told of, in every role; a common name alone is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Act, Incident, Involvement
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import PartialDate
from streetlaw.services.ports import Vault
from streetlaw.services.similar import Fact, Person, Similar, find_similar, keep_apart

AIBEK = Client(id="a1", code="4172-C", named=True, family_name="Асанов", given_name="Айбек",
               phone="+996 555 12-34-56", birth_date=PartialDate("1990-04-12"))
JYLDYZ = Client(id="b2", code="4188-A", named=True, family_name="Төлөгөнова", given_name="Жылдыз",
                other_names=("Света Ким",))
NOBODY = Client(id="c3", code="3961-M", phone="0700 998877")


@pytest.fixture
def known(vault: Vault) -> Vault:
    with vault.work() as work:
        work.add_many([AIBEK, JYLDYZ, NOBODY])
        work.add(Case(id="k2", client_id="b2"))
        work.add(Party(id="p1", case_id="k2", role=PartyRole.ADVERSE, name="Мамытов Данияр"))
        work.add(Party(id="p2", case_id="k2", role=PartyRole.WITNESS, name="Айбек"))
        work.add(TrustedPerson(id="t1", name="Эсенова Нургүл"))
        work.add(Incident(id="i1", client_id="c3", narrative="Пришёл сотрудник Бакиров, с ним Эрлан"))
        work.commit("test.prepared")
    return vault


def similar(vault: Vault, **person: object) -> list[Similar]:
    with vault.work() as work:
        return list(find_similar(work, Person(**person)))  # type: ignore[arg-type]


def told(found: list[Similar]) -> list[tuple[str, tuple[Fact, ...]]]:
    return [(one.record_id, one.facts) for one in found]


@pytest.mark.parametrize(("person", "expected"), [
    ({"names": ("Aibek Asanov",)}, [("a1", (Fact.NAME,))]),
    ({"names": ("Асонов Айбек",)}, [("a1", (Fact.NAME_SOUNDS,))]),
    ({"names": ("Айбек",)}, []),
    ({"names": ("Асанов",)}, []),
    ({"names": ("Айбек",), "birth_date": PartialDate("1990-04-12")}, [("a1", (Fact.BORN, Fact.NAME))]),
    ({"names": ("Айбек",), "phone": "0555 123456"}, [("a1", (Fact.PHONE, Fact.NAME))]),
    ({"names": ("Асанов Айбек",), "birth_date": PartialDate("1975")}, []),
    ({"names": ("Асанов Айбек",), "birth_date": PartialDate("1990")}, [("a1", (Fact.NAME,))]),
    ({"names": ("Асанов Айбек",), "birth_date": PartialDate("1990-12-04")}, [("a1", (Fact.NAME,))]),
    ({"names": ("Асанов Айбек",), "birth_date": PartialDate("1990-04-12")}, [("a1", (Fact.NAME, Fact.BORN))]),
    ({"phone": "0700998877"}, [("c3", (Fact.PHONE,))]),
    ({"phone": "99"}, []),
    ({"names": ("Kim Sveta",)}, [("b2", (Fact.NAME,))]),
    ({"names": ("Данияр Мамытов",)}, [("p1", (Fact.NAME,))]),
    ({"names": ("Nurgul Esenova",)}, [("t1", (Fact.NAME,))]),
    ({"names": ("Бакиров Эрлан",)}, [("i1", (Fact.TOLD_OF,))]),
    ({"names": ("Асанов Айбек",), "id": "a1"}, []),
    ({"names": ("Асанов Айбек",), "distinct_from": ("a1",)}, []),
    ({}, []),
    ({"names": ("",), "phone": ""}, []),
])
def test_who_is_told_of(known: Vault, person: dict[str, object],
                        expected: list[tuple[str, tuple[Fact, ...]]]) -> None:
    found = told(similar(known, **person))
    assert [(id, set(facts)) for id, facts in found] == [(id, set(facts)) for id, facts in expected]


def test_whose_file_it_stands_in_and_in_what_role(known: Vault) -> None:
    [one] = similar(known, names=("Мамытов Данияр",))
    assert (one.kind, one.client_id, one.code, one.role, one.is_conflict) == (
        "party", "b2", "4188-A", PartyRole.ADVERSE, True)


def test_a_client_who_becomes_an_adverse_party_is_a_conflict(known: Vault) -> None:
    [one] = similar(known, names=("Асанов Айбек",), role=PartyRole.ADVERSE, beside="b2")
    assert (one.kind, one.record_id, one.is_conflict) == ("client", "a1", True)
    [one] = similar(known, names=("Асанов Айбек",), role=PartyRole.WITNESS, beside="b2")
    assert not one.is_conflict


def test_who_is_named_as_the_one_who_did_it_is_a_conflict(known: Vault) -> None:
    with known.work() as work:
        done = Involvement(perpetrator="police", unit="Абдиев Мелис, участковый")
        work.add(Incident(id="i2", client_id="c3", acts=(Act(violation="beating", involvements=(done,)),)))
        work.commit("incident.saved")
    [one] = similar(known, names=("Abdiev Melis",))
    assert (one.record_id, one.facts, one.is_conflict) == ("i2", (Fact.ALLEGED,), True)
    assert similar(known, names=("Абдиев Мелис",), beside="c3") == []
    [told_of] = similar(known, names=("Бакиров Эрлан",))
    assert not told_of.is_conflict


def test_somebody_we_work_with_as_an_adverse_party_is_a_conflict(known: Vault) -> None:
    [one] = similar(known, names=("Эсенова Нургүл",), role=PartyRole.ADVERSE, beside="a1")
    assert (one.record_id, one.is_conflict) == ("t1", True)
    [friend] = similar(known, names=("Эсенова Нургүл",), role=PartyRole.WITNESS, beside="a1")
    assert not friend.is_conflict


def test_a_client_who_is_a_party_elsewhere_is_told_of_in_both_roles(known: Vault) -> None:
    with known.work() as work:
        work.add(Party(id="p3", case_id="k2", role=PartyRole.ADVERSE, client_id="a1"))
        work.commit("party.saved")
    found = similar(known, names=("Asanov Aibek",))
    assert [(one.record_id, one.role, one.is_conflict) for one in found] == [
        ("p3", PartyRole.ADVERSE, True), ("a1", None, False)]


def test_those_kept_apart_are_not_told_of_again(known: Vault) -> None:
    twin = Client(id="d4", code="4200-E", named=True, family_name="Асанов", given_name="Айбек")
    with known.work() as work:
        twin = work.add(twin)
        work.commit("client.saved")
        assert told(list(find_similar(work, Person.of(twin)))) == [("a1", (Fact.NAME,))]
        keep_apart(work, twin, ("a1",))
        assert not find_similar(work, Person.of(work.get(Client, "d4")))
        assert not find_similar(work, Person.of(work.get(Client, "a1")))


def test_a_merged_client_is_not_told_of(known: Vault) -> None:
    with known.work() as work:
        work.change(replace(work.get(Client, "a1"), merged_into="b2"))
        work.commit("clients.merged")
    assert similar(known, names=("Асанов Айбек",), phone="0555123456") == []


def test_a_rare_name_is_enough_where_many_are_known(known: Vault) -> None:
    with known.work() as work:
        work.add_many(Client(id=f"n{n}", named=True, family_name="Асанов", given_name="Нурлан")
                      for n in range(220))
        work.add(Client(id="r1", named=True, family_name="Шварценбергер", given_name="Нурлан"))
        work.commit("clients.added")
    assert told(similar(known, names=("Шварценбергер",))) == [("r1", (Fact.NAME_RARE,))]
    assert similar(known, names=("Нурлан",)) == []
