"""The deadlines of Today, grouped by how near they are; ours and the bodies'."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from streetlaw.domain.deadline import Deadline, Urgency, Whose, urgency
from streetlaw.services.today import DeadlineCard, Today
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.deadlines import deadline_block, deadline_note, deadline_title
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
    """Open deadlines, nearest first; the filter shows all, ours or the bodies'."""

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
        self._rest = Text("", "hint")
        self.add_foot(self._rest, None, Text(_("Public holidays are counted"), "hint"))

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
        if self._read is None:
            return
        cards = [card for card in self._read.deadlines
                 if self.whose in (_ALL, card.deadline.whose.value)]
        self.set_count(self._read.deadlines_total if self.whose == _ALL else len(cards))
        more = self._read.deadlines_total - len(self._read.deadlines)
        self._rest.setText(ngettext("{n} more later", "{n} more later", more).format(n=more) if more else "")
        self.clear_rows()
        if cards:
            self.body.addWidget(self._rows_of(cards), 1)
        else:
            self.body.addWidget(EmptyState("calendar-check", _("No open deadlines"),
                                           _("Add one on a client's page or from the law panel.")), 1)

    def _rows_of(self, cards: list[DeadlineCard]) -> QScrollArea:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for near, group in groupby(cards, key=self._urgency):
            held_back = list(group)
            if near is not None:
                column.addWidget(GroupRow(Badge.of("deadline", near), _note(near, held_back)))
            for card in held_back:
                column.addWidget(self._row(card))
                column.addWidget(Hairline())
        column.addStretch(1)
        return scrolled(held, _("Deadlines"))

    def _urgency(self, card: DeadlineCard) -> Urgency | None:
        return urgency(card.deadline, self._desk.today)

    def _row(self, card: DeadlineCard) -> ListRow:
        title = deadline_title(card.deadline, self._desk.pack)
        verb, tab, extra = _way(card.deadline, self._desk.today)
        button = Button(verb)
        button.setAccessibleName(f"{verb}: {card.code}, {title}")
        case = {"case": card.deadline.case_id} if card.deadline.case_id else {}
        route = Route("client", card.deadline.client_id, tab, case | extra)
        button.setVisible(self._navigator.can_go(route))
        button.clicked.connect(partial(self._navigator.go, route))
        return ListRow(title, deadline_note(card.deadline, self._desk.pack), code=card.code, trailing=button,
                       leading=deadline_block(card.deadline, self._desk.today))


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
