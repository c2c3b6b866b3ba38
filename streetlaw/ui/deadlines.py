"""How a deadline is shown everywhere: date tile, title, and the line that says whose it is and why."""

from __future__ import annotations

from datetime import date

from streetlaw.domain.deadline import Deadline, Urgency, Whose, urgency
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui.dates import month_unit
from streetlaw.ui.parts.date_block import DateBlock
from streetlaw.ui.parts.status import status


def deadline_block(deadline: Deadline, today: date) -> DateBlock:
    """The date tile: days gone by when overdue, the day otherwise, "?" without a verified limit."""
    near = urgency(deadline, today)
    if deadline.due is None or near is None:
        return DateBlock.unknown()
    if near is Urgency.OVERDUE:
        days = (today - deadline.due).days
        return DateBlock(str(days), ngettext("day", "days", days), status("deadline", near).tone)
    number, unit = month_unit(deadline.due)
    return DateBlock(number, unit, status("deadline", near).tone)


def deadline_title(deadline: Deadline, pack: Pack) -> str:
    """What has to be done, in the language of the interface."""
    if deadline.title or not deadline.rule:
        return deadline.title
    return pack.label("rules", deadline.rule, language())


def deadline_note(deadline: Deadline, pack: Pack) -> str:
    """Whose deadline it is and the article it rests on."""
    parts = [_("our deadline") if deadline.whose is Whose.OURS else _("the body's deadline")]
    rule = pack.rules.get(deadline.rule)
    if deadline.due is None:
        parts = [_("limit not verified"), _("no date")]
    if rule is not None and rule.basis:
        parts.append("; ".join(pack.cite(cite, language()) for cite in rule.basis))
    return " · ".join(parts)
