"""Newer law in a vault: whom to trust, what would change, taking it whole, leaving it, and going back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Confidence
from streetlaw.domain.fact_check import CheckResult, FactCheck
from streetlaw.domain.incident import Incident
from streetlaw.domain.profile import Profile
from streetlaw.packs import loader
from streetlaw.packs.in_force import in_force
from streetlaw.packs.law_tables import PackTables
from streetlaw.services.law import fact_checks, updates
from streetlaw.services.law.amendment_words import AmendmentWords
from streetlaw.services.law.amendments import Turn
from streetlaw.services.law.fact_checks import CheckFact, work_list
from streetlaw.services.law.here import lands, law_here, trusted
from streetlaw.services.law.publications import Aside, Publication
from streetlaw.services.law.updates import Proposal
from streetlaw.services.listing import LogQuery
from streetlaw.services.ports import Work
from streetlaw.storage import vault as vaults
from streetlaw.storage.vault import OpenVault, Surroundings
from tests.fixtures import PASSPHRASE, Pattern
from tests.packs.publication.test_updating import ATTACKS, Attack
from tests.packs.publications import PUBLICATIONS, Desk
from tests.packs.spoiling import write_cell
from tests.refusal import refusal

SHIPPED = loader.load("kg").version
NOW = datetime(2026, 11, 17, 6, 0, tzinfo=UTC)
SURROUNDINGS = Surroundings(load_pack=loader.load, in_force=in_force, clock=lambda: NOW)


@pytest.fixture(scope="module")
def curator(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A publication whose law differs in a time limit and a telephone number from what is shipped."""
    desk = Desk(tmp_path_factory.mktemp("curator")).begin()
    pack = desk.pack("2030.12")
    write_cell(pack / "rules.csv", "labour", "amount", "4")
    write_cell(pack / "rules.csv", "labour", "note", "Read in the new code")
    write_cell(pack / "hotlines.csv", "police", "number", "115")
    desk.add(pack)
    return desk


@pytest.fixture
def desk(curator: Desk, tmp_path: Path) -> Desk:
    return curator.again(tmp_path / "desk")


@pytest.fixture
def opened(vault_pattern: Pattern, tmp_path: Path) -> Iterator[OpenVault]:
    """A vault with an owner, a client and an open deadline by a limit that the publication changes."""
    vault = vault_pattern.copied(tmp_path / "vault", SURROUNDINGS)
    with vault.work() as work:
        work.add(Profile(name="Street lawyer 07", jurisdiction="kg"))
        client = work.add(Client(code="4172-C"))
        for days, status in ((3, DeadlineStatus.OPEN), (4, DeadlineStatus.MET)):
            work.add(Deadline(client_id=client.id, rule="labour", base=date(2026, 11, days), status=status,
                              due=date(2027, 2, days)))
        work.commit("client.opened")
    yield vault
    vault.close()


def read(vault: OpenVault, folder: Path) -> Publication:
    with vault.work() as work:
        trust = trusted(work)
    return PUBLICATIONS.read(folder, trust or PUBLICATIONS.publisher(folder))


def proposed(vault: OpenVault, folder: Path) -> Proposal:
    publication = read(vault, folder)
    with vault.work() as work:
        return updates.propose(work, publication, PackTables())


def take(vault: OpenVault, folder: Path) -> None:
    proposal = proposed(vault, folder)
    with vault.work() as work:
        updates.take(work, proposal)


def held(vault: OpenVault) -> dict[str, object]:
    """Everything a vault keeps of the law, the deadlines counted by it, and the log, byte by byte."""
    with vault.work() as work:
        shelf = {name: work.shelved(name) for name in work.shelf("")}
        return {**shelf, "version": work.pack.version, "deadlines": work.list(Deadline),
                "log": work.log(LogQuery(limit=1000))}


def version(vault: OpenVault) -> str:
    with vault.work() as work:
        return work.pack.version


def dues(vault: OpenVault) -> list[date | None]:
    with vault.work() as work:
        return [deadline.due for deadline in work.list(Deadline, order="base")]


