"""What the register of incidents promises, whatever keeps the records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Act, Incident, Source, SourceKind
from streetlaw.domain.record import PartialDate
from streetlaw.services.listing import IncidentQuery, IncidentRow
from streetlaw.services.ports import Vault

PERSON = (Source(kind=SourceKind.PERSON),)


@pytest.fixture
def listed(vault: Vault) -> Vault:
    """A vault with two clients and four incidents."""
    with vault.work() as work:
        work.add_many([Client(id="a1", code="4188-A", named=True, family_name="Асанов"),
                       Client(id="b2", code="4172-P")])
        work.add(Case(id="k1", client_id="a1", status=CaseStatus.WAITING, opened=date(2026, 5, 1)))
        work.add_many([
            Incident(id="i1", client_id="a1", case_id="k1", occurred=PartialDate("2026-11-10"), region="a",
                     acts=(Act(violation="theft"), Act(violation="beating")), sources=PERSON,
                     narrative="Возле рынка"),
            Incident(id="i2", client_id="b2", occurred=PartialDate("2026-11"), region="b",
                     acts=(Act(violation="theft"),)),
            Incident(id="i3", client_id="a1", region="b", place="у остановки"),
            Incident(id="i4", client_id="b2", occurred=PartialDate("2025"), acts=(Act(violation="beating"),),
                     sources=PERSON),
        ])
        work.commit("test.prepared")
    return vault


def ids(vault: Vault, **query: object) -> list[str]:
    with vault.work() as work:
        return list(work.incident_ids(IncidentQuery(**query)))  # type: ignore[arg-type]


def test_the_lines_of_the_register(listed: Vault) -> None:
    with listed.work() as work:
        rows = work.incident_rows(["i3", "gone", "i1"])
    assert rows == [
        IncidentRow("i3", "a1", "4188-A", None, (), "b", False, ""),
        IncidentRow("i1", "a1", "4188-A", PartialDate("2026-11-10"), ("theft", "beating"), "a", True,
                    "waiting"),
    ]


def test_a_line_says_by_which_law_it_is_told(listed: Vault) -> None:
    with listed.work() as work:
        work.change(replace(work.get(Incident, "i2"), jurisdiction="bg"))
        work.commit("incident.saved")
        assert [row.jurisdiction for row in work.incident_rows(["i1", "i2"])] == ["", "bg"]


@pytest.mark.parametrize(("order", "expected", "backwards"), [
    ("date", ["i1", "i2", "i4", "i3"], ["i4", "i2", "i1", "i3"]),
    ("recent", ["i4", "i3", "i2", "i1"], ["i1", "i2", "i3", "i4"]),
    ("code", ["i4", "i2", "i3", "i1"], ["i3", "i1", "i4", "i2"]),
])
def test_the_register_is_ordered(listed: Vault, order: str, expected: list[str],
                                 backwards: list[str]) -> None:
    assert ids(listed, order=order) == expected
    assert ids(listed, order=order, backwards=True) == backwards
    with listed.work() as work:
        assert list(work.incident_ids(IncidentQuery(order=order), 2)) == expected[:2]


@pytest.mark.parametrize(("query", "expected"), [
    ({"regions": ("b",)}, ["i2", "i3"]),
    ({"regions": ("a", "b")}, ["i1", "i2", "i3"]),
    ({"violations": ("beating",)}, ["i1", "i4"]),
    ({"incomplete": True}, ["i2", "i3"]),
    ({"incomplete": True, "violations": ("theft",)}, ["i2"]),
    ({"violations": ("theft",), "regions": ("b",)}, ["i2"]),
    ({"violations": ("theft",), "backwards": True}, ["i2", "i1"]),
    ({"violations": ("theft",), "order": "code"}, ["i2", "i1"]),
    ({"violations": ("theft",), "order": "recent"}, ["i2", "i1"]),
    ({"violations": ("theft", "beating")}, ["i1", "i2", "i4"]),
    ({"violations": ("theft",), "text": "asanov"}, ["i1"]),
    ({"since": "2026"}, ["i1", "i2"]),
    ({"since": "2026-11-05"}, ["i1"]),
    ({"since": "2026", "violations": ("beating",)}, ["i1"]),
    ({"text": "рынк"}, ["i1"]),
    ({"text": "ostanovk"}, ["i3"]),
    ({"text": "asanov"}, ["i1", "i3"]),
    ({"text": "4172-P"}, ["i2", "i4"]),
    ({"text": "as", "regions": ("a",)}, ["i1"]),
    ({"text": "nobody"}, []),
    ({"text": "–"}, []),
])
def test_the_register_is_narrowed(listed: Vault, query: dict[str, object], expected: list[str]) -> None:
    assert ids(listed, **query) == expected


def test_the_register_follows_what_is_changed_and_removed(listed: Vault) -> None:
    with listed.work() as work:
        twice = (Act(violation="torture"), Act(violation="torture"))
        work.change(replace(work.get(Incident, "i1"), acts=twice))
        work.remove(work.get(Incident, "i4"))
        work.commit("test.changed")
    assert ids(listed, violations=("torture",)) == ["i1"]
    assert ids(listed, violations=("beating",)) == []
    with listed.work() as work:
        work.change(replace(work.get(Incident, "i1"), occurred=PartialDate("2020"), region="z"))
        work.commit("test.changed")
    assert ids(listed, violations=("torture",), regions=("z",)) == ["i1"]
    assert ids(listed, violations=("torture",), since="2021") == []
