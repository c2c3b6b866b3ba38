"""Time limits: hand-worked days, and what must hold for every rule."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.deadline import (
    Computed,
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
from streetlaw.domain.recount import may_move
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


ZONES = {"KG": BISHKEK, "BG": ZoneInfo("Europe/Sofia"), "MD": ZoneInfo("Europe/Chisinau")}
CALENDARS = {code: Calendar(code) for code in ZONES}

# Worked out by hand, on paper calendars with the public holidays of each country: never by this program.
with Path(__file__).with_name("deadline_cases.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))


def worked(case: dict[str, str]) -> Computed:
    wait = Span(int(case["wait_amount"]), Unit(case["wait_unit"])) if case["wait_amount"] else None
    told = rule(int(case["amount"]), Unit(case["unit"]), wait=wait, rolls=case["rolls"] == "yes",
                starts_next_day=case["starts_next_day"] == "yes")  # fmt: skip
    base = datetime.fromisoformat(case["base"]) if "T" in case["base"] else day(case["base"])
    return compute(told, base, CALENDARS[case["country"]], ZONES[case["country"]])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['country']} {case['base']} {case['amount']}")
def test_worked_by_hand(case: dict[str, str]) -> None:
    found = worked(case)
    assert may_move(found, CALENDARS[case["country"]].is_estimate) is (case["estimated"] == "yes")
    if "T" not in case["due"]:
        assert (found.due, found.due_at) == (day(case["due"]), None), case["why"]
        return
    expected = datetime.fromisoformat(case["due"])
    assert (found.due, found.due_at) == (expected.date(), expected), case["why"]
    assert found.due_at is not None
    assert found.due_at.tzinfo is UTC


def test_the_table_covers_what_it_should() -> None:
    assert len(CASES) >= 60
    assert {case["country"] for case in CASES} == set(ZONES)
    assert {case["unit"] for case in CASES} == {unit.value for unit in Unit}
    assert {case["amount"] for case in CASES if case["unit"] == "hours"} >= {"3", "21", "45", "48"}
    assert all(case["why"] for case in CASES)
    for word in ("Nooruz", "Orozo Ait", "Kurman Ait", "New Year", "29 February", "silence", "Bishkek"):
        assert any(word in case["why"] for case in CASES), word
    assert {case["estimated"] for case in CASES} == {"yes", "no"}


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


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("year", [1, 1799, 2301, 9990, 9999])
def test_a_year_somebody_mistyped_has_no_limit(year: int, unit: Unit) -> None:
    """The law panel counts while one types: no year may stop it."""
    for base in (date(year, 1, 1), date(year, 12, 31), datetime(year, 1, 1, tzinfo=BISHKEK),
                 datetime(year, 12, 31, 23, 59, tzinfo=UTC)):
        for next_day in (True, False):
            found = compute(rule(30, unit, starts_next_day=next_day), base, KG, BISHKEK)
            assert (found.due, found.due_at) == (None, None)
            assert [step.kind for step in found.steps] == [StepKind.BASE]


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
