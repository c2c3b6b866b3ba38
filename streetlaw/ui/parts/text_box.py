"""A box for a few sentences, as high as it has lines to take."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from streetlaw.ui import theme

_PADDING = 14


class TextBox(QPlainTextEdit):
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
