"""How a time limit was counted, in words."""

from __future__ import annotations

from collections.abc import Callable

from streetlaw.domain.deadline import Computed, Span, Step, StepKind, Unit
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
