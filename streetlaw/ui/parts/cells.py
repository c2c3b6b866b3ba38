"""The cells of a table: what a model may say about them, and how they are painted."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.badge import paint_badge
from streetlaw.ui.parts.look import font, paint_text
from streetlaw.ui.parts.mask import paint_mask
from streetlaw.ui.tokens import Ink

_ICON, _GAP = 16, 6


class Role(IntEnum):
    """What a model may say about a cell besides Qt's own roles.

    Its DisplayRole (or AccessibleTextRole) still holds the words, since screen readers read those: "hidden"
    for a masked cell.
    """

    BADGE = Qt.ItemDataRole.UserRole + 100
    """(tone, icon, text)"""
    MASK = Qt.ItemDataRole.UserRole + 101
    """length of a mask bar: 72, 96 or 120"""
    ICON = Qt.ItemDataRole.UserRole + 102
    """(icon, ink) before the text"""
    SECOND = Qt.ItemDataRole.UserRole + 103
    """second line"""
    INK = Qt.ItemDataRole.UserRole + 104
    """colour or tone of the text"""
    STRONG = Qt.ItemDataRole.UserRole + 105
    """true for bold text, such as codes"""
    MONO = Qt.ItemDataRole.UserRole + 106
    """true for hashes"""
    MUTED = Qt.ItemDataRole.UserRole + 107
    """true for a cell on sunken ground, such as a suppressed figure"""


def paint_cell(
    painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, *, selected: bool = False
) -> None:
    """Paint a cell into an area without its padding."""
    if (length := index.data(Role.MASK)) is not None:
        paint_mask(painter, area, length)
    elif (badge := index.data(Role.BADGE)) is not None:
        tone, icon, text = badge
        paint_badge(painter, area, tone, icon, text)
    else:
        _paint_words(painter, area, index, selected=selected)


def _paint_words(
    painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, *, selected: bool
) -> None:
    shown = theme.current()
    ink: Ink = index.data(Role.INK) or ("on-selection" if selected else "text")
    place = QRectF(area)
    if (sign := index.data(Role.ICON)) is not None:
        side = shown.px(_ICON)
        paint_icon(painter, QRectF(area.left(), area.top(), side, area.height()), sign[0], sign[1], _ICON)
        place.setLeft(place.left() + side + shown.px(_GAP))
    text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    align = index.data(Qt.ItemDataRole.TextAlignmentRole)
    across = Qt.AlignmentFlag(align) if align is not None else Qt.AlignmentFlag.AlignLeft
    across |= Qt.AlignmentFlag.AlignVCenter
    if (second := index.data(Role.SECOND)) is None:
        paint_text(painter, place, text, shown.ink(ink), _face(index), across)
        return
    middle = place.center().y()
    upper = QRectF(place.left(), middle - shown.px(19), place.width(), shown.px(20))
    lower = QRectF(place.left(), middle + shown.px(1), place.width(), shown.px(17))
    paint_text(painter, upper, text, shown.ink(ink), font("body", 500), across)
    paint_text(painter, lower, str(second), shown.color("text-2"), font("caption"), across)


def _face(index: QModelIndex | QPersistentModelIndex) -> QFont:
    if index.data(Role.MONO):
        return font("mono")
    return font("body_strong" if index.data(Role.STRONG) else "body")
