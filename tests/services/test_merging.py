"""Two clients become one: everything moves, both histories stay, undo brings both back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.record import Record
from streetlaw.domain.referral import Referral
from streetlaw.services.capture import Capture, take_up
from streetlaw.services.clients import client_of
from streetlaw.services.erasure import THEIRS
from streetlaw.services.history import undo
from streetlaw.services.listing import ClientQuery
from streetlaw.services.merging import MergeClients, merge_clients, merged_from, merging
from streetlaw.services.parties import save_party
from streetlaw.services.ports import Vault, Work
from streetlaw.services.similar import Person, find_similar

KEPT = Client(id="a1", code="4172-C", named=True, family_name="Асанов", given_name="Айбек",
              opened=date(2026, 5, 1), last_contact=date(2026, 6, 1), languages=("ky",))
GONE = Client(id="b2", code="4188-E", named=True, family_name="Asanov", given_name="Aibek",
              phone="0700998877", other_names=("Айба",), opened=date(2026, 4, 1),
              last_contact=date(2026, 5, 5),
              languages=("ru", "ky"))
OTHER = Client(id="c3", code=code(3961))


@pytest.fixture
def two(vault: Vault) -> Vault:
    with vault.work() as work:
        work.add_many([KEPT, GONE, OTHER])
        work.add(Case(id="k1", client_id="b2"))
        work.add(Case(id="k3", client_id="c3"))
        for kind in THEIRS:
            if kind is not Case:
                work.add(kind(id=f"{kind.__name__.lower()}1", client_id="b2"))  # type: ignore[call-arg]
        work.add(Incident(id="i3", client_id="c3", acts=(Act(violation="beating", victims=("b2", "a1")),)))
        work.add(Party(id="p1", case_id="k3", client_id="b2"))
        work.commit("test.prepared")
    return vault


def merge(work: Work, *chosen: str) -> object:
    return merge_clients(work, MergeClients(
        kept=work.get(Client, "a1"), gone=work.get(Client, "b2"), chosen=frozenset(chosen)))


def held(work: Work, kinds: tuple[type[Record], ...]) -> list[Record]:
    return [replace(record, revision=0) for kind in kinds for record in work.list(kind)]


def test_everything_moves_to_who_stays(two: Vault) -> None:
    with two.work() as work:
        assert merging(work, "a1", "b2").counts == dict.fromkeys(THEIRS, 1)
        merge(work)
        for kind in THEIRS:
            assert work.count(kind, client_id="b2") == 0
            assert work.count(kind, client_id="a1") == 1
        assert work.get(Party, "p1").client_id == "a1"
        assert work.get(Incident, "i3").acts[0].victims == ("a1",)
        assert list(work.client_ids(ClientQuery())) == ["a1", "c3"]
        assert [one.code for one in merged_from(work, "a1")] == ["4188-E"]


@pytest.mark.parametrize("kind", [Consent, Incident, Action, Note, Attachment, Screening, Referral, Deadline])
def test_no_kind_is_forgotten(kind: type[Record]) -> None:
    assert kind in THEIRS


def test_who_stays_takes_what_was_chosen_and_keeps_other_names(two: Vault) -> None:
    with two.work() as work:
        assert merging(work, "a1", "b2").differing == ("name", "phone")
        merge(work, "phone")
        after = work.get(Client, "a1")
    assert (after.full_name, after.phone, after.other_names) == ("Асанов Айбек", "0700998877", ("Айба",))
    assert (after.opened, after.last_contact, after.languages) == (
        date(2026, 4, 1), date(2026, 6, 1), ("ky", "ru"))


def test_the_whole_name_can_be_the_others(two: Vault) -> None:
    with two.work() as work:
        merge(work, "name")
        assert work.get(Client, "a1").full_name == "Asanov Aibek"


def test_both_histories_stay(two: Vault) -> None:
    with two.work() as work:
        merge(work, "phone")
        assert {line.field for line in work.history(Client, "a1")} >= {"", "phone"}
        assert [line.field for line in work.history(Client, "b2")] == ["merged_into", ""]
        assert work.get(Client, "b2").phone == "0700998877"


def test_undo_brings_both_back(two: Vault) -> None:
    kinds: tuple[type[Record], ...] = (Client, *THEIRS, Party)
    with two.work() as work:
        before = held(work, kinds)
        outcome = merge(work, "name", "phone")
        assert held(work, kinds) != before
        undo(work, outcome)  # type: ignore[arg-type]
        assert held(work, kinds) == before
        assert set(work.client_ids(ClientQuery(text="asanov"))) == {"a1", "b2"}


def test_who_stands_against_the_other_is_not_merged(two: Vault) -> None:
    with two.work() as work:
        work.add(Party(case_id="k1", client_id="a1", role=PartyRole.ADVERSE))
        work.commit("party.saved")
        assert merging(work, "a1", "b2").stands_against
        with pytest.raises(StreetLawError, match=r"client\.stands_against"):
            merge(work)
    with two.work() as work:
        assert work.get(Client, "b2").merged_into == ""


def test_conflicts_that_come_with_it_are_told(two: Vault) -> None:
    with two.work() as work:
        work.change(replace(work.get(Party, "p1"), role=PartyRole.ADVERSE))
        work.add(Party(case_id="k3", name="Aibek Asanov", role=PartyRole.ADVERSE))
        work.commit("party.saved")
        assert {one.code for one in merging(work, "a1", "b2").conflicts} == {OTHER.code}


def test_what_makes_no_sense_is_refused(two: Vault) -> None:
    with two.work() as work:
        with pytest.raises(StreetLawError, match=r"client\.merge_itself"):
            merging(work, "a1", "a1")
        merge(work)
        with pytest.raises(StreetLawError, match=r"client\.merged_already"):
            merging(work, "a1", "b2")
        with pytest.raises(StreetLawError, match=r"record\.changed"):
            merge_clients(work, MergeClients(kept=KEPT, gone=replace(OTHER, revision=1)))


def test_what_moved_is_found_under_who_stays(two: Vault) -> None:
    with two.work() as work:
        work.change(replace(work.get(Note, "note1"), text="пришёл ночью"))
        work.add(Party(id="p9", case_id="k1", name="Болот"))
        work.commit("note.saved")
    with two.work() as work:
        outcome = merge(work)
    with two.work() as work:
        for text in ("ночью", "Болот", "4188-E"):
            assert [(hit.client_id, hit.code) for hit in work.search(text)] == [("a1", "4172-C")]
            assert list(work.client_ids(ClientQuery(text=text))) == ["a1"]
        assert [hit.record_id for hit in work.search("4188-E")] == ["a1"]
        undo(work, outcome)  # type: ignore[arg-type]
    with two.work() as work:
        for text in ("ночью", "Болот", "4188-E"):
            assert [hit.client_id for hit in work.search(text)] == ["b2"]


def test_the_old_code_leads_to_who_stays_however_often_it_was_merged(two: Vault) -> None:
    with two.work() as work:
        merge(work)
    with two.work() as work:
        merge_clients(work, MergeClients(kept=work.get(Client, "c3"), gone=work.get(Client, "a1")))
    with two.work() as work:
        for known in ("4188-E", "4172-C"):
            assert client_of(work, known).id == "c3"
            assert list(work.client_ids(ClientQuery(text=known))) == ["c3"]
        take_up(work, Capture(text="слова", code="4188-E", as_note=True))
        assert [note.client_id for note in work.list(Note) if note.text] == ["c3"]


def test_who_was_told_apart_from_one_stays_apart_from_both(two: Vault) -> None:
    with two.work() as work:
        work.change(replace(work.get(Client, "c3"), named=True, family_name="Асанов", given_name="Айбек",
                            distinct_from=("b2", "a1")))
        work.change(replace(work.get(Party, "p1"), client_id="", name="Асанов Айбек", distinct_from=("b2",)))
        work.commit("people.kept_apart")
    with two.work() as work:
        merge(work)
        assert work.get(Client, "c3").distinct_from == ("a1",)
        assert work.get(Party, "p1").distinct_from == ("a1",)
    with two.work() as work:
        found = find_similar(work, Person.of(work.get(Client, "c3")))
        assert [one.record_id for one in found if one.kind == "client"] == []


@pytest.mark.parametrize(("case", "client", "name"), [
    ("k0", "b2", "Asanov Aibek"), ("k1", "a1", "Asanov Aibek")])
def test_nobody_becomes_a_person_beside_themselves(two: Vault, case: str, client: str, name: str) -> None:
    with two.work() as work:
        work.add(Case(id="k0", client_id="a1"))
        work.add(Party(id="p7", case_id=case, client_id=client, role=PartyRole.WITNESS))
        work.commit("party.saved")
    with two.work() as work:
        merge(work)
        party = work.get(Party, "p7")
        assert (party.client_id, party.name) == ("", name)
        save_party(work, party)


def test_consents_that_contradict_each_other_are_told(two: Vault) -> None:
    with two.work() as work:
        for whose, state in (("a1", ConsentState.GIVEN), ("b2", ConsentState.REFUSED)):
            work.add(Consent(client_id=whose, purpose=Purpose.REFER, state=state, answered_on=work.today))
        work.add(Consent(client_id="a1", purpose=Purpose.PHOTO, state=ConsentState.REFUSED))
        work.commit("consent.recorded")
        assert merging(work, "a1", "b2").purposes == (Purpose.REFER,)


def test_who_was_merged_before_follows(two: Vault) -> None:
    with two.work() as work:
        merge(work)
        merge_clients(work, MergeClients(kept=work.get(Client, "c3"), gone=work.get(Client, "a1")))
        assert {one.code for one in merged_from(work, "c3")} == {"4172-C", "4188-E"}
