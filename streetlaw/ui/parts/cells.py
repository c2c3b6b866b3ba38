"""The cells of a table: what a model may say about them, and how they are painted."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.badge import paint_badge
from streetlaw.ui.parts.look import LEFT_MIDDLE, font, paint_text
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


def told(index: QModelIndex | QPersistentModelIndex) -> Callable[[int], Any]:
    """Return what answers for a cell, by role: the model's own `cell_at` where it has one, else Qt.

    A cell is asked a dozen times as it is painted, and each time through Qt takes as long as painting it.
    """
    cell_at = getattr(index.model(), "cell_at", None)
    return index.data if cell_at is None else cell_at(index.row(), index.column()).get


def paint_cell(
    painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, *, selected: bool = False
) -> None:
    """Paint a cell into an area without its padding."""
    data = told(index)
    if (length := data(Role.MASK)) is not None:
        paint_mask(painter, area, length)
    elif (badge := data(Role.BADGE)) is not None:
        tone, icon, text = badge
        paint_badge(painter, area, tone, icon, text)
    else:
        _paint_words(painter, area, data, selected=selected)


def _paint_words(painter: QPainter, area: QRect, data: Callable[[int], Any], *, selected: bool) -> None:
    shown = theme.current()
    ink: Ink = data(Role.INK) or ("on-selection" if selected else "text")
    place = QRectF(area)
    if (sign := data(Role.ICON)) is not None:
        side = shown.px(_ICON)
        paint_icon(painter, QRectF(area.left(), area.top(), side, area.height()), sign[0], sign[1], _ICON)
        place.setLeft(place.left() + side + shown.px(_GAP))
    text = str(data(Qt.ItemDataRole.DisplayRole) or "")
    align = data(Qt.ItemDataRole.TextAlignmentRole)
    across = LEFT_MIDDLE if align is None else Qt.AlignmentFlag(align) | Qt.AlignmentFlag.AlignVCenter
    if (second := data(Role.SECOND)) is None:
        paint_text(painter, place, text, shown.ink(ink), _face(data), across)
        return
    middle = place.center().y()
    upper = QRectF(place.left(), middle - shown.px(19), place.width(), shown.px(20))
    lower = QRectF(place.left(), middle + shown.px(1), place.width(), shown.px(17))
    paint_text(painter, upper, text, shown.ink(ink), font("body", 500), across)
    paint_text(painter, lower, str(second), shown.color("text-2"), font("caption"), across)


def _face(data: Callable[[int], Any]) -> QFont:
    if data(Role.MONO):
        return font("mono")
    return font("body_strong" if data(Role.STRONG) else "body")
