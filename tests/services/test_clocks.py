"""The clocks of a detention."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus, Whose
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Fact
from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.packs.loader import load
from streetlaw.services.checks import event_has_been
from streetlaw.services.clocks import StartClocks, clocks, start_clocks
from streetlaw.services.ports import Vault
from streetlaw.services.today import today

KG = load("kg")
BEGAN = datetime(2026, 11, 17, 16, 30, tzinfo=UTC)  # 22:30 in Bishkek
HELD = Incident(acts=(Act(violation="unlawful_detention"),))


@pytest.mark.parametrize(
    ("child", "hours"), [(False, [3, 24, 45, 48, 48]), (True, [3, 21, 24, 48, 48]),
                        (None, [3, 21, 24, 45, 48, 48])]
)
def test_the_clocks_of_a_detention(child: bool | None, hours: list[int]) -> None:
    found = clocks(KG, HELD, BEGAN, child=child)
    assert [(clock.ends - BEGAN) / timedelta(hours=1) for clock in found] == hours
    assert found[0].rule is KG.rules["offence_detention"]
    assert found[0].ends == datetime(2026, 11, 17, 19, 30, tzinfo=UTC)
    assert found[0].computed.due == (BEGAN + timedelta(hours=3)).astimezone(KG.zone).date()


def test_a_place_where_people_are_held_has_its_own() -> None:
    found = clocks(KG, Incident(setting="ivs"), BEGAN, child=False)
    assert [clock.rule.code for clock in found] == ["detention_court", "detention_max"]
    both = clocks(KG, replace(HELD, setting="police_station"), BEGAN)
    assert len(both) == len({clock.rule.code for clock in both}) == 6


def test_what_is_left_runs_below_zero() -> None:
    (first, *_) = clocks(KG, HELD, BEGAN)
    assert first.left(BEGAN) == timedelta(hours=3)
    assert first.left(BEGAN + timedelta(hours=4)) == timedelta(hours=-1)


def test_nobody_held_has_no_clock() -> None:
    assert clocks(KG, Incident(setting="home", acts=(Act(violation="threats"),)), BEGAN) == ()
    assert clocks(KG, Incident(setting="gone", acts=(Act(violation="gone"),)), BEGAN) == ()


def test_a_limit_nobody_verified_is_no_clock() -> None:
    rules = {code: replace(rule, fact=Fact()) for code, rule in KG.rules.items()}
    assert clocks(replace(KG, rules=rules), HELD, BEGAN) == ()


# ── Clocks that are kept ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def pack() -> Pack:
    return KG


NOW = datetime(2026, 11, 17, 6, 0, tzinfo=UTC)
BEGUN = NOW - timedelta(hours=2)


def started(vault: Vault, client: Client, **said: object) -> list[Deadline]:
    with vault.work() as work:
        start_clocks(work, StartClocks(client_id=client.id, **said))  # type: ignore[arg-type]
    with vault.work() as work:
        return list(work.list(Deadline, client_id=client.id, order="due_at"))


def test_a_detention_starts_all_its_clocks_at_once(vault: Vault, client: Client) -> None:
    found = started(vault, client, incident=replace(HELD, client_id=client.id), began=BEGUN)
    assert [(each.rule, each.due_at) for each in found] == [
        (clock.rule.code, clock.ends) for clock in clocks(KG, HELD, BEGUN)]
    assert {each.whose for each in found} == {Whose.BODY}
    assert {each.base for each in found} == {BEGUN.astimezone(KG.zone).date()}


@pytest.mark.parametrize(("born", "hours"), [("2010", {3, 21, 24, 48}), ("1990-05-03", {3, 24, 45, 48}),
                                             ("2008", {3, 21, 24, 45, 48})])
def test_the_age_of_the_person_says_whose_clocks(vault: Vault, client: Client, born: str,
                                                 hours: set[int]) -> None:
    with vault.work() as work:
        work.change(replace(work.get(Client, client.id), birth_date=PartialDate(born)))
        work.commit("client.saved")
    found = started(vault, client, began=BEGUN)
    assert {(each.due_at - BEGUN) / timedelta(hours=1) for each in found if each.due_at} == hours


def test_an_unknown_hour_stays_unknown_until_it_is_said(vault: Vault, client: Client) -> None:
    found = started(vault, client, day=date(2026, 11, 17))
    assert {(each.due, each.due_at, each.base) for each in found} == {(None, None, date(2026, 11, 17))}
    with vault.work() as work:
        assert [card.deadline for card in today(work).clocks] == found
    known = started(vault, client, began=BEGUN)
    assert {each.id for each in known} == {each.id for each in found}
    assert {each.base_at for each in known} == {BEGUN}
    with pytest.raises(StreetLawError, match=r"deadline\.exists"):
        started(vault, client, day=date(2026, 11, 17))  # what is known is not forgotten


def test_even_the_day_may_be_unknown(vault: Vault, client: Client) -> None:
    assert {(each.base, each.due) for each in started(vault, client)} == {(None, None)}


@pytest.mark.parametrize(
    ("said", "code"),
    [({"began": NOW + timedelta(minutes=1)}, "date.in_future"),
     ({"day": date(2026, 11, 18)}, "date.in_future"),
     ({"began": datetime(1, 1, 1, tzinfo=KG.zone)}, "date.invalid"),
     ({"day": date(202, 6, 1)}, "date.invalid"),
     ({"incident": Incident(setting="home"), "began": BEGUN}, "clock.none")])
def test_what_no_clock_can_start_from(vault: Vault, client: Client, said: dict[str, object],
                                      code: str) -> None:
    with pytest.raises(StreetLawError) as caught:
        started(vault, client, **said)
    assert caught.value.code == code


def test_today_shows_clocks_apart_the_first_to_end_first(vault: Vault, client: Client) -> None:
    started(vault, client, began=BEGUN)
    with vault.work() as work:
        work.add(Deadline(client_id=client.id, title="x", due=work.today))
        work.commit("deadline.added")
    with vault.work() as work:
        read = today(work)
    ends = [card.deadline.due_at for card in read.clocks if card.deadline.due_at]
    assert len(ends) == len(read.clocks) == 6
    assert ends == sorted(ends)
    assert [card.deadline.title for card in read.deadlines] == ["x"]
    assert (read.now, read.packs[""]) == (NOW, KG)


# ── Two detentions of one person ────────────────────────────────────────────────────────────────────────


def ends(found: list[Deadline]) -> set[datetime]:
    return {each.base_at for each in found if each.base_at}


def test_another_detention_has_clocks_of_its_own(vault: Vault, client: Client) -> None:
    first = started(vault, client, began=BEGUN - timedelta(hours=20))
    both = started(vault, client, began=BEGUN, again=True)
    assert [each for each in both if each in first] == first
    assert ends(both) == {BEGUN - timedelta(hours=20), BEGUN}
    with pytest.raises(StreetLawError, match=r"deadline\.exists"):
        started(vault, client, began=BEGUN, again=True)


def test_a_correction_is_of_the_latest_detention(vault: Vault, client: Client) -> None:
    first = started(vault, client, began=BEGUN - timedelta(hours=20))
    started(vault, client, began=BEGUN - timedelta(hours=1), again=True)
    corrected = started(vault, client, began=BEGUN)
    assert [each for each in corrected if each in first] == first
    assert ends(corrected) == {BEGUN - timedelta(hours=20), BEGUN}


def test_a_clock_left_open_of_a_detention_long_over_is_not_moved(vault: Vault, client: Client) -> None:
    """The second detention's own clock of three hours was settled; the first one's was forgotten."""
    first = started(vault, client, began=BEGUN - timedelta(days=9))
    second = [each for each in started(vault, client, began=BEGUN, again=True) if each not in first]
    with vault.work() as work:
        short = next(each for each in second if each.rule == "offence_detention")
        work.change(replace(short, status=DeadlineStatus.MET))
        work.commit("deadline.settled")
    after = started(vault, client, began=BEGUN + timedelta(minutes=5))
    assert [each for each in after if each in first] == first


def test_a_day_once_said_is_not_forgotten(vault: Vault, client: Client) -> None:
    found = started(vault, client, day=date(2026, 11, 17))
    with pytest.raises(StreetLawError, match=r"deadline\.exists"):
        started(vault, client)
    with vault.work() as work:
        assert list(work.list(Deadline, client_id=client.id, order="due_at")) == found


def test_a_day_has_come_by_the_clock_of_the_country(vault: Vault) -> None:
    """Where it is the next day already, what happened after midnight there is not to come."""
    ahead = replace(KG, zone=timezone(timedelta(hours=20)))
    tomorrow = date(2026, 11, 18)
    with vault.work() as work:
        event_has_been(work, ahead, tomorrow, NOW)
        for pack, day, at in ((KG, tomorrow, None), (ahead, tomorrow, NOW + timedelta(minutes=1))):
            with pytest.raises(StreetLawError, match=r"date\.in_future"):
                event_has_been(work, pack, day, at)
