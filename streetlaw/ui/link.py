"""A button that looks like a link and stands flush with the text above it."""

from __future__ import annotations

from PySide6.QtCore import QSize

from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button


class Link(Button):
    """A quiet button without room at its sides."""

    def __init__(self, text: str, *, icon: str = "", checkable: bool = False) -> None:
        super().__init__(text, kind="quiet", icon=icon, checkable=checkable)

    def sizeHint(self) -> QSize:
        """Return the room of icon and text."""
        return QSize(self._content_width() + theme.current().px(4), theme.current().px(32))
