"""A line of text inside a box that has more than the line: the box shows the focus."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from streetlaw.ui.parts.look import set_look


class BareEdit(QLineEdit):
    """A line edit without a frame; the frame of kind "box" it stands in turns to the colour of focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bare")
        self.setProperty("ring", "parent")
        self.setFrame(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the box show the focus."""
        super().focusInEvent(event)
        self._show_focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the box be as before."""
        super().focusOutEvent(event)
        self._show_focus(False)

    def _show_focus(self, focused: bool) -> None:
        if (box := self.parentWidget()) is not None:
            set_look(box, "focused", focused)
