"""Why a deadline ends on its day: the count step by step, where it was read, what the law allows after it."""

from __future__ import annotations

from datetime import date

from streetlaw.domain.deadline import Deadline
from streetlaw.domain.pack import Pack
from streetlaw.domain.recount import may_move
from streetlaw.services.deadlines import computed
from streetlaw.services.recounting import is_outdated
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.counting import steps_text
from streetlaw.ui.dates import day_full
from streetlaw.ui.deadlines import articles, deadline_title, restore_text, whose_text
from streetlaw.ui.facts import trust_text
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.explain import Explanation


def because_title(deadline: Deadline, pack: Pack) -> str:
    """The day it ends on, and that there is a reason: "30.11.2026, because"."""
    if deadline.due_at is not None:
        there = deadline.due_at.astimezone(pack.zone)
        return _("{day}, because").format(day=f"{day_full(there.date())} {there:%H:%M}")
    return _("{day}, because").format(day=day_full(deadline.due)) if deadline.due else _("No date, because")


def because_lines(deadline: Deadline, pack: Pack, today: date) -> list[str]:
    """Each step of the count, numbered; then whom it binds and by what, and what the law allows if missed."""
    found = computed(pack, deadline)
    steps = steps_text(found)
    if not deadline.rule:
        steps = [_("set by hand")]
    elif not steps:
        steps = [_("it is not known when the event was")]
    said = [f"{number}. {step}" for number, step in enumerate(steps, start=1)]
    rule = pack.rules.get(deadline.rule)
    if rule is not None and (event := rule.base.get(language(), "")):
        said.insert(0, _("Counted from: {event}").format(event=event))
    if may_move(found, pack.is_estimate):
        said.append(_("The day of a holiday near it is an estimate by the moon: "
                      "it may end a day earlier or later."))
    if is_outdated(pack, deadline):
        said.append(_("Law data or days off have changed since: it would end on another day now."))
    said.append(" · ".join(part for part in (whose_text(deadline), articles(deadline, pack)) if part))
    return [*said, restore_text(deadline, pack, today)]


def source_line(deadline: Deadline, pack: Pack, today: date) -> str:
    """Where the limit was read, when, how sure that is, and when it is to be checked again; "" by hand."""
    rule = pack.rules.get(deadline.rule)
    return trust_text(rule.fact, today) if rule is not None else ""


class WhyButton(IconButton):
    """Opens the reason of a deadline's day; by mouse, Enter or Space."""

    def __init__(self, deadline: Deadline, pack: Pack, today: date, *, code: str = "") -> None:
        what = ", ".join(part for part in (code, deadline_title(deadline, pack)) if part)
        super().__init__("question", _("Why this day: {what}").format(what=what), kind="quiet")
        self._deadline, self._pack, self._today = deadline, pack, today
        self.clicked.connect(self.open)

    def explanation(self) -> Explanation:
        """What it opens."""
        deadline, pack = self._deadline, self._pack
        rule = pack.rules.get(deadline.rule)
        lines = [line for line in because_lines(deadline, pack, self._today) if line]
        checked = None if rule is None else rule.fact.verified
        return Explanation(because_title(deadline, pack), "\n".join(lines),
                           source_line(deadline, pack, self._today), checked, self)

    def open(self) -> None:
        """Open the reason."""
        self.explanation().show_below(self)
