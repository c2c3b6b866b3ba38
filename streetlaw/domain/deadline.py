"""A time limit: ours or a body's, computed from a rule of the pack, with its reason.

Counting follows the Administrative Procedure Code of the Kyrgyz Republic, Art. 98-99: from the day after the
event; a last day that is not a working day moves to the next working day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from streetlaw.domain.fact import Cite, Confidence, Term, Texts
from streetlaw.domain.record import Record

DayOff = Callable[[date], bool]


class Whose(StrEnum):
    """Who has to act: we, or the body that owes an answer."""

    OURS = "ours"
    BODY = "body"


class Who(StrEnum):
    """Whose case a limit is for."""

    ANYBODY = ""
    ADULT = "adult"
    CHILD = "child"


class DeadlineStatus(StrEnum):
    """Where the deadline stands."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Record):
    """One deadline of a case.

    `rule` is the code of a pack rule, empty for one typed by hand. `due` is the last day, None when the law's
    limit is not verified (a date is never invented); `due_at` is set (UTC) for limits counted in hours.
    `base` is the day of the event the count starts from. `title` is free text for deadlines without rule.
    `jurisdiction` is the code of the pack whose rule it is, "" for the home one.
    """

    client_id: str = ""
    case_id: str = ""
    rule: str = ""
    title: str = ""
    whose: Whose = Whose.OURS
    base: date | None = None
    base_at: datetime | None = None
    due: date | None = None
    due_at: datetime | None = None
    status: DeadlineStatus = DeadlineStatus.OPEN
    settled_on: date | None = None
    remarks: str = ""
    jurisdiction: str = ""


class Urgency(StrEnum):
    """How near a deadline is; the names of the design's `deadline` badges."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    MET = "met"
    UNVERIFIED = "unverified"


def urgency(deadline: Deadline, today: date, now: datetime | None = None) -> Urgency | None:
    """How near the deadline is on that day; None for a cancelled one, which needs no badge.

    With `now` (UTC) a limit in hours is overdue from its minute, not from the next day.
    """
    if deadline.status in _SETTLED:
        return _SETTLED[deadline.status]
    if deadline.due is None:
        return Urgency.UNVERIFIED
    if deadline.due < today or (now is not None and deadline.due_at is not None and deadline.due_at < now):
        return Urgency.OVERDUE
    if deadline.due == today:
        return Urgency.TODAY
    return Urgency.WEEK if deadline.due <= today + timedelta(days=7) else Urgency.LATER


_SETTLED = {
    DeadlineStatus.CANCELLED: None,
    DeadlineStatus.MET: Urgency.MET,
    DeadlineStatus.MISSED: Urgency.OVERDUE,
}


class Unit(StrEnum):
    """What a limit is counted in."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as the law says it: 14 working days, 3 months."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Term):
    """A time limit of the law.

    `base` says which event starts the count. `span` is None when the limit is not verified: then no date is
    ever computed. `wait` is a span that has to pass first (a body's silence). `starts_next_day` does not
    count the day of the event; `rolls` moves a last day off to the next working day. `restore` says what the
    law, at `restore_basis`, allows once the limit is missed.
    """

    base: Texts
    span: Span | None
    wait: Span | None = None
    whose: Whose = Whose.OURS
    starts_next_day: bool = True
    rolls: bool = True
    who: Who = Who.ANYBODY
    basis: tuple[Cite, ...] = ()
    restore: Texts = field(default_factory=dict)
    restore_basis: tuple[Cite, ...] = ()


class StepKind(StrEnum):
    """One reason in the explanation of a date."""

    BASE = "base"                # the event: `day` (and `at` for hours)
    NEXT_DAY = "next_day"        # the first day counted: `day`
    WAITED = "waited"            # `span` has to pass first, to `day`
    ADDED = "added"              # `span` leads to `day` (and `at`)
    CLAMPED = "clamped"          # that month is shorter: its last day, `day`
    SKIPPED = "skipped"          # `count` days off were not counted
    ROLLED = "rolled"            # a day off: on to the next working day, `day`
    UNVERIFIED = "unverified"    # the law's limit is not verified: no date
    TIME_NEEDED = "time_needed"  # counted in hours: the hour of the event is needed


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count; which fields are set depends on its kind. `at` is in the jurisdiction's zone."""

    kind: StepKind
    day: date | None = None
    at: datetime | None = None
    span: Span | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """The last day, the last moment (UTC, limits in hours only), and how they came about.

    `opens` is the first day on which one may act, where the law makes one wait.
    """

    due: date | None = None
    due_at: datetime | None = None
    opens: date | None = None
    steps: tuple[Step, ...] = ()