def refused(vault: OpenVault, folder: Path) -> str:
    """The code of the refusal; nothing in the vault may have changed by it."""
    before = held(vault)
    with pytest.raises(StreetLawError) as caught:
        take(vault, folder)
    assert held(vault) == before
    return caught.value.code


def test_what_changes_is_told_before_it_is_taken(opened: OpenVault, desk: Desk) -> None:
    before = held(opened)
    (change,) = proposed(opened, desk.folder).packs
    told = {(one.table, one.code): one for one in change.amendments}
    assert told.keys() == {("rules", "labour"), ("hotlines", "police")}
    words = AmendmentWords(change.after, "en")
    limit = told["rules", "labour"]
    assert (words.table(limit), words.title(limit)) == ("Time limits", "Labour dispute")
    assert limit.turn is Turn.CHANGED
    length, note = words.lines(limit)
    assert length == "how long: months: 3 → months: 4"
    assert note.endswith(" (Art. 243(4)) → Read in the new code")
    assert words.source(limit.fact).startswith("Source: ")
    (move,) = change.moves
    assert (move.before.due, move.after.due) == (date(2027, 2, 3), date(2027, 3, 3))
    assert held(opened) == before


def test_taking_puts_the_pack_in_force_and_counts_again(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    assert version(opened) == "2030.12"
    assert dues(opened) == [date(2027, 3, 3), date(2027, 2, 4)]
    with opened.work() as work:
        here = law_here(work)
        assert work.log(LogQuery(limit=1))[0].name == "law.taken"
    (pack,) = here.packs
    assert (pack.version, pack.taken, pack.can_go_back) == ("2030.12", True, True)
    assert here.publisher == PUBLICATIONS.publisher(desk.folder).publisher
    assert here.expires is not None
    assert not here.is_old(here.expires)
    assert here.is_old(here.expires + timedelta(days=1))


def test_it_is_in_force_when_the_vault_is_opened_again(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    opened.close()
    again = vaults.unlock(opened.folder, PASSPHRASE, surroundings=SURROUNDINGS)
    try:
        assert version(again) == "2030.12"
    finally:
        again.close()


def test_nothing_of_it_lies_in_plain_in_the_folder(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    opened.close()
    (archive,) = desk.folder.rglob("*.zip")
    parts = [archive.read_bytes()[:64], b"Archa Law Desk", b'"_type":"timestamp"']
    for path in opened.folder.rglob("*"):
        if path.is_file():
            assert not [part for part in parts if part in path.read_bytes()]


def test_going_back_brings_the_pack_and_the_deadlines_before(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    with opened.work() as work:
        updates.take_back(work)
    assert (version(opened), dues(opened)) == (SHIPPED, [date(2027, 2, 3), date(2027, 2, 4)])
    with opened.work() as work, pytest.raises(StreetLawError) as caught:
        updates.take_back(work)
    assert caught.value.code == "update.nothing_before"
    take(opened, desk.folder)
    assert version(opened) == "2030.12"


def test_going_back_lets_no_older_publication_in(opened: OpenVault, desk: Desk, tmp_path: Path) -> None:
    early = desk.copied(tmp_path / "early")
    desk.add(desk.pack("2031.1"))
    take(opened, desk.folder)
    with opened.work() as work:
        updates.take_back(work)
    assert refused(opened, early) == "update.rolled_back"


def test_two_updates_go_back_one_by_one_step(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    desk.add(desk.pack("2031.1"))
    take(opened, desk.folder)
    assert version(opened) == "2031.1"
    with opened.work() as work:
        updates.take_back(work)
    assert version(opened) == "2030.12"


def test_nothing_new_is_no_change_but_the_publisher_was_heard_of(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    with opened.work() as work:
        before = law_here(work)
    desk.refresh(days=200)
    proposal = proposed(opened, desk.folder)
    assert not proposal.packs
    assert [one.why for one in proposal.aside] == [Aside.SAME]
    with opened.work() as work:
        assert updates.take(work, proposal).name == "law.renewed"
        assert law_here(work).expires != before.expires


def test_a_pack_older_than_the_one_in_force_is_left_aside(opened: OpenVault, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other").begin()
    other.add(other.pack("2001.1"))
    proposal = proposed(opened, other.folder)
    assert not proposal.packs
    assert [one.why for one in proposal.aside] == [Aside.OLDER]


def test_a_country_nobody_brought_is_new(opened: OpenVault, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other").begin()
    other.add(other.new_country("2031.1"))
    (change,) = proposed(opened, other.folder).packs
    assert change.before is None
    assert {one.turn for one in change.amendments} == {Turn.ADDED}
    take(opened, other.folder)
    with opened.work() as work:
        assert work.pack_of("xb").version == "2031.1"
        assert lands(work, PackTables())["xb"]["en"] == "Xanadu"
    with opened.work() as work:
        updates.take_back(work)
        assert "xb" not in lands(work, PackTables())


@pytest.mark.parametrize("leave", [updates.take_back, updates.forget_publisher])
def test_a_country_in_use_stays_when_its_publisher_goes(
        opened: OpenVault, tmp_path: Path, leave: Callable[[Work], object]) -> None:
    other = Desk(tmp_path / "other").begin()
    other.add(other.new_country("2031.1"))
    take(opened, other.folder)
    with opened.work() as work:
        work.add(Incident(jurisdiction="xb"))
        work.commit("incident.noted")
    with opened.work() as work:
        leave(work)
    with opened.work() as work:
        assert work.pack_of("xb").version == "2031.1"
        assert {"kg", "xb"} <= {pack.code for pack in law_here(work).packs}
        assert work_list(work, PackTables()).packs.keys() == {"kg", "xb"}


def test_a_clock_set_back_is_told_and_takes_nothing(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    desk.add(desk.pack("2031.1"))
    publication = read(opened, desk.folder)
    before = held(opened)
    with opened.work() as work:
        proposal = updates.propose(work, publication, PackTables())
        work.now = NOW - timedelta(days=30)  # type: ignore[misc]
        for deed in (lambda: updates.propose(work, publication, PackTables()),
                     lambda: updates.take(work, proposal)):
            with refusal("update.clock_back"):
                deed()
    assert held(opened) == before


def test_corrections_that_would_give_way_are_told_before(opened: OpenVault, desk: Desk) -> None:
    def correct(place: str, code: str, cells: dict[str, str]) -> None:
        with opened.work() as work:
            fact_checks.check_fact(work, PackTables(), CheckFact(
                jurisdiction="kg", place=place, code=code, result=CheckResult.CORRECTED, cells=cells,
                checked_on=NOW.date(), evidence="It says so", reference="the text in force",
                confidence=Confidence.VERIFIED))

    correct("rules", "labour", {"amount": "2"})
    correct("hotlines", "legal_aid", {"number": "116"})
    (change,) = proposed(opened, desk.folder).packs
    assert [(check.place, check.code) for check in change.overtaken] == [("rules", "labour")]
    named = AmendmentWords(change.after, "en").corrected(change.overtaken[0])
    assert named.startswith("Time limits · ")
    take(opened, desk.folder)
    with opened.work() as work:
        found = work_list(work, PackTables())
    assert [one.link.code for one in found.facts if one.gave_way] == ["labour"]
    assert found.overtaken == {change.overtaken[0].id}


def test_a_publisher_can_be_forgotten(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    with opened.work() as work:
        updates.forget_publisher(work)
    with opened.work() as work:
        assert work.shelf("") == []
        assert trusted(work) is None
    assert (version(opened), dues(opened)) == (SHIPPED, [date(2027, 2, 3), date(2027, 2, 4)])


def test_a_new_root_key_is_followed_and_another_publisher_is_not(opened: OpenVault, desk: Desk,
                                                                 tmp_path: Path) -> None:
    take(opened, desk.folder)
    desk.rotate()
    desk.add(desk.pack("2031.1"))
    take(opened, desk.folder)
    with opened.work() as work:
        here = law_here(work)
    assert here.publisher is not None
    assert here.publisher.root == 2
    other = Desk(tmp_path / "other").begin()
    other.add(other.pack("2031.2"))
    assert refused(opened, other.folder) == "update.wrong_keys"


def test_an_expired_publication_keeps_the_law_and_tells_its_day(opened: OpenVault, desk: Desk) -> None:
    take(opened, desk.folder)
    desk.add(desk.pack("2031.1"))
    desk.refresh(days=-1)
    assert refused(opened, desk.folder) == "update.expired"
    assert version(opened) == "2030.12"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_a_refused_publication_leaves_the_vault_as_it_was(opened: OpenVault, desk: Desk, tmp_path: Path,
                                                          attack: Attack) -> None:
    early = desk.copied(tmp_path / "early")
    take(opened, early)
    desk.add(desk.pack("2031.1"))
    attack(desk.folder, early)
    assert refused(opened, desk.folder) == ATTACKS[attack]


@given(where=st.floats(0, 1), flip=st.integers(1, 255), cut=st.booleans())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_spoiled_the_vault_is_as_it_was_or_has_the_pack_whole(
        opened: OpenVault, curator: Desk, where: float, flip: int, cut: bool) -> None:
    before = held(opened)
    files = sorted(path for path in curator.folder.rglob("*") if path.is_file() and path.stat().st_size)
    path = files[int(where * (len(files) - 1))]
    whole = path.read_bytes()
    at = int(where * (len(whole) - 1))
    path.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1:])
    try:
        take(opened, curator.folder)
    except StreetLawError as error:
        assert (error.code.split(".")[0], held(opened)) == ("update", before)  # noqa: PT017 - one of two ends
    else:
        assert version(opened) == "2030.12"
        with opened.work() as work:
            updates.forget_publisher(work)
        return
    finally:
        path.write_bytes(whole)


def test_what_was_read_against_another_trust_is_not_taken(opened: OpenVault, desk: Desk) -> None:
    proposal = proposed(opened, desk.folder)
    take(opened, desk.folder)
    before = held(opened)
    with opened.work() as work, pytest.raises(StreetLawError) as caught:
        updates.take(work, proposal)
    assert caught.value.code == "update.changed_meanwhile"
    assert held(opened) == before


def test_a_deadline_that_was_changed_meanwhile_stops_all_of_it(opened: OpenVault, desk: Desk) -> None:
    proposal = proposed(opened, desk.folder)
    with opened.work() as work:
        (deadline,) = work.list(Deadline, status=DeadlineStatus.OPEN)
        work.change(replace(deadline, remarks="called"))
        work.commit("deadline.saved")
    before = held(opened)
    with opened.work() as work, pytest.raises(StreetLawError) as caught:
        updates.take(work, proposal)
    assert caught.value.code == "record.changed"
    assert held(opened) == before


def test_changed_codes_are_told_by_their_names(opened: OpenVault, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other").begin()
    pack = other.pack("2031.1")
    clocks = in_force("kg").settings["police_station"].clocks
    gone, kept = clocks[0], " ".join(clocks[1:])
    write_cell(pack / "settings.csv", "police_station", "clocks", kept)
    write_cell(pack / "rules.csv", "labour", "who", "adult")
    other.add(pack)
    (change,) = proposed(opened, other.folder).packs
    words = AmendmentWords(change.after, "en", change.before)
    lines = {one.code: words.lines(one) for one in change.amendments}
    named = change.after.label("rules", gone, "en")
    assert lines["police_station"] == [f"limits by the hour: no longer {named}"]
    assert lines["labour"] == ["for whom: for everybody → for adults"]


def test_a_correction_the_publisher_took_is_no_more_to_be_looked_at(opened: OpenVault, desk: Desk) -> None:
    with opened.work() as work:
        cells = {"amount": "4", "note": "Read in the new code"}
        kept = fact_checks.check_fact(work, PackTables(), CheckFact(
            jurisdiction="kg", place="rules", code="labour", result=CheckResult.CORRECTED, cells=cells,
            checked_on=NOW.date(), evidence="It says four", reference="the text in force",
            confidence=Confidence.VERIFIED))
    (change,) = proposed(opened, desk.folder).packs
    assert change.overtaken == []
    take(opened, desk.folder)
    with opened.work() as work:
        found = work_list(work, PackTables())
    assert (found.overtaken, found.published) == (frozenset(), {kept.the(FactCheck).id})
    assert not any(one.gave_way for one in found.facts)
    with opened.work() as work:
        assert not work.pack.rules["labour"].fact.local
