"""How the limit of a channel is said: in words, as a tile, and whether it can become a deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from streetlaw.domain.deadline import Deadline, StepKind, Unit, Urgency, urgency
from streetlaw.domain.fact import text_in
from streetlaw.domain.pack import Pack
from streetlaw.services.deadlines import Suggestion
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui.dates import day_full, day_unit, month_unit
from streetlaw.ui.parts.date_block import DateBlock
from streetlaw.ui.parts.status import status

_NEAR, _FAR = 7, 60


def can_be_deadline(suggestion: Suggestion) -> bool:
    """True when the limit can be put into the list of deadlines: its rule and its first day are known."""
    kinds = {step.kind for step in suggestion.computed.steps}
    return suggestion.rule is not None and bool(kinds) and StepKind.TIME_NEEDED not in kinds


def has_passed(suggestion: Suggestion, today: date) -> bool:
    """True when the last day lies behind."""
    return suggestion.computed.due is not None and suggestion.computed.due < today


def first_to_end(suggestions: Sequence[Suggestion], today: date) -> Suggestion | None:
    """The one whose limit ends before all others that still run; None where one alone has a day, or none."""
    running = [each for each in suggestions if each.computed.due and not has_passed(each, today)]
    running.sort(key=lambda each: each.computed.due or date.max)
    alone = len(running) > 1 and running[0].computed.due != running[1].computed.due
    return running[0] if alone else None


def limit_text(suggestion: Suggestion, pack: Pack, today: date) -> str:
    """The limit in words: until which day, whether it has passed, by which rule, or why no day is said."""
    rule, found = suggestion.rule, suggestion.computed
    kinds = {step.kind for step in found.steps}
    in_words = text_in(suggestion.channel.filing, language())
    if rule is None:
        return in_words or _("no time limit is known here")
    basis = "; ".join(pack.cite(cite, language()) for cite in rule.basis)
    if found.due is None:
        reason = _("counted in hours: the hour is needed") if StepKind.TIME_NEEDED in kinds else \
            _("limit not verified: no day is counted") if StepKind.UNVERIFIED in kinds else \
            _("say when it happened, then the day is counted")
        return "; ".join(part for part in (reason, basis) if part)
    day = _("until {day}").format(day=day_full(found.due))
    if not suggestion.exact:
        day = _("until {day}, counted from the first day it can have been").format(day=day_full(found.due))
    passed = _("this day has passed") if has_passed(suggestion, today) else ""
    return "; ".join(part for part in (day, passed, in_words, basis) if part)


def limit_block(suggestion: Suggestion, today: date) -> DateBlock:
    """The tile of the last day; "?" where none is counted."""
    due = suggestion.computed.due
    if due is None:
        return DateBlock.unknown()
    near = urgency(Deadline(due=due), today) or Urgency.UNVERIFIED
    return DateBlock(*_number_unit(suggestion, due, today), status("deadline", near).tone)


def _number_unit(suggestion: Suggestion, due: date, today: date) -> tuple[str, str]:
    """Near days by their weekday, later ones by their month, limits of years and months by their length."""
    span = suggestion.rule.span if suggestion.rule else None
    days = (due - today).days
    if days > _FAR and span is not None and span.unit is Unit.YEARS:
        return str(span.amount), ngettext("year", "years", span.amount)
    if days > _FAR and span is not None and span.unit is Unit.MONTHS:
        return str(span.amount), ngettext("month", "months", span.amount)
    return day_unit(due) if 0 <= days <= _NEAR else month_unit(due)
