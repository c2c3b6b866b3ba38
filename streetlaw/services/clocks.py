"""The clocks of a detention: limits in hours that run from the minute somebody was held.

A running clock is an open deadline whose rule counts in hours, so it is kept, told, undone and erased as
every deadline is. One whose minute nobody knows yet is kept without an end, and is shown as unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Computed, Deadline, DeadlineStatus, Rule, Unit, Who, compute
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Confidence
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import event_has_been
from streetlaw.services.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A limit in hours that runs; `ends` is its last moment (UTC), `computed` how it came about."""

    rule: Rule
    ends: datetime
    computed: Computed

    def left(self, now: datetime) -> timedelta:
        """What is left of it; below zero once it has run out."""
        return self.ends - now


def clocks(pack: Pack, incident: Incident | None, began: datetime, *,
           child: bool | None = None) -> tuple[Clock, ...]:
    """The clocks of an incident that began at that moment (aware), the first to end first.

    They are those of its acts and of its place; without an incident, those of any detention. `child` says
    whether it is a child's detention: None, where the age is not known, gives the clocks of both. A limit
    nobody verified is no clock.
    """
    running = (_clock(pack, rule, began) for rule in clock_rules(pack, incident, child=child))
    return tuple(sorted((clock for clock in running if clock), key=lambda clock: clock.ends))


def clock_rules(pack: Pack, incident: Incident | None = None, *,
                child: bool | None = None) -> tuple[Rule, ...]:
    """The limits in hours of an incident's acts and place; without an incident, of any detention.

    A limit nobody verified is none of them.
    """
    acts = list(pack.violations) if incident is None else [act.violation for act in incident.acts]
    places = list(pack.settings) if incident is None else [incident.setting]
    codes = [code for act in acts if act in pack.violations for code in pack.violations[act].clocks]
    codes += [code for place in places if place in pack.settings for code in pack.settings[place].clocks]
    rules = (pack.rules[code] for code in dict.fromkeys(codes))
    return tuple(rule for rule in rules if _is_for(rule.who, child=child) and _is_counted(rule))


def is_clock(pack: Pack, deadline: Deadline) -> bool:
    """True for a deadline that runs by the minute, known or not."""
    rule = pack.rules.get(deadline.rule)
    return deadline.due_at is not None or (rule is not None and _in_hours(rule))


def clock_codes(pack: Pack) -> tuple[str, ...]:
    """The codes of all limits of the pack that are counted in hours."""
    return tuple(rule.code for rule in pack.rules.values() if _in_hours(rule))


@dataclass(frozen=True, slots=True, kw_only=True)
class StartClocks:
    """Somebody is held: since the moment `began` (aware), or since some hour of `day`, None when not known.

    With an incident they are the clocks of its acts and its place, by its law; otherwise those of any
    detention, by the law of `jurisdiction`. With `again` it is another detention than the one whose clocks
    run already: those stay as they are.
    """

    client_id: str
    case_id: str = ""
    incident: Incident | None = None
    jurisdiction: str = ""
    began: datetime | None = None
    day: date | None = None
    again: bool = False


def start_clocks(work: Work, cmd: StartClocks) -> Outcome:
    """Start the clocks of a detention; those of it that run already are set to that moment.

    Raises `record.unknown`, `pack.unknown`, `date.in_future`, `clock.none` (the law has no limit in hours
    for it), `deadline.exists` (they run from that moment already).
    """
    jurisdiction = cmd.incident.jurisdiction if cmd.incident else cmd.jurisdiction
    pack = work.pack_of(jurisdiction)
    event_has_been(work, pack, cmd.day, cmd.began)
    began = cmd.began.astimezone(UTC) if cmd.began else None
    day = began.astimezone(pack.zone).date() if began else cmd.day
    child = is_child(work.get(Client, cmd.client_id), day or work.today)
    rules = clock_rules(pack, cmd.incident, child=child)
    if not rules:
        raise StreetLawError("clock.none")
    kept = work.list(Deadline, client_id=cmd.client_id, case_id=("", cmd.case_id),
                     status=DeadlineStatus.OPEN, jurisdiction=jurisdiction)
    running = {} if cmd.again else running_clocks(kept, rules)
    wanted = [_set(pack, rule, running.get(rule.code) or Deadline(
        client_id=cmd.client_id, case_id=cmd.case_id, rule=rule.code, whose=rule.whose,
        jurisdiction=jurisdiction), began, day) for rule in rules]
    begun = {(each.rule, each.base, each.base_at) for each in kept}
    fresh = [each for each in wanted if (each.rule, each.base, each.base_at) not in begun]
    if not fresh:
        raise StreetLawError("deadline.exists")
    for each in fresh:
        if each.is_new:
            work.add(each)
        else:
            work.change(each)
    return work.commit("clocks.started")


def running_clocks(deadlines: Sequence[Deadline], rules: Sequence[Rule]) -> dict[str, Deadline]:
    """The open clocks of the latest detention among the deadlines, by the code of the rule.

    A clock that had ended before that detention began was one of another.
    """
    open_ = sorted(kept_clocks(deadlines, rules), key=_began)
    return {each.rule: each for each in open_ if not _ended_before(each, open_[-1])}


def kept_clocks(deadlines: Sequence[Deadline], rules: Sequence[Rule]) -> tuple[Deadline, ...]:
    """Those of the deadlines that are open clocks of the rules, of whatever detention."""
    codes = {rule.code for rule in rules}
    return tuple(each for each in deadlines if each.rule in codes and each.status is DeadlineStatus.OPEN)


def is_child(client: Client, day: date) -> bool | None:
    """Whether a client is below 18 on that day; None where that is not certain."""
    return client.is_below(_OF_AGE, day)


def _began(clock: Deadline) -> tuple[date, datetime]:
    """When the detention of a clock began; one that nobody can date yet counts as the latest."""
    return clock.base or date.max, clock.base_at or datetime.max.replace(tzinfo=UTC)


def _ended_before(clock: Deadline, latest: Deadline) -> bool:
    if clock.due_at is not None and latest.base_at is not None:
        return clock.due_at <= latest.base_at
    return clock.due is not None and latest.base is not None and clock.due < latest.base


def _set(pack: Pack, rule: Rule, clock: Deadline, began: datetime | None, day: date | None) -> Deadline:
    """The clock with that beginning; one that knows its minute, or its day, does not forget it."""
    if began is None and (clock.base_at is not None or day is None):
        return clock
    start = began or day
    found = Computed() if start is None else compute(rule, start, pack.is_day_off, pack.zone)
    return replace(clock, base=day, base_at=began, due=found.due, due_at=found.due_at)


def _clock(pack: Pack, rule: Rule, began: datetime) -> Clock | None:
    found = compute(rule, began, pack.is_day_off, pack.zone)
    return None if found.due_at is None else Clock(rule=rule, ends=found.due_at, computed=found)


def _in_hours(rule: Rule) -> bool:
    return rule.span is not None and rule.span.unit is Unit.HOURS


def _is_counted(rule: Rule) -> bool:
    return _in_hours(rule) and rule.fact.confidence is not Confidence.UNVERIFIED


def _is_for(who: Who, *, child: bool | None) -> bool:
    return child is None or who is Who.ANYBODY or who is (Who.CHILD if child else Who.ADULT)


_OF_AGE = 18
