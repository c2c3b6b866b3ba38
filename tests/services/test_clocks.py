"""The clocks of a detention."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from streetlaw.domain.fact import Fact
from streetlaw.domain.incident import Act, Incident
from streetlaw.packs.loader import load
from streetlaw.services.clocks import clocks

KG = load("kg")
BEGAN = datetime(2026, 11, 17, 16, 30, tzinfo=UTC)  # 22:30 in Bishkek
HELD = Incident(acts=(Act(violation="unlawful_detention"),))


@pytest.mark.parametrize(
    ("child", "hours"), [(False, [3, 45, 48, 48]), (True, [3, 21, 48, 48]), (None, [3, 21, 45, 48, 48])]
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
    assert len(both) == len({clock.rule.code for clock in both}) == 5


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
