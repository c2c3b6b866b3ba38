"""A count looked at again: what changed between two of them, and whether a date may still move by itself."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from streetlaw.domain.deadline import Computed, DayOff, Span, Step, StepKind, Unit


class Why(StrEnum):
    """Why a time limit ends on another day than it did."""

    EVENT = "event"            # the event was on another day, or at another time
    LIMIT = "limit"            # the law gives another length of time
    WAIT = "wait"              # another time has to pass first
    VERIFIED = "verified"      # the limit was not verified, and now it is
    UNVERIFIED = "unverified"  # the limit was verified, and now it is not
    DAYS_OFF = "days_off"      # other days are off
    COUNTING = "counting"      # it is counted in another way


def differences(before: Computed, after: Computed) -> tuple[Why, ...]:
    """Why two counts end on different days, the causes first; empty when they end on the same."""
    if (before.due, before.due_at) == (after.due, after.due_at):
        return ()
    was, now = _said(before), _said(after)
    if StepKind.UNVERIFIED in was and StepKind.UNVERIFIED not in now:
        return (Why.VERIFIED,)
    if StepKind.UNVERIFIED in now and StepKind.UNVERIFIED not in was:
        return (Why.UNVERIFIED,)
    causes = [(Why.EVENT, _moment(was) != _moment(now)),
              (Why.WAIT, _span(was, StepKind.WAITED) != _span(now, StepKind.WAITED)),
              (Why.LIMIT, _span(was, StepKind.ADDED) != _span(now, StepKind.ADDED)),
              (Why.COUNTING, (StepKind.NEXT_DAY in was) is not (StepKind.NEXT_DAY in now))]
    return tuple(why for why, differs in causes if differs) or (Why.DAYS_OFF,)


def may_move(found: Computed, is_estimate: DayOff) -> bool:
    """True when a holiday whose day is only estimated may, a day earlier or later, move the last day.

    Hours never move. Months, years and calendar days move only by holidays about their last day, working
    days by any within the count.
    """
    if found.due is None or found.due_at is not None:
        return False
    since, spans = found.due, list[tuple[date, date]]()
    for step in found.steps:
        if step.day is None or step.kind not in _COUNTED:
            continue
        if step.span is not None and step.span.unit is Unit.WORKING_DAYS:
            spans.append((since, step.day))
        since = step.day
    spans.append((since, found.due))
    return any(is_estimate(first + timedelta(days=n))
               for first, last in spans for n in range(-1, (last - first).days + 2))


_COUNTED = (StepKind.BASE, StepKind.WAITED, StepKind.ADDED)
_Said = dict[StepKind, Step]


def _said(found: Computed) -> _Said:
    return {step.kind: step for step in found.steps}


def _span(said: _Said, kind: StepKind) -> Span | None:
    return said[kind].span if kind in said else None


def _moment(said: _Said) -> tuple[object, object]:
    base = said.get(StepKind.BASE)
    return (base.day, base.at) if base else (None, None)
