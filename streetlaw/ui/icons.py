"""Icons: glyphs of a small font, painted in the colours of the theme. Names are in resources/icons/names.txt."""

from __future__ import annotations

import json
from functools import cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPixmap

from streetlaw import resources
from streetlaw.ui import theme
from streetlaw.ui.tokens import Ink, ThemeName


@cache
def _glyphs() -> dict[str, str]:
    table = json.loads(resources.path("icons", "icons.json").read_text(encoding="utf-8"))
    return {name: chr(code) for name, code in table.items()}


@cache
def _family() -> str:
    font = QFontDatabase.addApplicationFont(str(resources.path("icons", "icons.ttf")))
    return QFontDatabase.applicationFontFamilies(font)[0]


def names() -> frozenset[str]:
    """Return the names of all icons there are."""
    return frozenset(_glyphs())


@cache
def _font(size: int) -> QFont:
    font = QFont(_family())
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, ink: Ink, size: int) -> None:
    """Paint an icon of this size (px, before zoom) in the middle of a rectangle."""
    shown = theme.current()
    painter.save()
    painter.setFont(_font(shown.px(size)))
    painter.setPen(shown.ink(ink))
    painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, _glyphs()[name])
    painter.restore()


def icon(name: str, ink: Ink = "text", size: int = 18) -> QIcon:
    """Return an icon for a plain Qt widget, in the colours of the theme shown now; KeyError for an unknown name."""
    shown = theme.current()
    return _icon(name, ink, shown.px(size), shown.name)


@cache
def _icon(name: str, ink: Ink, size: int, shown: ThemeName) -> QIcon:
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, ink), (QIcon.Mode.Disabled, "text-disabled")):
        for ratio in {1.0, QGuiApplication.primaryScreen().devicePixelRatio()}:
            made.addPixmap(_pixmap(_glyphs()[name], colour, size, ratio, shown), mode)
    return made


def _pixmap(glyph: str, ink: Ink, size: int, ratio: float, shown: ThemeName) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setFont(_font(size))
    painter.setPen(theme.Theme(name=shown).ink(ink))
    painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, glyph)
    painter.end()
    return pixmap
