"""Choose a variant of the style sheet for a widget, and paint the shapes a style sheet cannot."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from streetlaw.ui import fonts, theme
from streetlaw.ui.tokens import Role

LEFT_MIDDLE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PLAIN: Final = int(LEFT_MIDDLE | Qt.TextFlag.TextSingleLine)
"""Put together once: flags are slow to put together."""


def set_look(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property the style sheet selects by, and let the widget be styled anew when it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.updateGeometry()


def font(role: Role, weight: int | None = None) -> QFont:
    """Return the font of a step of the type scale at the zoom shown now."""
    return QFont(_font(role, weight, theme.current().zoom))


@cache
def _font(role: Role, weight: int | None, zoom: int) -> QFont:
    """The font itself, made once: asking for it is what painting does most."""
    return fonts.font(role, weight=weight, zoom=zoom)


def text_width(text: str, role: Role, weight: int | None = None) -> int:
    """Return how wide a text is in px."""
    return QFontMetrics(font(role, weight)).horizontalAdvance(text)


def paint_rounded(painter: QPainter, rect: QRectF, fill: QColor, line: QColor | None, radius: float) -> None:
    """Paint a rounded rectangle with an edge of 1 px that stays sharp."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.setPen(QPen(line, 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)
    painter.restore()


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    ink: QColor,
    face: QFont,
    align: Qt.AlignmentFlag = LEFT_MIDDLE,
) -> None:
    """Paint one line of text, cut with an ellipsis where the rectangle ends."""
    painter.setFont(face)
    painter.setPen(ink)
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    flags = _PLAIN if align is LEFT_MIDDLE else int(align | Qt.TextFlag.TextSingleLine)
    painter.drawText(rect, flags, shown)
