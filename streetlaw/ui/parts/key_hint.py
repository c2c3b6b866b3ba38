"""The small box that names a shortcut."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.look import font, paint_rounded, paint_text, text_width

HEIGHT = 20


def key_hint_width(keys: str) -> int:
    """Return how wide the box of a shortcut is in px."""
    return text_width(keys, "caption") + 2 * theme.current().px(6)


def paint_key_hint(
    painter: QPainter, rect: QRectF, keys: str, ink: QColor, line: QColor, fill: QColor
) -> None:
    """Paint a shortcut in a box, for example "Ctrl K"."""
    paint_rounded(painter, rect, fill, line, theme.current().px(4))
    paint_text(painter, rect, keys, ink, font("caption"), Qt.AlignmentFlag.AlignCenter)


class KeyHint(QWidget):
    """A shortcut beside a control; the control itself binds it."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(keys)

    def sizeHint(self) -> QSize:
        """Return the size of the box."""
        return QSize(key_hint_width(self.keys), theme.current().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box."""
        del event
        shown = theme.current()
        ink, line, fill = shown.color("text-2"), shown.color("border"), shown.color("sunken")
        paint_key_hint(QPainter(self), QRectF(self.rect()), self.keys, ink, line, fill)
