"""How a deadline is shown everywhere: date tile, title, and the line that says whose it is and why."""

from __future__ import annotations

from datetime import date

from streetlaw.domain.deadline import Deadline, DeadlineStatus, Rule, Unit, Urgency, Whose, urgency
from streetlaw.domain.fact import text_in
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui.dates import is_far, month_unit, year_unit
from streetlaw.ui.parts.date_block import DateBlock
from streetlaw.ui.parts.status import status


def deadline_block(deadline: Deadline, today: date) -> DateBlock:
    """The date tile: days gone by when overdue, else the day or a far year, "?" without a verified limit."""
    near = urgency(deadline, today)
    if deadline.due is None or near is None:
        return DateBlock.unknown()
    if near is Urgency.OVERDUE:
        days = (today - deadline.due).days
        return DateBlock(str(days), ngettext("day", "days", days), status("deadline", near).tone)
    number, unit = year_unit(deadline.due) if is_far(deadline.due, today) else month_unit(deadline.due)
    return DateBlock(number, unit, status("deadline", near).tone)


def deadline_title(deadline: Deadline, pack: Pack) -> str:
    """What has to be done, in the language of the interface."""
    if deadline.title or not deadline.rule:
        return deadline.title
    return pack.label("rules", deadline.rule, language())


def deadline_note(deadline: Deadline, pack: Pack) -> str:
    """Whom it binds, why it has no day when it has none, and the article it rests on."""
    return " · ".join(part for part in (whose_text(deadline), reason_text(deadline, pack)) if part)


def reason_text(deadline: Deadline, pack: Pack) -> str:
    """Why it has no day when it has none, and the article it rests on."""
    parts = []
    if deadline.due is None:
        parts += [_("hour not known")] if _wants_hour(deadline, pack) else [_("limit not verified")]
        parts.append(_("no date"))
    parts.append(articles(deadline, pack))
    return " · ".join(part for part in parts if part)


def whose_text(deadline: Deadline) -> str:
    """Whom a deadline binds."""
    return _("our deadline") if deadline.whose is Whose.OURS else _("the body's deadline")


def articles(deadline: Deadline, pack: Pack) -> str:
    """The articles the limit rests on; "" for one made by hand."""
    rule = pack.rules.get(deadline.rule)
    return "; ".join(pack.cite(cite, language()) for cite in rule.basis) if rule is not None else ""


def restore_text(deadline: Deadline, pack: Pack, today: date) -> str:
    """What the law allows once one of our deadlines is missed, with its article; "" before, or if nothing."""
    rule = pack.rules.get(deadline.rule)
    missed = deadline.status is DeadlineStatus.MISSED or (
        deadline.status is DeadlineStatus.OPEN and urgency(deadline, today) is Urgency.OVERDUE)
    if rule is None or not rule.restore or not missed or deadline.whose is not Whose.OURS:
        return ""
    return restore_note(rule, pack)


def restore_note(rule: Rule, pack: Pack) -> str:
    """What the law allows once that limit is missed, with its article; "" where it says nothing."""
    if not rule.restore:
        return ""
    said = text_in(rule.restore, language())
    where = "; ".join(pack.cite(cite, language()) for cite in rule.restore_basis)
    return f"{said} ({where})" if where else said


def _wants_hour(deadline: Deadline, pack: Pack) -> bool:
    rule = pack.rules.get(deadline.rule)
    return (rule is not None and rule.span is not None and rule.span.unit is Unit.HOURS
            and deadline.base_at is None)
