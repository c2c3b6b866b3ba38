"""How a time limit was counted, in words."""

from __future__ import annotations

from collections.abc import Callable, Collection

from streetlaw.domain.deadline import Computed, Deadline, Span, Step, StepKind, Unit
from streetlaw.domain.pack import Pack
from streetlaw.domain.recount import Why
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.dates import day_full


def span_text(span: Span) -> str:
    """A length of time as the law says it: 14 working days, 3 months."""
    n = span.amount
    return {
        Unit.HOURS: ngettext("{n} hour", "{n} hours", n),
        Unit.CALENDAR_DAYS: ngettext("{n} calendar day", "{n} calendar days", n),
        Unit.WORKING_DAYS: ngettext("{n} working day", "{n} working days", n),
        Unit.MONTHS: ngettext("{n} month", "{n} months", n),
        Unit.YEARS: ngettext("{n} year", "{n} years", n),
    }[span.unit].format(n=n)


def steps_text(computed: Computed) -> list[str]:
    """Each step of a count in a few words, in its order; empty for a deadline made by hand."""
    return [_WORDS[step.kind](step) for step in computed.steps]


def why_moved(why: Why) -> str:
    """In a few words why a time limit ends on another day than it did."""
    return {
        Why.EVENT: _("the event was on another day"),
        Why.LIMIT: _("the law gives another length of time"),
        Why.WAIT: _("another time has to pass first"),
        Why.VERIFIED: _("the limit has been verified"),
        Why.UNVERIFIED: _("the limit is no longer verified"),
        Why.DAYS_OFF: _("other days are off"),
        Why.COUNTING: _("it is counted in another way"),
    }[why]


def because(computed: Computed) -> str:
    """The last day and each step that led to it: "30.11.2026, because: event …; 10 calendar days …"."""
    day = end_text(computed)
    steps = "; ".join(steps_text(computed))
    return _("{day}, because: {steps}").format(day=day, steps=steps) if day else steps


def end_text(computed: Computed) -> str:
    """The last day, for limits in hours with the hour there; "" without one."""
    last = computed.steps[-1] if computed.due_at is not None and computed.steps else None
    if last is not None and last.at is not None:
        return _day(last)
    return day_full(computed.due) if computed.due else ""


def moved_since(deadline: Deadline, pack: Pack, after: Computed, why: Collection[Why]) -> str:
    """From the day a deadline is kept with to the one it would have, and why.

    Without a cause of its own, it is the law data or the days off that changed since it was counted.
    """
    old = day_full(deadline.due) if deadline.due else _("no date")
    if deadline.due_at is not None:
        there = deadline.due_at.astimezone(pack.zone)
        old = f"{day_full(there.date())} {there:%H:%M}"
    causes = ", ".join(map(why_moved, why)) or _("law data or days off have changed since it was counted")
    return _("{old} → {new}: {why}").format(old=old, new=end_text(after) or _("no date"), why=causes)


def _day(step: Step) -> str:
    if step.at is not None:
        return f"{day_full(step.at.date())} {step.at:%H:%M}"
    return day_full(step.day) if step.day else ""


def _span(step: Step) -> str:
    return span_text(step.span) if step.span else ""


def _base(step: Step) -> str:
    return _("event {day}").format(day=_day(step))


def _next_day(step: Step) -> str:
    return _("counted from {day}").format(day=_day(step))


def _waited(step: Step) -> str:
    return _("{span} have to pass first, until {day}").format(span=_span(step), day=_day(step))


def _added(step: Step) -> str:
    return _("{span}: until {day}").format(span=_span(step), day=_day(step))


def _clamped(step: Step) -> str:
    return _("that month is shorter: {day}").format(day=_day(step))


def _skipped(step: Step) -> str:
    return ngettext("{n} day off not counted", "{n} days off not counted", step.count).format(n=step.count)


def _rolled(step: Step) -> str:
    return _("a day off: moved to {day}").format(day=_day(step))


def _unverified(_step: Step) -> str:
    return _("the limit in the law is not verified: no date")


def _time_needed(step: Step) -> str:
    return _("{span}: the hour of the event is needed").format(span=_span(step))


_WORDS: dict[StepKind, Callable[[Step], str]] = {
    StepKind.BASE: _base, StepKind.NEXT_DAY: _next_day, StepKind.WAITED: _waited, StepKind.ADDED: _added,
    StepKind.CLAMPED: _clamped, StepKind.SKIPPED: _skipped, StepKind.ROLLED: _rolled,
    StepKind.UNVERIFIED: _unverified, StepKind.TIME_NEEDED: _time_needed,
}
