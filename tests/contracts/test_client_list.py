"""What the client list and the search over everything promise, whatever keeps the records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from streetlaw.domain.action import Action, Note
from streetlaw.domain.case import Case, CaseStatus, Party
from streetlaw.domain.client import Client, Risk
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Involvement
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services.listing import ClientQuery, ClientRow, Hit, IncidentQuery
from streetlaw.services.ports import Vault

AIBEK = Client(
    id="a1", code="4172-C", named=True, family_name="Асанов", given_name="Айбек", phone="+996 (555) 12-34-56",
    region="KG-GB", risk=Risk.HIGH, last_contact=date(2026, 11, 16), remarks="Адвокат Тологонова помогала",
)
JYLDYZ = Client(
    id="b2", code="4188-A", named=True, family_name="Төлөгөнова", given_name="Жылдыз", phone="0700998877",
    region="KG-C", last_contact=date(2026, 11, 17), other_names=("Света",),
)
NOBODY = Client(id="c3", code="3961-M", region="KG-GB", risk=Risk.RAISED)


@pytest.fixture
def listed(vault: Vault) -> Vault:
    """A vault with three clients and what is known of them; the day is 17 November 2026."""
    with vault.work() as work:
        work.add_many([AIBEK, JYLDYZ, NOBODY])
        work.add_many([
            Case(id="k1", client_id="a1", status=CaseStatus.CLOSED, opened=date(2026, 11, 1)),
            Case(id="k2", client_id="a1", status=CaseStatus.WAITING, opened=date(2026, 5, 1),
                 supervisor_id="t1"),
            Case(id="k3", client_id="b2", status=CaseStatus.RESTORED, opened=date(2026, 6, 1)),
        ])
        work.add(Party(id="p1", case_id="k3", name="Мамытов Данияр"))
        work.add_many([
            Deadline(id="d1", client_id="a1", due=date(2026, 11, 15)),
            Deadline(id="d2", client_id="a1", due=date(2026, 11, 23)),
            Deadline(id="d3", client_id="a1", due=date(2026, 11, 1), status=DeadlineStatus.MET),
            Deadline(id="d4", client_id="b2", due=None),
            Deadline(id="d5", client_id="c3", due=date(2026, 11, 17)),
        ])
        work.add(Incident(
            id="i1", client_id="c3", narrative="Забрали телефон возле рынка",
            acts=(Act(violation="theft", involvements=(Involvement(perpetrator="p", unit="УВД № 9"),)),),
        ))
        work.add(Action(id="x1", client_id="b2", registration_no="П-771/26", authority="Прокуратура"))
        work.add(TrustedPerson(id="t1", name="Айбек Тургунов"))
        work.add_many([
            Consent(id="s1", client_id="a1", purpose=Purpose.SUPERVISOR, recipient="t1",
                    answered_on=date(2026, 11, 1)),
            Consent(id="s2", client_id="b2", purpose=Purpose.SUPERVISOR, answered_on=date(2026, 11, 1)),
            Consent(id="s3", client_id="c3", purpose=Purpose.SUPERVISOR, answered_on=date(2026, 11, 1)),
            Consent(id="s4", client_id="c3", purpose=Purpose.SUPERVISOR, state=ConsentState.WITHDRAWN,
                    answered_on=date(2026, 11, 1), withdrawn_on=date(2026, 11, 2)),
            Consent(id="s5", client_id="a1", purpose=Purpose.REFER, fields=("name",)),
            Consent(id="s6", client_id="b2", purpose=Purpose.REFER, expires_on=date(2026, 11, 16)),
            Consent(id="s7", client_id="c3", purpose=Purpose.REFER, expires_on=date(2026, 11, 17)),
        ])
        work.commit("test.prepared")
    return vault


def ids(vault: Vault, **query: object) -> list[str]:
    with vault.work() as work:
        return list(work.client_ids(ClientQuery(**query)))  # type: ignore[arg-type]


def test_the_lines_of_the_list(listed: Vault) -> None:
    with listed.work() as work:
        rows = work.client_rows(["c3", "a1", "gone", "b2"])
    assert rows == [
        ClientRow("c3", "3961-M", "", "raised", "", date(2026, 11, 17), True, "KG-GB", None),
        ClientRow("a1", "4172-C", "Асанов Айбек", "high", "waiting", date(2026, 11, 15), True, "KG-GB",
                  date(2026, 11, 16)),
        ClientRow("b2", "4188-A", "Төлөгөнова Жылдыз", "low", "restored", None, False, "KG-C",
                  date(2026, 11, 17)),
    ]


@pytest.mark.parametrize(("order", "expected", "backwards"), [
    ("recent", ["b2", "a1", "c3"], ["c3", "a1", "b2"]), ("code", ["c3", "a1", "b2"], ["b2", "a1", "c3"]),
    ("region", ["b2", "a1", "c3"], ["a1", "c3", "b2"]), ("due", ["a1", "c3", "b2"], ["c3", "a1", "b2"]),
])
def test_the_list_is_ordered(listed: Vault, order: str, expected: list[str], backwards: list[str]) -> None:
    assert ids(listed, order=order) == expected
    assert ids(listed, order=order, backwards=True) == backwards
    for way, whole in ((False, expected), (True, backwards)):
        for first in range(1, 4):
            with listed.work() as work:
                assert list(work.client_ids(ClientQuery(order=order, backwards=way), first)) == whole[:first]


@pytest.mark.parametrize(("query", "expected"), [
    ({"statuses": ("waiting",)}, ["a1"]),
    ({"statuses": ("waiting", "restored")}, ["b2", "a1"]),
    ({"statuses": ("closed",)}, ["a1"]),
    ({"regions": ("KG-GB",)}, ["a1", "c3"]),
    ({"risks": ("high", "raised")}, ["a1", "c3"]),
    ({"due": "overdue"}, ["a1"]),
    ({"due": "today"}, ["c3"]),
    ({"due": "week"}, ["a1", "c3"]),
    ({"due": "unverified"}, ["b2"]),
    ({"due": "week", "regions": ("KG-GB",), "risks": ("raised",)}, ["c3"]),
    ({"purpose": "supervisor", "reach": "given"}, ["b2"]),
    ({"purpose": "supervisor", "reach": "limited"}, ["a1"]),
    ({"purpose": "supervisor", "reach": "none"}, ["c3"]),
    ({"purpose": "refer", "reach": "given"}, ["c3"]),
    ({"purpose": "refer", "reach": "limited"}, ["a1"]),
    ({"purpose": "refer", "reach": "none"}, ["b2"]),
    ({"purpose": "photo", "reach": "none", "text": "aibek"}, ["a1"]),
    ({"supervisor": "t1"}, ["a1"]),
    ({"supervisor": "t2"}, []),
    ({"regions": ("KG-GB",), "text": "ai"}, ["a1"]),
    ({"regions": ("KG-C",), "text": "aibek"}, []),
    ({"due": "overdue", "statuses": ("waiting",), "text": "айбек", "order": "due"}, ["a1"]),
])
def test_the_list_is_narrowed(listed: Vault, query: dict[str, object], expected: list[str]) -> None:
    assert ids(listed, **query) == expected


@pytest.mark.parametrize(("text", "expected", "matched"), [
    ("айбек", ["a1"], "name"),
    ("Aybek", ["a1"], "name"),
    ("АСАНОВ айб", ["a1"], "name"),
    ("tologonova", ["b2", "a1"], "name"),
    ("Zhyldyz", ["b2"], "name"),
    ("света", ["b2"], "name"),
    ("т", ["b2"], "name"),
    ("ас ай", ["a1"], "name"),
    ("4172-С", ["a1"], "code"),  # the letter is Cyrillic
    ("417", ["a1"], "code"),
    ("41", ["b2", "a1"], "code"),
    ("0555 123456", ["a1"], "phone"),
    ("+996 555 12 34 56", ["a1"], "phone"),
    ("998877", ["b2"], "phone"),
    ("рынка", ["c3"], "text"),
    ("Зобрали", [], ""),
    ("телефон в", ["c3"], "text"),
    ("увд", ["c3"], "text"),
    ("мамытов", ["b2"], "text"),
    ("П-771", ["b2"], "text"),
    ("прокурат", ["b2"], "text"),
    ("turgunov", [], ""),
    ("   ", ["b2", "a1", "c3"], ""),
    ("!?", [], ""),
    ("%", [], ""),
    ('" OR "', [], ""),
])
def test_clients_are_found(listed: Vault, text: str, expected: list[str], matched: str) -> None:
    found = ids(listed, text=text)
    assert found == expected
    with listed.work() as work:
        rows = work.client_rows(found[:1], text)
    assert [row.matched for row in rows] == [matched] * bool(found)


def test_everything_is_searched_names_before_texts_latest_first(listed: Vault) -> None:
    with listed.work() as work:
        assert list(work.search("айбек")) == [
            Hit("trusted_person", "t1", "", "", "name", field="name", passage="Айбек Тургунов",
                marks=((0, 5),)),
            Hit("client", "a1", "a1", "4172-C", "name", field="full_name", passage="Асанов Айбек",
                marks=((7, 12),)),
        ]
        assert list(work.search("tologon")) == [
            Hit("client", "b2", "b2", "4188-A", "name", field="full_name", passage="Төлөгөнова Жылдыз",
                marks=((0, 10),)),
            Hit("client", "a1", "a1", "4172-C", "text", field="remarks",
                passage="Адвокат Тологонова помогала", marks=((8, 18),)),
        ]
        assert list(work.search("mamyt")) == [Hit(
            "party", "p1", "b2", "4188-A", "name", field="name", passage="Мамытов Данияр", marks=((0, 7),))]
        assert [hit.kind for hit in work.search("ай", limit=1)] == ["trusted_person"]
        assert not work.search("")


def test_codes_and_numbers_answer_as_a_whole(listed: Vault) -> None:
    with listed.work() as work:
        assert [(hit.record_id, hit.field, hit.passage, hit.marks) for hit in work.search("417")] == [
            ("a1", "code", "4172-C", ((0, 6),))]
        assert [(hit.field, hit.passage, hit.marks) for hit in work.search("998877")] == [
            ("phone", "0700998877", ((0, 10),))]


def test_of_a_long_story_the_words_around_the_match_are_told(listed: Vault) -> None:
    told = f"{'Это было давно и далеко. ' * 12}Дежурный кричал у окна. {'Потом стало тихо. ' * 12}"
    with listed.work() as work:
        work.add(Incident(client_id="b2", narrative=told))
        work.commit("incident.saved")
        [hit] = work.search("dejurni")
    assert (hit.kind, hit.code, hit.field, hit.matched) == ("incident", "4188-A", "narrative", "text")
    assert [hit.passage[first:last] for first, last in hit.marks] == ["Дежурный"]
    assert hit.passage.startswith("…")
    assert hit.passage.endswith("…")
    assert len(hit.passage) < 140


def test_some_of_each_kind_are_found(listed: Vault) -> None:
    with listed.work() as work:
        work.add_many([Note(id=f"n{n}", client_id="a1", text=f"Айбек звонил {n}") for n in range(9)])
        work.commit("notes.added")
        found = work.search("айбек", limit=9, each=2)
        assert [hit.record_id for hit in found] == ["t1", "a1", "n8", "n7"]
        assert len(work.search("айбек", limit=3, each=2)) == 3


@pytest.mark.parametrize(("typed", "expected"), [
    ("айбкек", ["t1", "a1"]),  # one letter too many
    ("аибкe", ["t1", "a1"]),  # two changed round, the last one Latin
    ("aibjk", ["t1", "a1"]),
    ("ойбек", ["t1", "a1"]),
    ("abiek", ["t1", "a1"]),  # in the middle
    ("асонов айбек", ["a1"]),
    ("асонов ойбек", ["a1"]),
    ("толоконова", ["b2"]),
    ("толокон", ["b2"]),  # not typed to the end
    ("тургунав", ["t1"]),
    ("ойбак", []),  # two slips in a word
    ("айбкек мамытов", []),
    ("свитк", []),
    ("абек", []),  # a short word is only found as it was typed
    ("9988778", []),
])
def test_a_name_typed_with_a_slip_is_found(listed: Vault, typed: str, expected: list[str]) -> None:
    with listed.work() as work:
        found = work.search(typed)
    assert [hit.record_id for hit in found] == expected
    assert all(hit.slipped and hit.matched == "name" and hit.marks for hit in found)
    assert ids(listed, text=typed) == [id for id in expected if id != "t1"]


def test_who_was_merged_stands_in_no_list_and_in_no_search(listed: Vault) -> None:
    with listed.work() as work:
        one = work.get(Client, "a1")
        work.change(replace(one, merged_into="b2"))
        work.commit("clients.merged")
        assert list(work.client_ids(ClientQuery())) == ["b2", "c3"]
        assert list(work.client_ids(ClientQuery(due="overdue"))) == []
        for typed in ("асанов", "4172", "123456", "Тологонова помогала", "асонов"):
            assert "a1" not in work.client_ids(ClientQuery(text=typed))
            assert not [hit for hit in work.search(typed) if hit.record_id == "a1"]
        assert list(work.incident_ids(IncidentQuery(text="асанов"))) == []
        work.change(replace(one, revision=2))
        work.commit("undone")
        assert "a1" in work.client_ids(ClientQuery())
        assert [hit.record_id for hit in work.search("асанов")] == ["a1"]


def test_a_question_nobody_waits_for_is_given_up(listed: Vault) -> None:
    def ask_for_long() -> None:
        with work.while_wanted(lambda: False):
            for _ in range(1000):
                work.client_ids(ClientQuery(text="а"))

    with listed.work() as work:
        with pytest.raises(StreetLawError, match=r"work\.cancelled"):
            ask_for_long()
        assert work.client_ids(ClientQuery(text="айбек"))


def test_what_was_written_last_is_found_first(listed: Vault) -> None:
    with listed.work() as work:
        work.change(replace(work.get(Client, "a1"), remarks="новое"))
        work.commit("client.changed")
        assert [hit.record_id for hit in work.search("айбек")] == ["a1", "t1"]
        assert not work.search("адвокат")
        assert [hit.record_id for hit in work.search("новое")] == ["a1"]


def test_a_search_sees_what_was_committed_only(listed: Vault) -> None:
    with listed.work() as work:
        note = work.add(Note(client_id="a1", text="Разговор о приюте"))
        assert not work.search("приют")
        work.commit("note.added")
        assert [hit.record_id for hit in work.search("приют")] == [note.id]
        work.remove(note)
        work.commit("note.removed")
        assert not work.search("приют")


def test_a_text_query_gives_the_best_five_hundred(vault: Vault) -> None:
    with vault.work() as work:
        work.add_many(Client(id=work.new_id(), family_name="Асанов", region="a" if n % 3 else "b")
                      for n in range(700))
        work.add(Client(given_name="Асан"))
        work.commit("clients.added")
        assert len(work.client_ids(ClientQuery(text="asan"))) == 500
        assert len(work.client_ids(ClientQuery(text="a"))) == 500
        assert len(work.client_ids(ClientQuery(text="asan", regions=("b",)))) == 234
        assert len(work.client_ids(ClientQuery())) == 701
