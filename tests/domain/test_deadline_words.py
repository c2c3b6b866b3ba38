"""Every count done a second time, from the words of the law alone: day after day, on an invented calendar.

Nothing here is shared with the counting itself: no month is added, no week is skipped, days are walked one by
one. Zones are those of the three countries, by their rules and not by a table of zones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from streetlaw.domain.deadline import Rule, Span, StepKind, Unit, compute
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.packs.calendars import Calendar

KNOWN = Fact(confidence=Confidence.VERIFIED)
DayOff = Callable[[date], bool]
MANY = settings(max_examples=600, deadline=None)


def rule(span: Span, *, wait: Span | None = None, next_day: bool = True, rolls: bool = True) -> Rule:
    return Rule(code="r", label={}, fact=KNOWN, base={}, span=span, wait=wait, starts_next_day=next_day,
                rolls=rolls)


# ── The words of the law, walked ────────────────────────────────────────────────────────────────────────


def walk(day: date) -> Iterator[date]:
    """That day, and every one after it."""
    for n in count():
        yield date.fromordinal(day.toordinal() + n)


def last_of_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def ends(span: Span, event: date, off: DayOff, *, next_day: bool) -> date:
    """The last day, before any roll.

    Days: "from the day after the event" is day one. Months and years: the same number in the last month; if
    the day of the event itself is counted, the day before that. A month without such a day ends them.
    """
    if span.unit in (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS):
        counted = 0
        for day in walk(event):
            if day != event or not next_day:
                counted += span.unit is Unit.CALENDAR_DAYS or not off(day)
            if counted == span.amount:
                return day
    months, passed = span.amount * (12 if span.unit is Unit.YEARS else 1), 0
    for day in walk(event):
        if day != event and day.day == 1:
            passed += 1
        if passed == months and day.day == event.day:
            return day if next_day else date.fromordinal(day.toordinal() - 1)
        if passed == months and last_of_month(day):
            return day
    raise AssertionError


def walked(told: Rule, event: date, off: DayOff) -> date:
    assert told.span is not None
    begins = event
    if told.wait is not None:
        begins = ends(told.wait, event, off, next_day=told.starts_next_day)
    counts_first_day = not told.starts_next_day and told.wait is None  # no day is counted twice
    last = ends(told.span, begins, off, next_day=not counts_first_day)
    return next(day for day in walk(last) if not (told.rolls and off(day)))


# ── Days, months and years ──────────────────────────────────────────────────────────────────────────────

CALENDARS = {code: Calendar(code) for code in ("KG", "BG", "MD")}


@st.composite
def days_off(draw: st.DrawFn) -> DayOff:
    """A calendar of a country, or weekends with any further days off, in whole weeks too."""
    if draw(st.booleans()):
        return draw(st.sampled_from(list(CALENDARS.values())))
    further = draw(st.frozensets(st.integers(0, 29), max_size=12))
    week = draw(st.frozensets(st.integers(0, 6), max_size=3))
    return lambda day: day.weekday() in week or (day.toordinal() % 30 in further and day.weekday() != 2)


spans = st.one_of(
    st.builds(Span, st.integers(1, 60), st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS])),
    st.builds(Span, st.integers(1, 18), st.just(Unit.MONTHS)),
    st.builds(Span, st.integers(1, 7), st.just(Unit.YEARS)))
waits = st.none() | st.builds(Span, st.integers(1, 45), st.sampled_from(
    [Unit.CALENDAR_DAYS, Unit.WORKING_DAYS])) | st.builds(Span, st.integers(1, 3), st.just(Unit.MONTHS))
borders = st.builds(date, st.integers(1999, 2034), st.integers(1, 12), st.just(28)).flatmap(
    lambda day: st.integers(0, 5).map(lambda n: day + timedelta(days=n)))
events = st.dates(date(1993, 1, 1), date(2039, 12, 31)) | borders
rules = st.builds(rule, spans, wait=waits, next_day=st.booleans(), rolls=st.booleans())


@MANY
@given(rules, events, days_off())
@example(rule(Span(1, Unit.MONTHS)), date(2026, 1, 31), CALENDARS["KG"])
@example(rule(Span(1, Unit.YEARS), rolls=False), date(2028, 2, 29), CALENDARS["KG"])
@example(rule(Span(12, Unit.MONTHS), next_day=False), date(2027, 2, 28), CALENDARS["KG"])
@example(rule(Span(3, Unit.MONTHS), wait=Span(1, Unit.MONTHS)), date(2026, 1, 31), CALENDARS["KG"])
@example(rule(Span(14, Unit.WORKING_DAYS)), date(2026, 3, 13), CALENDARS["KG"])
@example(rule(Span(10, Unit.CALENDAR_DAYS)), date(2026, 12, 24), CALENDARS["KG"])
def test_every_count_ends_where_walking_the_days_does(told: Rule, event: date, off: DayOff) -> None:
    found = compute(told, event, off, UTC)
    assert found.due == walked(told, event, off)
    assert found.due_at is None


@MANY
@given(rules, events, days_off())
def test_what_is_said_of_a_count_leads_to_its_day(told: Rule, event: date, off: DayOff) -> None:
    """The steps are not an ornament: the last one that names a day names the last day."""
    found = compute(told, event, off, UTC)
    assert [step.day for step in found.steps if step.day][-1] == found.due
    kinds = [step.kind for step in found.steps]
    assert (StepKind.ROLLED in kinds) is (told.rolls and found.due != walked(
        rule(told.span, wait=told.wait, next_day=told.starts_next_day, rolls=False), event, off)  # type: ignore[arg-type]
    )
    assert (found.opens is None) is (told.wait is None)


@given(rules, st.dates(date(1800, 1, 1), date(1900, 1, 1)) | st.dates(date(2100, 1, 1), date(2300, 12, 31)))
def test_days_far_away_are_counted_too(told: Rule, event: date) -> None:
    def weekend(day: date) -> bool:
        return day.isoweekday() > 5

    assert compute(told, event, weekend, UTC).due == walked(told, event, weekend)


# ── Hours ───────────────────────────────────────────────────────────────────────────────────────────────


def last_sunday(year: int, month: int) -> date:
    return next(day for n in range(31, 24, -1) if (day := date(year, month, n)).isoweekday() == 7)


def eastern_europe(moment: datetime) -> timezone:
    """UTC+2, and UTC+3 between the last Sundays of March and October (01:00 UTC)."""
    one = timedelta(hours=1)
    begins, stops = (datetime.combine(last_sunday(moment.year, month), datetime.min.time(), UTC) + one
                     for month in (3, 10))
    return timezone(timedelta(hours=3 if begins <= moment < stops else 2))


def bishkek(_moment: datetime) -> timezone:
    """UTC+6 all the year, since 12 August 2005."""
    return timezone(timedelta(hours=6))


PLACES = {"Asia/Bishkek": bishkek, "Europe/Sofia": eastern_europe, "Europe/Chisinau": eastern_europe}
moments = st.datetimes(datetime(2006, 1, 1), datetime(2036, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
changes = st.builds(last_sunday, st.integers(2006, 2036), st.sampled_from([3, 10])).flatmap(
    lambda day: st.integers(-60 * 60, 60 * 60).map(
        lambda minutes: datetime.combine(day, datetime.min.time(), UTC) + timedelta(minutes=minutes)))


def near_a_change(moment: datetime) -> bool:
    """True within hours of a change of clocks: Moldova has not always changed them when others did."""
    return any(abs((moment.date() - last_sunday(moment.year, month)).days) <= 1 for month in (3, 10))


@MANY
@given(st.sampled_from([3, 12, 21, 24, 45, 48]), moments | changes, st.sampled_from(list(PLACES)),
       days_off())
def test_hours_run_by_themselves(hours: int, began: datetime, place: str, off: DayOff) -> None:
    """Through nights, weekends, holidays and changes of clocks; the day is that of the country."""
    told = rule(Span(hours, Unit.HOURS), next_day=False, rolls=False)
    found = compute(told, began.astimezone(ZoneInfo(place)), off, ZoneInfo(place))
    assert found.due_at is not None
    assert found.due_at.timestamp() - began.timestamp() == hours * 3600
    assert found.due_at.tzinfo is UTC
    if place != "Europe/Chisinau" or not near_a_change(found.due_at):
        assert found.due == found.due_at.astimezone(PLACES[place](found.due_at)).date()
    base = found.steps[0]
    if place != "Europe/Chisinau" or not near_a_change(began):
        assert base.day == began.astimezone(PLACES[place](began)).date()


@MANY
@given(rules, moments | changes, st.sampled_from(["Asia/Bishkek", "Europe/Sofia"]), days_off())
def test_a_day_is_the_day_where_the_law_is(told: Rule, moment: datetime, place: str, off: DayOff) -> None:
    """An event just after midnight there counts by that day, whatever day it is for us."""
    there = moment.astimezone(PLACES[place](moment)).date()
    assert compute(told, moment, off, ZoneInfo(place)).due == walked(told, there, off)
