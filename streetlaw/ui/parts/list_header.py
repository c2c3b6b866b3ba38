"""The header of a list: a box for all rows, columns to sort by, an arrow at the one that orders the list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionButton, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.look import font, text_width

_ICON, _PAD, _GAP, _BOX = 14, 10, 4, 16
_STATES = {
    Qt.CheckState.Unchecked: QStyle.StateFlag.State_Off,
    Qt.CheckState.PartiallyChecked: QStyle.StateFlag.State_NoChange,
    Qt.CheckState.Checked: QStyle.StateFlag.State_On,
}


class ListHeader(QHeaderView):
    """Names of columns; some order the list when they are clicked."""

    order_wanted = Signal(int)
    """The list by that column, or turned round when it is so already."""
    all_wanted = Signal()
    """The box of all rows was clicked."""
    left = Signal()
    """The rows may have the focus again."""

    def __init__(self, tick: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._tick = tick
        self._sortable: frozenset[int] = frozenset()
        self._sorted, self._rising = -1, True
        self._signs: Mapping[int, str] = {}
        self._state = Qt.CheckState.Unchecked
        self._at = -1
        self.setMouseTracking(True)
        self.setProperty("ring", "none")
        self.sectionClicked.connect(self._act)

    def set_sortable(self, columns: frozenset[int]) -> None:
        """Let these columns order the list."""
        self._sortable = columns

    def show_order(self, column: int, *, rising: bool) -> None:
        """Show an arrow at a column: up for rising values."""
        self._sorted, self._rising = column, rising
        self._name()
        self.viewport().update()

    def show_signs(self, signs: Mapping[int, str]) -> None:
        """Show an icon after the names of some columns."""
        self._signs = signs
        self.viewport().update()

    def show_state(self, state: Qt.CheckState) -> None:
        """Show whether all, some or none of the rows are ticked."""
        self._state = state
        self._name()
        self.viewport().update()

    def enter(self) -> None:
        """Take the focus, at the column that orders the list."""
        self._at = self._sorted if self._sorted in self._stops() else next(iter(self._stops()), -1)
        if self._at >= 0:
            self._name()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the columns, act on one, or go back to the rows."""
        stops = self._stops()
        here = stops.index(self._at) if self._at in stops else 0
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if stops:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                self._at = stops[min(max(here + step, 0), len(stops) - 1)]
                self._name()
                self.viewport().update()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._act(self._at)
            case Qt.Key.Key_Down | Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the focus no more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the name of a column with its sign and its arrow, or the box of all rows."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section == self._tick:
            self._paint_box(painter, rect)
        elif icons := self._icons(section):
            self._paint_icons(painter, rect, section, icons)
        if self.hasFocus() and section == self._at:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect.adjusted(2, 3, -3, -4)), 4, 4)

    def _icons(self, section: int) -> list[str]:
        sign = [self._signs[section]] if section in self._signs else []
        arrow = ["arrow-up" if self._rising else "arrow-down"] if section == self._sorted else []
        return sign + arrow

    def _paint_icons(self, painter: QPainter, rect: QRect, section: int, icons: list[str]) -> None:
        px = theme.current().px
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        left = float(rect.left() + px(_PAD) + text_width(text, "label") + px(_GAP))
        painter.setFont(font("label"))
        for icon in icons:
            left = min(left, float(rect.right() - px(_ICON) * len(icons)))
            place = QRectF(left, rect.top(), px(_ICON), rect.height() - 1)
            paint_icon(painter, place, icon, "text-2", _ICON)
            left += px(_ICON) + px(_GAP)

    def _paint_box(self, painter: QPainter, rect: QRect) -> None:
        side = theme.current().px(_BOX)
        box = QStyleOptionButton()
        box.rect = QRect(rect.left() + theme.current().px(_PAD), rect.center().y() - side // 2, side, side)
        box.state = QStyle.StateFlag.State_Enabled | _STATES[self._state]
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, self)

    def _stops(self) -> list[int]:
        shown = (self.logicalIndex(at) for at in range(self.count()))
        return [column for column in shown if not self.isSectionHidden(column)
                and (column == self._tick or column in self._sortable)]

    def _act(self, column: int) -> None:
        if column == self._tick:
            self.all_wanted.emit()
        elif column in self._sortable:
            self._at = column
            self.order_wanted.emit(column)

    def _name(self) -> None:
        """Say what stands at the focus."""
        if self._at < 0 or self.model() is None:
            return
        if self._at == self._tick:
            said = _("Choose all")
        else:
            column = self.model().headerData(self._at, Qt.Orientation.Horizontal)
            order = _("falling") if not self._rising else _("rising")
            said = _("Sort by: {column}").format(column=column)
            said += f", {order}" if self._at == self._sorted else ""
        if said != self.accessibleName():
            self.setAccessibleName(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
