"""One quiet line on Today when law data or days off have changed: which deadlines would move, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from streetlaw.domain.record import Outcome
from streetlaw.services.recounting import Outdated, RecountDeadline, recount_deadlines
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.counting import moved_since, steps_text
from streetlaw.ui.deadlines import deadline_title
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.text import Text
from streetlaw.ui.today.notice import Notice

_MOST = 200
"""Deadlines told one by one; a move takes all of them."""


class MovedQuestion(Question):
    """Each deadline with the day it is kept with, the one it would have, and how that is counted."""

    def __init__(self, parent: QWidget, found: Sequence[Outdated]) -> None:
        super().__init__(parent, _("Deadlines that would end on another day"),
                         _("Nothing has been moved yet. The law data or the days off on this computer have "
                           "changed since these were counted. Ctrl+Z takes a move back."),
                         safe=_("Leave them"), verb=_("Move them"), danger=False)
        for each in found[:_MOST]:
            title = ", ".join(part for part in (each.code, deadline_title(each.deadline, each.pack)) if part)
            moved = moved_since(each.deadline, each.pack, each.now, ())
            self.body.addWidget(ListRow(title, f"{moved}. {'; '.join(steps_text(each.now))}", wrap=True))
        if (rest := len(found) - _MOST) > 0:
            self.body.addWidget(Text(ngettext("{n} more", "{n} more", rest).format(n=rest), "hint"))


class MovedLine(Notice):
    """Hidden while every open deadline ends on the day its rule gives."""

    def __init__(self, page: Page) -> None:
        look = Button(_("Look…"))
        super().__init__("arrows-clockwise", look)
        self._page, self.look = page, look
        self._moved: Sequence[Outdated] = ()
        self.look.clicked.connect(self._on_look)

    def show_moved(self, moved: Sequence[Outdated]) -> None:
        """Say how many there are."""
        self._moved = moved
        self.text.setText(ngettext(
            "{n} open deadline would end on another day: the law data or the days off have changed.",
            "{n} open deadlines would end on another day: the law data or the days off have changed.",
            len(moved)).format(n=len(moved)))
        self.setVisible(bool(moved))

    def _on_look(self) -> None:
        question = MovedQuestion(self._page, self._moved)
        if question.exec():
            self._page.run(recount_deadlines, [RecountDeadline(
                id=each.deadline.id, revision=each.deadline.revision) for each in self._moved],
                done=self._on_done)
        question.deleteLater()

    def _on_done(self, outcome: Outcome) -> None:
        number = len(outcome.changes)
        text = ngettext("{n} deadline moved", "{n} deadlines moved", number)
        self._page.navigator.toast(text.format(n=number), undo=True)
