"""The date block: a tile with the day or the number of days, toned by urgency."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.look import font, paint_rounded, paint_text, text_width
from streetlaw.ui.tokens import ToneName

WIDTH, HEIGHT = 44, 42
_UNKNOWN_HEIGHT = 28


def paint_date_block(
    painter: QPainter, rect: QRect, number: str, unit: str, tone: ToneName = "neutral"
) -> None:
    """Paint a date block in the middle of a rectangle; without a unit the number stands in a lower tile."""
    shown = theme.current()
    hues = shown.tone(tone)
    height = shown.px(HEIGHT if unit else _UNKNOWN_HEIGHT)
    place = QRectF(rect.left(), rect.top() + (rect.height() - height) // 2, rect.width(), height)
    paint_rounded(painter, place, hues.fill, hues.line, shown.px(6))
    figure = font("section", 600)
    figure.setPixelSize(shown.px(16))
    if not unit:
        paint_text(painter, place, number, hues.text, figure, Qt.AlignmentFlag.AlignCenter)
        return
    upper = QRectF(place.left(), place.top() + shown.px(3), place.width(), shown.px(20))
    lower = QRectF(place.left(), place.top() + shown.px(22), place.width(), shown.px(16))
    paint_text(painter, upper, number, hues.text, figure, Qt.AlignmentFlag.AlignCenter)
    paint_text(painter, lower, unit, hues.text, font("label"), Qt.AlignmentFlag.AlignCenter)


class DateBlock(QWidget):
    """A date tile; the text beside it says the state in words too."""

    def __init__(
        self, number: str, unit: str = "", tone: ToneName = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_date(number, unit, tone)

    @classmethod
    def unknown(cls) -> DateBlock:
        """Return the tile of a time limit that nobody has verified: it never shows a date."""
        return cls("?")

    def show_date(self, number: str, unit: str, tone: ToneName) -> None:
        """Show another day or number of days."""
        self._number, self._unit, self._tone = number, unit, tone
        self.setAccessibleName(_("no verified date") if number == "?" else f"{number} {unit}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the tile, wider only when the unit is a long word."""
        px = theme.current().px
        width = max(px(WIDTH), text_width(self._unit, "label") + px(10))
        return QSize(width, px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile."""
        del event
        paint_date_block(QPainter(self), self.rect(), self._number, self._unit, self._tone)
