"""Questions that must be answered: erasing, exporting, sharing a key. Everything else is a page."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.focus_ring import FocusRing
from streetlaw.ui.parts.text import Text

_WIDTH = 420


class Question(QDialog):
    """A question with its consequence; the safe answer has the focus, Enter never destroys."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, *, safe: str, verb: str, danger: bool = True
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(parent.window().windowTitle() if parent is not None else "")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.safe, self.verb = Button(safe), Button(verb, kind="danger" if danger else "primary")
        """The two answers."""
        self.body = QVBoxLayout()
        """Room for more between the text and the answers."""
        self._lay_out(title, text)
        (self.safe if danger else self.verb).setDefault(True)
        self.safe.setFocus()
        self.safe.clicked.connect(self.reject)
        self.verb.clicked.connect(self.accept)
        self._ring = FocusRing(self)

    def _lay_out(self, title: str, text: str) -> None:
        px = theme.current().px
        self.setMinimumWidth(px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(Text(title, "section", wrap=True))
        column.addWidget(Text(text, ink="text-2", wrap=True))
        self.body.setContentsMargins(0, px(6), 0, 0)
        column.addLayout(self.body)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, px(8), 0, 0)
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.safe)
        row.addWidget(self.verb)
        column.addLayout(row)


def ask(parent: QWidget | None, title: str, text: str, *, safe: str, verb: str, danger: bool = True) -> bool:
    """Ask and wait for the answer; true only when the person chose the verb."""
    question = Question(parent, title, text, safe=safe, verb=verb, danger=danger)
    answer = question.exec()
    question.deleteLater()
    return answer == QDialog.DialogCode.Accepted
