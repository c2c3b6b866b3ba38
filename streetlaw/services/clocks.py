"""The clocks of a detention: limits in hours that run from the minute somebody was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from streetlaw.domain.deadline import Computed, Rule, Who, compute
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A limit in hours that runs; `ends` is its last moment (UTC), `computed` how it came about."""

    rule: Rule
    ends: datetime
    computed: Computed

    def left(self, now: datetime) -> timedelta:
        """What is left of it; below zero once it has run out."""
        return self.ends - now


def clocks(pack: Pack, incident: Incident, began: datetime, *,
           child: bool | None = None) -> tuple[Clock, ...]:
    """The clocks of an incident that began at that moment (aware), the first to end first.

    They are those of its acts and of its place. `child` says whether it is a child's detention: None, where
    the age is not known, gives the clocks of both. A limit nobody verified is no clock.
    """
    codes = [code for act in incident.acts if act.violation in pack.violations
             for code in pack.violations[act.violation].clocks]
    if incident.setting in pack.settings:
        codes += pack.settings[incident.setting].clocks
    rules = (pack.rules[code] for code in dict.fromkeys(codes))
    running = (_clock(pack, rule, began) for rule in rules if _is_for(rule.who, child=child))
    return tuple(sorted((clock for clock in running if clock), key=lambda clock: clock.ends))


def _clock(pack: Pack, rule: Rule, began: datetime) -> Clock | None:
    found = compute(rule, began, pack.is_day_off, pack.zone)
    return None if found.due_at is None else Clock(rule=rule, ends=found.due_at, computed=found)


def _is_for(who: Who, *, child: bool | None) -> bool:
    return child is None or who is Who.ANYBODY or who is (Who.CHILD if child else Who.ADULT)
