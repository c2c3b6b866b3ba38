"""Icons as Qt wants them for menus and plain widgets; parts paint theirs with ``icons.paint_icon``."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from streetlaw.ui import theme
from streetlaw.ui.icons import glyphs, icon_font
from streetlaw.ui.tokens import Ink


def icon(name: str, ink: Ink = "text", size: int = 18) -> QIcon:
    """Return an icon in the colours of the theme shown now; KeyError for an unknown name."""
    shown = theme.current()
    return _icon(name, ink, shown.px(size), shown)


@cache
def _icon(name: str, ink: Ink, size: int, shown: theme.Theme) -> QIcon:
    made = QIcon()
    looks: tuple[tuple[QIcon.Mode, Ink], ...] = (
        (QIcon.Mode.Normal, ink),
        (QIcon.Mode.Disabled, "text-disabled"),
    )
    for mode, colour in looks:
        for ratio in {1.0, QGuiApplication.primaryScreen().devicePixelRatio()}:
            made.addPixmap(_pixmap(glyphs()[name], colour, size, ratio, shown), mode)
    return made


def _pixmap(glyph: str, ink: Ink, size: int, ratio: float, shown: theme.Theme) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setFont(icon_font(size))
    painter.setPen(shown.ink(ink))
    painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, glyph)
    painter.end()
    return pixmap
