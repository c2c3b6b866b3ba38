"""Noting that a complaint was filed, and by when the body owes an answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from streetlaw.domain.action import Action, ActionKind
from streetlaw.domain.deadline import Rule, Unit
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services.actions import put_action
from streetlaw.services.deadlines import AddDeadline, by_rule, is_open_already
from streetlaw.services.ports import Work
from streetlaw.translation import language


@dataclass(frozen=True, slots=True, kw_only=True)
class FileComplaint:
    """A complaint filed with a channel of that law ("" for the home one), today when `on` is None."""

    client_id: str
    channel: str
    case_id: str = ""
    jurisdiction: str = ""
    on: date | None = None


def file_complaint(work: Work, cmd: FileComplaint) -> Outcome:
    """Keep the complaint as a step, and the body's limits to answer it as deadlines of the body.

    A limit in hours is left out, for nobody said the hour, and so is one that nobody verified. A channel of
    another country is named, not coded. Raises `record.unknown`, `pack.unknown`, `code.unknown`,
    `date.in_future`.
    """
    pack = work.pack_of(cmd.jurisdiction)
    if cmd.channel not in pack.channels:
        raise StreetLawError("code.unknown", list="channels", code=cmd.channel)
    on = cmd.on or work.today
    owed = [by_rule(work, AddDeadline(client_id=cmd.client_id, case_id=cmd.case_id, rule=rule.code, base=on,
                                      jurisdiction=cmd.jurisdiction)) for rule in answers(pack, cmd.channel)]
    filed = Action(client_id=cmd.client_id, case_id=cmd.case_id, kind=ActionKind.COMPLAINT, done_on=on,
                   answer_due=min((each.due for each in owed if each.due), default=None),
                   channel="" if cmd.jurisdiction else cmd.channel,
                   authority=pack.label("channels", cmd.channel, language()) if cmd.jurisdiction else "")
    put_action(work, filed)
    for deadline in owed:
        if not is_open_already(work, deadline):
            work.add(deadline)
    return work.commit("complaint.filed")


def answers(pack: Pack, channel: str) -> tuple[Rule, ...]:
    """The body's limits to answer what is filed with it that can be counted from the day alone."""
    rules = (pack.rules[code] for code in pack.channels[channel].answer_rules)
    return tuple(rule for rule in rules if rule.span is not None and rule.span.unit is not Unit.HOURS)
