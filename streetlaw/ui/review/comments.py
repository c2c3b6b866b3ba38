"""Comments on a case: a list, and one editor that stands among them while somebody writes."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from streetlaw.domain.review import Comment
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_text, time_text
from streetlaw.ui.disclosed import part_label
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text

MUST_FIX, SUGGESTION = "must_fix", "suggestion"
NEW = -1
"""The index of a comment that is not stored yet."""


class CommentItem(QWidget):
    """A comment: on what, since when, how much it weighs, and what can be done about it."""

    edit_wanted = Signal(int)
    settle_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, index: int, comment: Comment, today: date, *, fixed: bool, author: str) -> None:
        super().__init__()
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Glyph("chat-centered-text", "review"))
        head.addWidget(Text(part_label(comment.field), "medium"), 1)
        head.addWidget(Text(_when(comment, today, author), "hint"))
        column.addLayout(head)
        column.addWidget(Text(comment.text, wrap=True, selectable=True,
                              ink="text-3" if comment.settled else "text"))
        foot = QWidget()
        flow = FlowLayout(foot, spacing=4)
        flow.addWidget(_middle(weight_badge(comment)))
        if not fixed:
            self._add_actions(flow, index, comment)
        column.addWidget(foot)

    def _add_actions(self, foot: FlowLayout, index: int, comment: Comment) -> None:
        about = part_label(comment.field)
        for text, signal, shown in ((_("Edit"), self.edit_wanted, not comment.settled),
                                    (_("Settle"), self.settle_wanted, not comment.settled)):
            if shown:
                button = Button(text, kind="quiet")
                button.setAccessibleName(f"{text}: {about}")
                button.clicked.connect(partial(signal.emit, index))
                foot.addWidget(button)
        remove = IconButton("trash", _("Remove the comment: {field}").format(field=about), kind="quiet")
        remove.clicked.connect(partial(self.remove_wanted.emit, index))
        foot.addWidget(remove)


class CommentEditor(QWidget):
    """Writes one comment; Ctrl+Enter saves."""

    saved = Signal()
    cancelled = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = ""
        self.index = NEW
        self._about = Text("", "medium")
        self.weight = Segmented([(MUST_FIX, _("Must fix")), (SUGGESTION, _("Suggestion"))],
                                name=_("How much it weighs"), value=SUGGESTION, compact=True)
        self.text = _Writing()
        self.text.setAccessibleName(_("Comment"))
        self.text.setTabChangesFocus(True)
        self.cancel, self.save = Button(_("Cancel")), Button(_("Save"), kind="primary")
        self._lay_out()
        self.cancel.clicked.connect(self.cancelled)
        self.save.clicked.connect(self.saved)
        self.text.finished.connect(self.saved)
        self.text.textChanged.connect(self.edited)
        self.weight.chosen.connect(self._on_weight)

    def begin(self, field: str, text: str = "", *, index: int = NEW, must_fix: bool = False) -> None:
        """Write about a field: a new comment, or the one at `index`."""
        self.field, self.index = field, index
        self._about.setText(part_label(field))
        self.weight.choose(MUST_FIX if must_fix else SUGGESTION)
        blocked = self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.blockSignals(blocked)

    @property
    def must_fix(self) -> bool:
        """True when the sign-off has to wait for it."""
        return self.weight.value() == MUST_FIX

    def _on_weight(self, _weight: str) -> None:
        self.edited.emit()

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Glyph("pencil-simple", "review"))
        head.addWidget(self._about, 1)
        column.addLayout(head)
        self.text.setFixedHeight(px(96))
        column.addWidget(self.text)
        column.addWidget(self.weight)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column.addLayout(foot)


class _Writing(QPlainTextEdit):
    """The text; tells of Ctrl+Enter."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that end the writing."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class CommentList(QWidget):
    """The comments of a case in the order they were made, and the editor among them."""

    edit_wanted = Signal(int)
    settle_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, editor: CommentEditor) -> None:
        super().__init__()
        self._editor = editor
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_comments(self, comments: tuple[Comment, ...], today: date, *, fixed: bool,
                      author: str, editing: int | None) -> None:
        """Show comments; `editing` is the place of the editor, NEW for the end, None for nowhere."""
        self._clear()
        for index, comment in enumerate(comments):
            if index == editing:
                self._add(self._editor)
                continue
            item = CommentItem(index, comment, today, fixed=fixed, author=author)
            item.edit_wanted.connect(self.edit_wanted)
            item.settle_wanted.connect(self.settle_wanted)
            item.remove_wanted.connect(self.remove_wanted)
            self._add(item)
        if editing == NEW:
            self._add(self._editor)
        self._editor.setVisible(editing is not None)
        if not comments and editing is None:
            hint = Text(_("No comments yet. Choose a field and press C.") if not fixed else _("No comments."),
                        "hint", wrap=True)
            hint.setContentsMargins(*(4 * (theme.current().px(12),)))
            self._column.addWidget(hint)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._column.addWidget(Hairline())

    def _clear(self) -> None:
        while item := self._column.takeAt(0):
            widget = item.widget()
            if widget is self._editor:
                widget.hide()
            elif widget is not None:
                widget.hide()
                widget.deleteLater()


def weight_badge(comment: Comment) -> Badge:
    """Settled, must fix, or a suggestion."""
    if comment.settled:
        return Badge(_("Settled"), "success", "check")
    if comment.must_fix:
        return Badge(_("Must fix"), "warning", "hand-pointing")
    return Badge(_("Suggestion"), "neutral", "lightbulb")


def _middle(badge: Badge) -> QWidget:
    """The badge in a line as high as the buttons beside it."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, theme.current().px(8), 0)
    row.addWidget(badge)
    held.setFixedHeight(theme.current().px(32))
    return held


def _when(comment: Comment, today: date, author: str) -> str:
    if comment.at is None:
        return author
    day = comment.at.astimezone().date()
    return f"{author}, {time_text(comment.at) if day == today else day_text(day)}"
