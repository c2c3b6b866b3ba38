"""Time limits: hand-worked days, and what must hold for every rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.deadline import (
    Deadline,
    DeadlineStatus,
    Rule,
    Span,
    StepKind,
    Unit,
    Urgency,
    add_months,
    compute,
    next_working_day,
    urgency,
)
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.pack import weekend
from streetlaw.packs.calendars import Calendar

BISHKEK = ZoneInfo("Asia/Bishkek")
KG = Calendar("KG")

H, D, W, M, Y = Unit.HOURS, Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS


def rule(amount: int | None, unit: Unit = D, **changes: object) -> Rule:
    fact = Fact(confidence=Confidence.VERIFIED if amount else Confidence.UNVERIFIED)
    made = {
        "code": "r",
        "label": {"en": "r"},
        "fact": fact,
        "base": {"en": "event"},
        "span": Span(amount, unit) if amount else None,
        **changes,
    }
    return Rule(**made)  # type: ignore[arg-type]


def day(text: str) -> date:
    return date.fromisoformat(text)


# Worked out by hand on a calendar with the public holidays of the Kyrgyz Republic.
WORKED = [
    # calendar days; the day of the event is not counted, a last day off moves on
    ("2026-11-17", 10, D, "2026-11-27", "a Friday"),
    ("2026-11-19", 10, D, "2026-11-30", "Sunday 29 November moves to Monday"),
    ("2026-11-18", 10, D, "2026-11-30", "Saturday 28 November moves to Monday"),
    ("2026-03-11", 10, D, "2026-03-23", "Nooruz on Saturday 21 March, then Sunday"),
    ("2026-03-10", 10, D, "2026-03-23", "Orozo Ait on Friday 20 March, Nooruz, Sunday"),
    ("2025-03-11", 10, D, "2025-03-24", "Nooruz on Friday 21 March 2025, then the weekend"),
    ("2026-05-17", 10, D, "2026-05-28", "Kurman Ait on Wednesday 27 May 2026"),
    ("2025-05-27", 10, D, "2025-06-09", "Kurman Ait on Friday 6 June 2025, then the weekend"),
    ("2026-08-21", 10, D, "2026-09-01", "Independence Day on Monday 31 August"),
    ("2025-12-22", 10, D, "2026-01-08", "New Year: 1 to 7 January are off"),
    ("2025-12-31", 7, D, "2026-01-08", "Christmas ends the New Year holidays"),
    ("2026-12-22", 10, D, "2027-01-08", "1 January 2027 begins the holidays, 8 January is a Friday"),
    ("2026-04-21", 10, D, "2026-05-11", "May holidays 1 to 9 May, Sunday 10 May"),
    ("2024-02-19", 10, D, "2024-02-29", "29 February of a leap year, a Thursday"),
    ("2026-02-18", 10, D, "2026-03-02", "28 February 2026 is a Saturday"),
    ("2026-02-26", 10, D, "2026-03-09", "Women's Day on Sunday 8 March 2026"),
    ("2026-11-17", 3, D, "2026-11-20", "three days of the prosecutor"),
    ("2026-11-19", 3, D, "2026-11-23", "Sunday 22 November moves to Monday"),
    ("2026-11-17", 5, D, "2026-11-23", "Sunday 22 November moves to Monday"),
    # working days
    ("2026-11-02", 14, W, "2026-11-20", "three plain weeks less a day"),
    ("2026-11-17", 1, W, "2026-11-18", "the next day"),
    ("2026-11-20", 1, W, "2026-11-23", "over the weekend"),
    ("2026-11-21", 1, W, "2026-11-23", "handed in on a Saturday"),
    ("2026-03-18", 14, W, "2026-04-08", "Orozo Ait, Nooruz and two weekends left out"),
    ("2025-12-24", 14, W, "2026-01-20", "1 to 7 January left out"),
    ("2026-04-28", 14, W, "2026-05-26", "May holidays left out"),
    ("2026-05-25", 14, W, "2026-06-15", "Kurman Ait on 27 May left out"),
    ("2026-08-27", 14, W, "2026-09-17", "Independence Day left out"),
    ("2026-04-30", 1, W, "2026-05-11", "all of the May holidays lie between"),
    # months: the same day of the month, or its last day
    ("2026-11-17", 3, M, "2027-02-17", "a Wednesday"),
    ("2026-11-30", 3, M, "2027-03-01", "February has 28 days, and the 28th is a Sunday"),
    ("2025-11-30", 3, M, "2026-03-02", "28 February 2026 is a Saturday"),
    ("2023-11-30", 3, M, "2024-02-29", "February has 29 days in 2024"),
    ("2026-08-31", 2, M, "2026-11-02", "31 October 2026 is a Saturday"),
    ("2026-01-31", 1, M, "2026-03-02", "28 February 2026 is a Saturday"),
    ("2026-03-31", 1, M, "2026-04-30", "April has 30 days"),
    ("2025-12-21", 3, M, "2026-03-23", "Nooruz on Saturday"),
    ("2026-10-01", 3, M, "2027-01-08", "1 January begins the holidays"),
    ("2026-02-05", 3, M, "2026-05-11", "Constitution Day within the May holidays"),
    ("2026-11-17", 6, M, "2027-05-17", "a Monday"),
    # years
    ("2024-02-29", 1, Y, "2025-02-28", "no leap year: the last day of February"),
    ("2024-02-29", 4, Y, "2028-02-29", "the next leap year"),
    ("2023-11-17", 3, Y, "2026-11-17", "a Tuesday"),
    ("2026-11-17", 2, Y, "2028-11-17", "a Friday"),
    ("2026-11-21", 3, Y, "2029-11-21", "a Wednesday"),
]


@pytest.mark.parametrize(("base", "amount", "unit", "due", "why"), WORKED)
def test_worked_by_hand(base: str, amount: int, unit: Unit, due: str, why: str) -> None:
    assert compute(rule(amount, unit), day(base), KG, BISHKEK).due == day(due), why


HOURS = [
    ("2026-11-17T09:00+06:00", 3, "2026-11-17T12:00+06:00"),
    ("2026-11-17T22:30+06:00", 3, "2026-11-18T01:30+06:00"),
    ("2026-11-20T22:00+06:00", 48, "2026-11-22T22:00+06:00"),  # a Sunday: hours run through days off
    ("2026-12-31T23:00+06:00", 45, "2027-01-02T20:00+06:00"),
    ("2024-02-28T12:00+06:00", 21, "2024-02-29T09:00+06:00"),
    ("2026-11-17T20:00+00:00", 3, "2026-11-18T05:00+06:00"),  # said in another zone
    ("2026-11-17T23:50+06:00", 12, "2026-11-18T11:50+06:00"),
]


@pytest.mark.parametrize(("base", "amount", "due"), HOURS)
def test_hours_run_in_the_jurisdictions_zone(base: str, amount: int, due: str) -> None:
    found = compute(rule(amount, H, starts_next_day=False), datetime.fromisoformat(base), KG, BISHKEK)
    expected = datetime.fromisoformat(due)
    assert (found.due_at, found.due) == (expected, expected.date())
    assert found.due_at is not None
    assert found.due_at.tzinfo is UTC


def test_a_clock_put_back_gives_nobody_an_hour_more() -> None:
    warsaw = ZoneInfo("Europe/Warsaw")
    began = datetime(2026, 10, 25, 1, 0, tzinfo=warsaw)
    found = compute(rule(3, H), began, weekend, warsaw)
    assert found.due_at == began.astimezone(UTC) + timedelta(hours=3)
    assert found.steps[-1].at == datetime(2026, 10, 25, 3, 0, tzinfo=warsaw)


def test_hours_without_an_hour_have_no_day() -> None:
    found = compute(rule(48, H), day("2026-11-17"), KG, BISHKEK)
    assert (found.due, found.due_at) == (None, None)
    assert found.steps[-1].kind is StepKind.TIME_NEEDED


def test_a_limit_nobody_verified_has_no_day() -> None:
    found = compute(rule(None), day("2026-11-17"), KG, BISHKEK)
    assert (found.due, found.due_at) == (None, None)
    assert [step.kind for step in found.steps] == [StepKind.BASE, StepKind.UNVERIFIED]


def test_an_unverified_rule_has_no_day_even_with_a_length() -> None:
    doubtful = rule(10, fact=Fact(confidence=Confidence.UNVERIFIED))
    assert compute(doubtful, day("2026-11-17"), KG, BISHKEK).due is None


def test_silence_has_to_pass_first() -> None:
    silence = rule(3, M, wait=Span(1, M))
    found = compute(silence, day("2026-10-31"), KG, BISHKEK)
    assert (found.opens, found.due) == (day("2026-12-01"), day("2027-03-01"))
    kinds = [step.kind for step in found.steps]
    assert kinds == [
        StepKind.BASE,
        StepKind.WAITED,
        StepKind.CLAMPED,
        StepKind.NEXT_DAY,
        StepKind.ADDED,
        StepKind.CLAMPED,
        StepKind.ROLLED,
    ]


def test_the_day_of_the_event_can_count() -> None:
    assert compute(rule(10, starts_next_day=False), day("2026-11-17"), KG, BISHKEK).due == day("2026-11-26")
    assert compute(rule(1, W, starts_next_day=False), day("2026-11-17"), KG, BISHKEK).due == day("2026-11-17")
    assert compute(rule(1, M, starts_next_day=False), day("2026-11-17"), KG, BISHKEK).due == day("2026-12-16")


def test_a_limit_may_end_on_a_day_off() -> None:
    assert compute(rule(10, rolls=False), day("2026-11-19"), KG, BISHKEK).due == day("2026-11-29")


def test_the_explanation_tells_each_step() -> None:
    found = compute(rule(10), day("2026-11-19"), KG, BISHKEK)
    assert [(step.kind, step.day) for step in found.steps] == [
        (StepKind.BASE, day("2026-11-19")),
        (StepKind.NEXT_DAY, day("2026-11-20")),
        (StepKind.ADDED, day("2026-11-29")),
        (StepKind.ROLLED, day("2026-11-30")),
    ]
    working = compute(rule(14, W), day("2026-03-18"), KG, BISHKEK)
    assert working.steps[-1].kind is StepKind.SKIPPED
    assert working.steps[-1].count == 7


def test_a_moment_counts_by_the_day_there() -> None:
    late = datetime(2026, 11, 16, 19, 0, tzinfo=UTC)  # already the 17th in Bishkek
    assert compute(rule(10), late, KG, BISHKEK).due == day("2026-11-27")


# ── For every rule ──────────────────────────────────────────────────────────────────────────────────────

days = st.dates(date(2015, 1, 1), date(2034, 12, 31))
calendars: st.SearchStrategy[Callable[[date], bool]] = st.sampled_from([KG, weekend])
rules = st.builds(
    rule,
    st.integers(1, 60),
    st.sampled_from([D, W, M]),
    rolls=st.booleans(),
    starts_next_day=st.booleans(),
    wait=st.none() | st.builds(Span, st.integers(1, 3), st.just(M)),
)


@given(rules, days, calendars)
def test_it_never_ends_before_it_begins(each: Rule, base: date, is_day_off: Callable[[date], bool]) -> None:
    due = compute(each, base, is_day_off, BISHKEK).due
    assert due is not None
    assert due >= base


@given(rules, days, calendars)
def test_a_rolling_limit_ends_on_a_working_day(
    each: Rule, base: date, is_day_off: Callable[[date], bool]
) -> None:
    due = compute(each, base, is_day_off, BISHKEK).due
    assert due is not None
    assert not (is_day_off(due) and each.rolls)


@given(rules, days, st.integers(0, 40), calendars)
def test_a_later_event_never_ends_earlier(
    each: Rule, base: date, later: int, is_day_off: Callable[[date], bool]
) -> None:
    first = compute(each, base, is_day_off, BISHKEK).due
    second = compute(each, base + timedelta(days=later), is_day_off, BISHKEK).due
    assert first is not None
    assert second is not None
    assert first <= second


@given(st.integers(1, 60), days, calendars)
def test_working_days_are_counted_exactly(
    amount: int, base: date, is_day_off: Callable[[date], bool]
) -> None:
    due = compute(rule(amount, W), base, is_day_off, BISHKEK).due
    assert due is not None
    between = [base + timedelta(days=n) for n in range(1, (due - base).days + 1)]
    assert sum(not is_day_off(each) for each in between) == amount
    assert not is_day_off(due)


@given(days, st.integers(0, 120))
def test_months_keep_the_day_or_take_the_last(base: date, months: int) -> None:
    after = add_months(base, months)
    assert (after.year * 12 + after.month) - (base.year * 12 + base.month) == months
    assert after.day == base.day or (after.day < base.day and (after + timedelta(days=1)).day == 1)


@given(days)
def test_the_next_working_day_is_the_first(base: date) -> None:
    found = next_working_day(base, KG)
    assert not KG(found)
    assert all(KG(base + timedelta(days=n)) for n in range((found - base).days))


# ── Urgency ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-11-16", Urgency.OVERDUE),
        ("2026-11-17", Urgency.TODAY),
        ("2026-11-18", Urgency.WEEK),
        ("2026-11-24", Urgency.WEEK),
        ("2026-11-25", Urgency.LATER),
    ],
)
def test_urgency_of_an_open_deadline(due: str, expected: Urgency) -> None:
    assert urgency(Deadline(due=day(due)), day("2026-11-17")) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (DeadlineStatus.MET, Urgency.MET),
        (DeadlineStatus.MISSED, Urgency.OVERDUE),
        (DeadlineStatus.CANCELLED, None),
        (DeadlineStatus.OPEN, Urgency.UNVERIFIED),
    ],
)
def test_urgency_without_a_day(status: DeadlineStatus, expected: Urgency | None) -> None:
    assert urgency(Deadline(status=status), day("2026-11-17")) is expected


def test_hours_are_overdue_from_their_minute() -> None:
    at = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    deadline = Deadline(due=day("2026-11-17"), due_at=at)
    assert urgency(deadline, day("2026-11-17"), at) is Urgency.TODAY
    assert urgency(deadline, day("2026-11-17"), at + timedelta(minutes=1)) is Urgency.OVERDUE
    assert urgency(deadline, day("2026-11-17")) is Urgency.TODAY
