"""Boxes for sentences; more than can be worked with in a field is not pasted, and that is said."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from streetlaw.translation import gettext as _
from streetlaw.ui import theme

MOST = 50_000
"""Characters a box takes by pasting: some 25 pages, which are still marked and kept at every key."""

_PADDING = 14


class PlainBox(QPlainTextEdit):
    """Takes plain text; what is pasted or dropped goes in whole or not at all."""

    refused = Signal(str)
    """What was pasted did not go in, and why: a sentence. A field around the box shows it."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop a text."""
        if len(self.toPlainText()) + len(source.text()) > MOST:
            self.refused.emit(_("Not pasted: this is too long for a field. Keep it as a file among the "
                                "documents, and write here what matters."))
        else:
            super().insertFromMimeData(source)


class TextBox(PlainBox):
    """Takes plain text; it shows `lines` lines, and more only when the form has room to spare."""

    def __init__(self, lines: int, *, example: str = "") -> None:
        super().__init__()
        self._lines = lines
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the lines."""
        height = self._lines * self.fontMetrics().lineSpacing() + theme.current().px(_PADDING)
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Keep the lines."""
        return QSize(theme.current().px(120), self.sizeHint().height())

    def fill(self, text: str) -> None:
        """Show a text without telling anybody that it changed."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
