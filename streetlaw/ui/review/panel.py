"""The right pane of a review: comments, tasks, the decision; what is being written is kept as a draft."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.review import ReviewCase, Verdict
from streetlaw.translation import N_, ngettext
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.review.comments import NEW, CommentEditor, CommentList
from streetlaw.ui.review.lines import Line
from streetlaw.ui.review.sign_off import SignOff, Tasks
from streetlaw.ui.route import Route

_LOW = 480
"""Logical px of height below which the decision scrolls with the comments."""


class ReviewPanel(QWidget):
    """Everything an attorney adds to a case."""

    writing_began = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case = ReviewCase()
        self._editing: int | None = None
        self._low = False
        self._column, self._inner = QVBoxLayout(self), QVBoxLayout()
        self.editor = CommentEditor()
        self.list = CommentList(self.editor)
        self.tasks = Tasks()
        self.sign_off = SignOff()
        self.keeper = DraftKeeper(desk, Route("review"), self, self._values, self._take)
        self._title, self._counts = Text(_("Comments"), "section"), Text("", "body", ink="text-3")
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._on_reveal)
        self._lay_out()
        self.editor.edited.connect(self.keeper.touch)
        self.editor.cancelled.connect(self._on_cancelled)
        self.tasks.edited.connect(self.keeper.touch)
        self.list.edit_wanted.connect(self._on_edit)

    @property
    def case(self) -> ReviewCase:
        """The case shown."""
        return self._case

    def show_case(self, case: ReviewCase) -> None:
        """Show a case; another one takes up its own draft, the same one keeps what is being written."""
        other = case.id != self._case.id
        if other:
            self.keeper.keep()
        self._case = case
        if other:
            self._editing = None
            self.tasks.line.clear()
            self.keeper.move(Route("review", case.id, "comment"))
        if case.verdict is not Verdict.OPEN or (self._editing or 0) >= len(case.comments) > 0:
            self._editing = None
        self._show()
        if other and case.verdict is Verdict.OPEN:
            self.keeper.begin()

    def write_about(self, line: Line) -> None:
        """Begin a comment on a field, or go on with the one being written."""
        if self._case.verdict is not Verdict.OPEN:
            return
        if self._editing is None or not self.editor.text.toPlainText().strip():
            self._editing = NEW
            self.editor.begin(line.part, f"{line.about}: " if line.about else "")
            self._show()
        self._focus_editor()

    def written(self) -> None:
        """The comment was stored: nothing is being written any more."""
        self._editing = None
        if self.tasks.line.text().strip():
            self.keeper.touch()
        else:
            self.keeper.drop()
        self._show()

    def task_added(self) -> None:
        """The task was stored."""
        self.tasks.line.clear()
        if self._editing is None:
            self.keeper.drop()
        else:
            self.keeper.touch()

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {"title": N_("{code}: comment"), "of": self._case.pseudonym,
                                  "case": self._case.id, "task": self.tasks.line.text()}
        if self._editing is not None:
            values |= {"field": self.editor.field, "index": self.editor.index,
                       "text": self.editor.text.toPlainText(), "must_fix": self.editor.must_fix}
        return values

    def _take(self, values: dict[str, Any]) -> None:
        if values.get("case") != self._case.id:  # asked for before the person went on to another case
            return
        self.tasks.line.setText(str(values.get("task", "")))
        if "field" in values:
            index = int(values["index"])
            self._editing = index if index < len(self._case.comments) else NEW
            self.editor.begin(str(values["field"]), str(values["text"]), index=self._editing,
                              must_fix=bool(values["must_fix"]))
            self._show()

    def _on_edit(self, index: int) -> None:
        comment = self._case.comments[index]
        self._editing = index
        self.editor.begin(comment.field, comment.text, index=index, must_fix=comment.must_fix)
        self._show()
        self._focus_editor()

    def _on_cancelled(self) -> None:
        self.written()

    def _focus_editor(self) -> None:
        self.writing_began.emit()
        self.editor.text.setFocus()
        self._reveal.start()

    def _on_reveal(self) -> None:
        """Scroll to the editor once it has its place."""
        self._scroll.ensureWidgetVisible(self.editor)

    def _show(self) -> None:
        case = self._case
        fixed = case.verdict is not Verdict.OPEN
        settled = sum(comment.settled for comment in case.comments)
        open_ones = len(case.comments) - settled
        said = [ngettext("{n} open", "{n} open", open_ones).format(n=open_ones)] if open_ones else []
        if settled:
            said.append(ngettext("{n} settled", "{n} settled", settled).format(n=settled))
        self._counts.setText(", ".join(said))
        self.list.show_comments(case.comments, self._desk.today, fixed=fixed, author=_("you"),
                                editing=self._editing)
        self.tasks.show_tasks(case.tasks, fixed=fixed)
        self.sign_off.show_case(case)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sign-off scroll with the comments where both would not fit."""
        super().resizeEvent(event)
        low = self.height() < theme.current().px(_LOW)
        if low != self._low:
            self._low = low
            (self._inner if low else self._column).addWidget(self.sign_off)

    def _lay_out(self) -> None:
        px = theme.current().px
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(12), px(10), px(12), px(10))
        head.setSpacing(px(8))
        head.addWidget(self._title)
        head.addWidget(self._counts)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(Hairline())
        held = QWidget()
        inner = self._inner
        held.setLayout(inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.list)
        inner.addWidget(self.tasks)
        inner.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = scrolled(held, _("Comments"))
        column.addWidget(self._scroll, 1)
        column.addWidget(Hairline())
        column.addWidget(self.sign_off)
