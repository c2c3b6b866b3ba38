"""How a limit that runs by the minute is said: what is left, when it ends, what to demand."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from streetlaw.domain.deadline import Deadline
from streetlaw.domain.fact import Fact, text_in
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.deadlines import articles, deadline_title
from streetlaw.ui.tokens import ToneName

_HOUR = timedelta(hours=1)
_LONG = 100
"""Hours from which seconds are no longer shown."""


def left_text(left: timedelta) -> str:
    """What is left, or how long it has passed: 2:59:04; without seconds when it is long."""
    seconds = abs(int(left.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}" if hours >= _LONG else f"{hours}:{minutes:02}:{seconds:02}"


def left_in_words(left: timedelta) -> str:
    """The same to the minute, for somebody who listens: "2 hours 59 minutes left"."""
    hours, minutes = divmod(abs(int(left.total_seconds())) // 60, 60)
    said = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    if hours:
        said = f"{ngettext('{n} hour', '{n} hours', hours).format(n=hours)} {said}"
    return (_("{time} left") if left >= timedelta() else _("passed {time} ago")).format(time=said)


def tone_of(left: timedelta) -> ToneName:
    """The tone of a clock; the words beside it say the same."""
    return "danger" if left < timedelta() else "warning" if left <= _HOUR else "info"


def moment_text(moment: datetime, zone: tzinfo, now: datetime) -> str:
    """A moment by the clock of the jurisdiction; the day too when it is not today there."""
    there = moment.astimezone(zone)
    hour = f"{there:%H:%M}"
    same_day = there.date() == now.astimezone(zone).date()
    return hour if same_day else f"{day_full(there.date())} {hour}"


def zone_text(pack: Pack, moment: datetime) -> str:
    """By whose clock an hour is: "by the clock of Kyrgyzstan, UTC+6"."""
    offset = moment.astimezone(pack.zone).utcoffset() or timedelta()
    hours, minutes = divmod(int(offset.total_seconds()) // 60, 60)
    shift = f"UTC{hours:+}" + (f":{minutes:02}" if minutes else "")
    return _("{country} time, {shift}").format(country=text_in(pack.names, language()), shift=shift)


def standing(deadline: Deadline, pack: Pack, now: datetime) -> str:
    """Where a clock stands, beside what has to be done: when it ends; once it has passed, what to demand."""
    if deadline.due_at is None:
        return _("The hour is not known: no end is counted. Find it out and write it down.")
    when = moment_text(deadline.due_at, pack.zone, now)
    if deadline.due_at >= now:
        return _("Ends at {moment}").format(moment=when)
    where = articles(deadline, pack)
    if not where:
        return _("The limit passed at {moment}. Demand this at once, in writing.").format(moment=when)
    return _("The limit passed at {moment}. Demand this at once, in writing, by {article}.").format(
        moment=when, article=where)


def demand(deadline: Deadline, pack: Pack) -> str:
    """What has to be done by the end of the clock, in the words of the law data, with its article."""
    what, where = deadline_title(deadline, pack), articles(deadline, pack)
    what = what[:1].lower() + what[1:]
    return f"{what} ({where})" if where else what


def read_text(fact: Fact) -> str:
    """When a statement of the law was read, and whether it was corrected here."""
    dated = _("read {day}").format(day=partial_text(fact.as_of)) if fact.as_of is not None else ""
    return _("{dated}, corrected here").format(dated=dated) if fact.local else dated
