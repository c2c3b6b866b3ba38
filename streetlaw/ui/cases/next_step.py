"""The nearest deadline with its reason, the ones after it, and what came of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.deadline import Deadline, DeadlineStatus, Urgency, Whose, urgency
from streetlaw.domain.fact import Fact
from streetlaw.domain.pack import Pack
from streetlaw.services.clocks import is_clock
from streetlaw.services.deadlines import computed
from streetlaw.services.recounting import RecountDeadline, is_outdated
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.deadline_deeds import DeadlineDeeds, restorable
from streetlaw.ui.cases.deadline_form import DeadlineForm
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.words import listed, opening
from streetlaw.ui.counting import moved_since, steps_text
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.deadline_why import WhyButton
from streetlaw.ui.deadlines import deadline_block, deadline_note, deadline_title, restore_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.line import in_line
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text import Text

_SAID = (Urgency.OVERDUE, Urgency.TODAY, Urgency.WEEK)
_ALL = "all"
_MANY = 6
"""Deadlines from which the list can be narrowed to ours or the bodies'."""


class NextStepCard(Card):
    """What has to be done next, by when and why, and by whom."""

    def __init__(self, page: Page, form: DeadlineForm, deeds: DeadlineDeeds) -> None:
        super().__init__(_("Next step"))
        self._page = page
        self._deeds = deeds
        self._read: Read | None = None
        self.whose = Segmented([(_ALL, _("All")), (Whose.OURS.value, _("Ours")),
                                (Whose.BODY.value, _("Bodies'"))],
                               name=_("Whose deadlines"), value=_ALL, compact=True)
        self.whose.chosen.connect(self._on_whose)
        self.held = IconButton("clock", _("Start the clocks of a detention"), kind="quiet")
        """Somebody was detained."""
        add = IconButton("plus", _("Add a deadline"), kind="quiet")
        add.clicked.connect(form.show_form)
        for button in (self.held, add):
            self.add_action(button)

    def show_read(self, read: Read) -> None:
        """Show a client's open deadlines, nearest first; those without a verified limit last."""
        self._read = read
        self._show(read)

    def _show(self, read: Read) -> None:
        self.whose.setParent(self)
        self.whose.hide()
        self.clear_rows()
        by_day = [d for d in read.file.deadlines
                  if d.status is DeadlineStatus.OPEN and not is_clock(self._law(d), d)]
        many = len(by_day) >= _MANY
        chosen = self.whose.value() if many else _ALL
        shown = [d for d in by_day if chosen in (_ALL, d.whose.value)]
        if many:
            self.add_row(in_line(self.whose, None))
            self.whose.show()
        if not shown:
            self.add(Text(_("No open deadlines. Add one, or open an incident: the law panel suggests them.")
                          if not by_day else _("None of these is open."), "hint", wrap=True))
        for at, deadline in enumerate(shown):
            self.add_row(self._row(deadline) if at else self._first(deadline))
            if is_outdated(self._law(deadline), deadline):
                self.add(self._outdated(deadline))
        for deadline in restorable(read.file.deadlines):
            if restore_text(deadline, self._law(deadline), self._page.desk.today):
                self.add_row(self._missed(deadline))

    def _on_whose(self, _chosen: str) -> None:
        if self._read is not None:
            self._show(self._read)

    def _law(self, deadline: Deadline) -> Pack:
        return self._read.file.packs[deadline.jurisdiction] if self._read else self._page.desk.pack

    def _first(self, deadline: Deadline) -> QWidget:
        done = Button(_("Done"), kind="primary", icon="check")
        done.clicked.connect(partial(self._deeds.settle, deadline, DeadlineStatus.MET))
        other = Button(_("Other end"))
        other.setMenu(self._deeds.menu(deadline, self, with_met=False))
        row = ListRow(deadline_title(deadline, self._law(deadline)), self._reason(deadline), wrap=True,
                      leading=deadline_block(deadline, self._page.desk.today), trailing=self._why(deadline))
        held = QWidget()
        px = theme.current().px
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(px(4))
        column.addWidget(row)
        foot = QWidget()
        flow = FlowLayout(foot, spacing=8)
        flow.setContentsMargins(px(12), 0, px(12), 0)
        for widget in (done, other):
            flow.addWidget(widget)
        column.addWidget(foot)
        return held

    def _row(self, deadline: Deadline) -> ListRow:
        more = IconButton("dots-three-vertical", _("What came of it"), kind="quiet")
        more.setMenu(self._deeds.menu(deadline, self, with_met=True))
        pack = self._law(deadline)
        note = listed((self._state(deadline), deadline_note(deadline, pack),
                       restore_text(deadline, pack, self._page.desk.today)))
        return ListRow(deadline_title(deadline, pack), note, trailing=in_line(self._why(deadline), more),
                       leading=deadline_block(deadline, self._page.desk.today), wrap=True)

    def _missed(self, deadline: Deadline) -> ListRow:
        """A missed deadline the law leaves a way for."""
        pack = self._law(deadline)
        said = [restore_text(deadline, pack, self._page.desk.today)]
        if deadline.due is not None:
            said.insert(0, _("Missed: the last day was {day}").format(day=day_full(deadline.due)))
        return ListRow(deadline_title(deadline, pack), listed(said), wrap=True,
                       leading=Glyph("arrow-u-up-left", "warning", 18), trailing=self._why(deadline))

    def _outdated(self, deadline: Deadline) -> Banner:
        """That the law data now gives another day, and a way to take it."""
        pack = self._law(deadline)
        banner = Banner(moved_since(deadline, pack, computed(pack, deadline), ()), "warning",
                        title=_("This deadline would end on another day now"), action=_("Move it"))
        banner.acted.connect(partial(self._deeds.move, RecountDeadline(
            id=deadline.id, revision=deadline.revision)))
        return banner

    def _why(self, deadline: Deadline) -> WhyButton:
        return WhyButton(deadline, self._law(deadline), self._page.desk.today)

    def _state(self, deadline: Deadline) -> str:
        """How near it is, in words: the colour of the tile never stands alone."""
        near = urgency(deadline, self._page.desk.today)
        return status_label("deadline", near) if near in _SAID else ""

    def _reason(self, deadline: Deadline) -> str:
        """Whose it is and by which article, how it was counted, and when that was checked."""
        pack, today = self._law(deadline), self._page.desk.today
        rule = pack.rules.get(deadline.rule)
        steps = listed(steps_text(computed(pack, deadline)), "; ")
        checked = _checked(rule.fact) if rule is not None else ""
        return " ".join(f"{opening(part)}." for part in (
            self._state(deadline), deadline_note(deadline, pack), steps, checked,
            restore_text(deadline, pack, today), deadline.remarks) if part)


def _checked(fact: Fact) -> str:
    if fact.as_of is None:
        return ""
    dated = _("checked {day}").format(day=partial_text(fact.as_of))
    return _("{dated}, corrected here").format(dated=dated) if fact.local else dated
