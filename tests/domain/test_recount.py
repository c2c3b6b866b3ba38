"""What changed between two counts of one time limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from streetlaw.domain.deadline import Computed, Rule, Span, Unit, compute
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.pack import weekend
from streetlaw.domain.recount import Why, differences, may_move

BISHKEK = ZoneInfo("Asia/Bishkek")
BASE = date(2026, 11, 17)
TEN = Rule(code="r", label={}, base={}, span=Span(10, Unit.CALENDAR_DAYS),
           fact=Fact(confidence=Confidence.VERIFIED))  # fmt: skip
SILENCE = replace(TEN, span=Span(3, Unit.MONTHS), wait=Span(1, Unit.MONTHS))
UNKNOWN = replace(TEN, span=None, fact=Fact())


def count(rule: Rule = TEN, base: date = BASE, off: Callable[[date], bool] = weekend) -> Computed:
    return compute(rule, base, off, BISHKEK)


def holiday(day: date) -> bool:
    return weekend(day) or day == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (count(), count(), ()),
        (count(), count(base=date(2026, 11, 18)), (Why.EVENT,)),
        (count(), count(replace(TEN, span=Span(14, Unit.CALENDAR_DAYS))), (Why.LIMIT,)),
        (count(), count(replace(TEN, span=Span(10, Unit.WORKING_DAYS))), (Why.LIMIT,)),
        (count(), count(off=holiday), (Why.DAYS_OFF,)),
        (count(), count(replace(TEN, starts_next_day=False)), (Why.COUNTING,)),
        (count(), count(UNKNOWN), (Why.UNVERIFIED,)),
        (count(UNKNOWN), count(), (Why.VERIFIED,)),
        (count(SILENCE), count(replace(SILENCE, wait=Span(30, Unit.CALENDAR_DAYS))), ()),
        (count(SILENCE), count(replace(SILENCE, wait=Span(45, Unit.CALENDAR_DAYS))), (Why.WAIT,)),
        (count(), count(replace(TEN, span=Span(5, Unit.CALENDAR_DAYS)), date(2026, 11, 18)),
         (Why.EVENT, Why.LIMIT)),
    ],
)  # fmt: skip
def test_the_cause_is_named(before: Computed, after: Computed, why: tuple[Why, ...]) -> None:
    assert differences(before, after) == why


def test_another_hour_is_another_event() -> None:
    rule = replace(TEN, span=Span(3, Unit.HOURS), starts_next_day=False, rolls=False)
    early = datetime(2026, 11, 17, 9, 0, tzinfo=BISHKEK)
    assert differences(count(rule, early), count(rule, early.replace(hour=10))) == (Why.EVENT,)


def test_a_limit_without_a_day_does_not_move() -> None:
    assert not may_move(count(UNKNOWN), lambda _: True)
    assert not may_move(Computed(), lambda _: True)
    assert may_move(count(), lambda day: day == date(2026, 11, 28))
    assert not may_move(count(), lambda day: day == date(2026, 11, 29))
    assert not may_move(count(), lambda day: day == date(2026, 11, 20))
    working = count(replace(TEN, span=Span(8, Unit.WORKING_DAYS)))
    assert may_move(working, lambda day: day == date(2026, 11, 20))
