"""What search finds, the same in the vault in memory and the real one."""

from __future__ import annotations

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.domain.incident import Incident
from streetlaw.services.listing import ClientQuery, IncidentQuery
from streetlaw.services.ports import Vault

AIBEK = Client(id="c1", code=code(4172), named=True, family_name="Асанов", given_name="Айбек",
               phone="+996 700 11-22-33")
ZHYLDYZ = Client(id="c2", code=code(4188), named=True, family_name="Tologonova", given_name="Jyldyz",
                 phone="0555 445566")
FOREIGN = Client(id="c3", code=code(3961), phone="8 (701) 998-77-66")


@pytest.fixture
def people(vault: Vault) -> Vault:
    with vault.work() as work:
        work.add_many([AIBEK, ZHYLDYZ, FOREIGN])
        work.add(Incident(id="i1", client_id="c1", narrative="забрали паспорт"))
        work.commit("prepared")
    return vault


@pytest.mark.parametrize(("typed", "found"), [
    ("aibek", "c1"), ("aybek", "c1"), ("айбе", "c1"), ("АЙБЕК асан", "c1"), ("абйек", "c1"),
    ("fq,tr", "c1"), ("fqбек", ""), ("Fcfyjd fq,tr", "c1"), ("ещдщпщтщмф", "c2"),
    (";sklsp", "c2"),
    ("0700 11", "c1"), ("+996 700 11", "c1"), ("996700112233", "c1"), ("00996700112233", "c1"),
    ("700112", "c1"), ("11 22 33", "c1"), ("2233", "c1"),
    ("0555 44", "c2"), ("+996 555 44", "c2"), ("(555) 445-566", "c2"), ("701 998", "c3"), ("9877", "c3"),
    (code(4172), "c1"), ("4172с", "c1"), ("4172 C", "c1"), ("4188", "c2"),
    ("паспорт", "c1"), ("gfcgjhn", "c1"),
    ("!!", ""), (".", ""), ("совсем нет", ""),
])
def test_a_client_is_found_however_they_are_typed(people: Vault, typed: str, found: str) -> None:
    expected = [found] if found else []
    with people.work() as work:
        assert list(work.client_ids(ClientQuery(text=typed))) == expected
        assert [*dict.fromkeys(hit.client_id for hit in work.search(typed))] == expected


@pytest.mark.parametrize(("typed", "kind"), [
    ("fq,tr", "name"), ("aibek", "name"), ("0700 11", "phone"), ("4172-C", "code"), ("gfcgjhn", "text")])
def test_the_list_says_where_it_was_found(people: Vault, typed: str, kind: str) -> None:
    with people.work() as work:
        (row,) = work.client_rows(["c1"], typed)
        assert row.matched == kind
        hit = work.search(typed)[0]
        assert hit.matched == kind
        assert hit.marks


def test_the_register_reads_the_other_layout_too(people: Vault) -> None:
    with people.work() as work:
        assert list(work.incident_ids(IncidentQuery(text="gfcgjhn"))) == ["i1"]
        assert list(work.incident_ids(IncidentQuery(text="fq,tr"))) == ["i1"]
