"""An icon of its own, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.tokens import Ink


class Glyph(QWidget):
    """An icon beside a text; give it a label only when it says something the text does not."""

    def __init__(
        self, name: str, ink: Ink = "text", size: int = 16, *, label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._ink, self._size = name, ink, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not label)
        self.setAccessibleName(label)
        self.setToolTip(label)

    def show_icon(self, name: str, ink: Ink | None = None) -> None:
        """Show another icon, in the same colour unless another is given."""
        self._name, self._ink = name, ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square of the icon."""
        side = theme.current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        del event
        paint_icon(QPainter(self), self.rect(), self._name, self._ink, self._size)
