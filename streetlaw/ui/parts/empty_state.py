"""The empty state: one icon, one sentence about what will appear, one action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Text


class EmptyState(QWidget):
    """What stands in the place of a list that has nothing yet."""

    acted = Signal()
    """The person pressed the action."""

    def __init__(
        self, icon: str, title: str, text: str = "", *, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        middle = Qt.AlignmentFlag.AlignHCenter
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        column.addStretch(1)
        column.addWidget(Glyph(icon, "text-3", 24), 0, middle)
        self._text = Text(text, "secondary", wrap=True, parent=self)
        for label in (Text(title, "medium", wrap=True, parent=self), self._text):
            label.setAlignment(middle)
            label.setVisible(bool(label.text()))
            column.addWidget(label)
        if action:
            button = Button(action)
            button.clicked.connect(self.acted)
            column.addSpacing(px(4))
            column.addWidget(button, 0, middle)
        column.addStretch(1)

    def set_text(self, text: str) -> None:
        """Say something else below the title."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
