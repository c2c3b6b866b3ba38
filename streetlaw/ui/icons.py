"""Icons: glyphs of a small font, painted in the colours of the theme.

Their names are in resources/icons/names.txt.
"""

from __future__ import annotations

import json
from functools import cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter

from streetlaw import resources
from streetlaw.ui import theme
from streetlaw.ui.tokens import Ink


@cache
def glyphs() -> dict[str, str]:
    """Return the character of each icon by its name."""
    table = json.loads(resources.path("icons", "icons.json").read_text(encoding="utf-8"))
    return {name: chr(code) for name, code in table.items()}


@cache
def _family() -> str:
    font = QFontDatabase.addApplicationFont(str(resources.path("icons", "icons.ttf")))
    return QFontDatabase.applicationFontFamilies(font)[0]


@cache
def icon_font(size: int) -> QFont:
    """Return the font of icons at a size in px."""
    font = QFont(_family())
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def names() -> frozenset[str]:
    """Return the names of all icons there are."""
    return frozenset(glyphs())


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, ink: Ink, size: int) -> None:
    """Paint an icon of this size (px, before zoom) in the middle of a rectangle."""
    shown = theme.current()
    painter.save()
    painter.setFont(icon_font(shown.px(size)))
    painter.setPen(shown.ink(ink))
    painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, glyphs()[name])
    painter.restore()
