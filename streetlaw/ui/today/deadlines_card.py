"""The deadlines of Today: clocks that run first, then the others by how near; ours and the bodies'."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from streetlaw.domain.deadline import Deadline, Urgency, Whose, urgency
from streetlaw.domain.pack import Pack
from streetlaw.services.today import DeadlineCard, Today
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.clocks.rows import ClockList, Running
from streetlaw.ui.deadline_why import WhyButton
from streetlaw.ui.deadlines import (
    deadline_block,
    deadline_title,
    reason_text,
    restore_text,
    whose_text,
)
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card, Hairline
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.rows import GroupRow, ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

_ALL = "all"


class DeadlinesCard(Card):
    """Open deadlines, clocks before days, nearest first; the filter shows all, ours or the bodies'."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(_("Deadlines"))
        self._desk = desk
        self._navigator = navigator
        self._read: Today | None = None
        self._filter = Segmented(
            [(_ALL, _("All")), (Whose.OURS.value, _("Ours")), (Whose.BODY.value, _("Bodies'"))],
            name=_("Whose deadlines"), value=_ALL, compact=True)
        self._filter.chosen.connect(self._show)
        self.add_action(self._filter)
        self.clocks = ClockList()
        self.clocks.setParent(self)
        self.clocks.hide()
        self._rest = Text("", "hint")
        self.calendar = Button(_("Into a calendar…"), kind="quiet", icon="calendar")
        self.add_foot(self.calendar, self._rest, None, Text(_("Public holidays are counted"), "hint"))

    @property
    def whose(self) -> str:
        """The filter: "all", "ours" or "body"."""
        return self._filter.value() or _ALL

    def choose(self, whose: str) -> None:
        """Set the filter."""
        if whose:
            self._filter.choose(whose)
            self._show()

    def show_deadlines(self, read: Today) -> None:
        """Show what was read."""
        self._read = read
        self._show()

    def _show(self, *_chosen: str) -> None:
        read = self._read
        if read is None:
            return
        cards, clocks = self._chosen(read.deadlines), self._chosen(read.clocks)
        more = read.deadlines_total - len(read.deadlines) - len(read.clocks)
        self.set_count(read.deadlines_total if self.whose == _ALL else len(cards) + len(clocks))
        self._rest.setText(ngettext("{n} more later", "{n} more later", more).format(n=more) if more else "")
        self.clocks.setParent(self)
        self.clocks.show_clocks([Running(card.deadline, self._law(card.deadline), card.code)
                                 for card in clocks], read.now, self._open)
        self.clear_rows()
        if cards or clocks:
            self.body.addWidget(self._rows_of(cards, clocks), 1)
        else:
            self.body.addWidget(EmptyState("calendar-check", _("No open deadlines"),
                                           _("Add one on a client's page or from the law panel.")), 1)

    def _chosen(self, cards: Sequence[DeadlineCard]) -> list[DeadlineCard]:
        return [card for card in cards if self.whose in (_ALL, card.deadline.whose.value)]

    def _rows_of(self, cards: list[DeadlineCard], clocks: list[DeadlineCard]) -> QScrollArea:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if clocks:  # their list is kept: its rows go on ticking while the rows below are made anew
            column.addWidget(GroupRow(Badge(_("By the hour"), "warning", "clock"),
                                      _("the first to end comes first")))
            column.addWidget(self.clocks)
            self.clocks.show()
        for near, group in groupby(cards, key=self._urgency):
            held_back = list(group)
            if near is not None:
                column.addWidget(GroupRow(Badge.of("deadline", near), _note(near, held_back)))
            for card in held_back:
                column.addWidget(self._row(card))
                column.addWidget(Hairline())
        column.addStretch(1)
        return scrolled(held, _("Deadlines"))

    def _law(self, deadline: Deadline) -> Pack:
        return self._read.packs[deadline.jurisdiction] if self._read else self._desk.pack

    def _urgency(self, card: DeadlineCard) -> Urgency | None:
        return urgency(card.deadline, self._desk.today)

    def _row(self, card: DeadlineCard) -> ListRow:
        deadline, today, pack = card.deadline, self._desk.today, self._law(card.deadline)
        end = QWidget()
        line = QHBoxLayout(end)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(2))
        line.addWidget(WhyButton(deadline, pack, today, code=card.code))
        line.addWidget(self._button(deadline, card.code))
        why = " · ".join(part for part in (
            reason_text(deadline, pack), restore_text(deadline, pack, today)) if part)
        return ListRow(deadline_title(deadline, pack), whose_text(deadline), code=card.code, below=why,
                       leading=deadline_block(deadline, today), trailing=end, wrap=True)

    def _open(self, running: Running) -> QWidget:
        return self._button(running.deadline, running.code)

    def _button(self, deadline: Deadline, code: str) -> Button:
        verb, tab, extra = _way(deadline, self._desk.today)
        button = Button(verb)
        button.setAccessibleName(f"{verb}: {code}, {deadline_title(deadline, self._law(deadline))}")
        case = {"case": deadline.case_id} if deadline.case_id else {}
        route = Route("client", deadline.client_id, tab, case | extra)
        button.setVisible(self._navigator.can_go(route))
        button.clicked.connect(partial(self._navigator.go, route))
        return button


def _note(near: Urgency, cards: list[DeadlineCard]) -> str:
    """What the group means for the work; a missed day of a body is a chance, one of ours is not."""
    if near is Urgency.OVERDUE and any(card.deadline.whose is Whose.BODY for card in cards):
        return _("a body's missed deadline lets you complain higher")
    return _("file before the end of the working day") if near is Urgency.TODAY else ""


def _way(deadline: Deadline, today: date) -> tuple[str, str, dict[str, str]]:
    """What to do about a deadline, and the tab where: a body that missed its day can be complained of."""
    if deadline.due is None:
        return _("Clarify"), "overview", {}
    if urgency(deadline, today) is Urgency.OVERDUE and deadline.whose is Whose.BODY:
        return _("Complain"), "notes", {"part": "complaint"}
    return _("Open"), "overview", {}