_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 1800, 2300
# Looking a member up in its enumeration costs as much as adding a month: once is enough.
_BASE, _NEXT_DAY, _WAITED, _ADDED = StepKind.BASE, StepKind.NEXT_DAY, StepKind.WAITED, StepKind.ADDED
_CLAMPED, _SKIPPED, _ROLLED = StepKind.CLAMPED, StepKind.SKIPPED, StepKind.ROLLED
_HOURS, _WORKING_DAYS, _CALENDAR_DAYS, _YEARS = Unit.HOURS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.YEARS
_NOT_VERIFIED = Confidence.UNVERIFIED


def compute(rule: Rule, base: date | datetime, is_day_off: DayOff, zone: tzinfo) -> Computed:
    """When the rule's limit ends for an event on that day, or at that moment (an aware datetime).

    Days are days in `zone`; hours run through days off. Without a verified limit there is no date, and none
    for a year in which nobody lives: what is being typed may be anything.
    """
    if not _FIRST_YEAR <= base.year <= _LAST_YEAR:
        return Computed(steps=(Step(_BASE, date(base.year, base.month, base.day)),))
    moment = base.astimezone(zone) if isinstance(base, datetime) else None
    day = moment.date() if moment else date(base.year, base.month, base.day)
    start = Step(_BASE, day, moment)
    if rule.span is None or rule.fact.confidence is _NOT_VERIFIED:
        return Computed(steps=(start, Step(StepKind.UNVERIFIED)))
    if rule.span.unit is _HOURS:
        return _in_hours(rule.span, start, zone)
    steps, opens = [start], None
    if rule.wait is not None:
        day, found = _last_day(rule.wait, day, starts_next_day=rule.starts_next_day, is_day_off=is_day_off)
        steps += [Step(_WAITED, day, span=rule.wait), *found]
        opens = day + _DAY
    # The last day of the wait belongs to the wait: no day is counted twice.
    next_day = rule.starts_next_day or rule.wait is not None
    if next_day:
        steps.append(Step(_NEXT_DAY, day + _DAY))
    due, found = _last_day(rule.span, day, starts_next_day=next_day, is_day_off=is_day_off)
    steps += [Step(_ADDED, due, span=rule.span), *found]
    if rule.rolls and is_day_off(due):
        due = next_working_day(due, is_day_off)
        steps.append(Step(_ROLLED, due))
    return Computed(due=due, opens=opens, steps=tuple(steps))


def next_working_day(day: date, is_day_off: DayOff) -> date:
    """The first working day on or after `day`."""
    while is_day_off(day):
        day += _DAY
    return day


def add_months(day: date, months: int) -> date:
    """The same day of the month, that many months later; the month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _in_hours(span: Span, start: Step, zone: tzinfo) -> Computed:
    if start.at is None:
        return Computed(steps=(start, Step(StepKind.TIME_NEEDED, span=span)))
    # Through UTC: a clock that is put back does not give anybody an hour more.
    due_at = start.at.astimezone(UTC) + timedelta(hours=span.amount)
    there = due_at.astimezone(zone)
    added = Step(_ADDED, day=there.date(), at=there, span=span)
    return Computed(due=there.date(), due_at=due_at, steps=(start, added))


def _last_day(span: Span, base: date, *, starts_next_day: bool,
              is_day_off: DayOff) -> tuple[date, list[Step]]:
    """The last day of the span before any roll, and what there is to say about it."""
    before = base if starts_next_day else base - _DAY
    unit = span.unit
    if unit is _WORKING_DAYS:
        return _working_days(span.amount, before, is_day_off)
    if unit is _CALENDAR_DAYS:
        return before + timedelta(days=span.amount), []
    day = add_months(base, span.amount * 12 if unit is _YEARS else span.amount)
    if day.day != base.day:
        return day, [Step(_CLAMPED, day)]
    return (day if starts_next_day else day - _DAY), []


def _working_days(amount: int, before: date, is_day_off: DayOff) -> tuple[date, list[Step]]:
    """The `amount`-th working day after `before`, and how many days off lay between."""
    day, skipped = before, 0
    for _ in range(amount):
        day += _DAY
        while is_day_off(day):
            day, skipped = day + _DAY, skipped + 1
    return day, [Step(_SKIPPED, count=skipped)] if skipped else []
