"""A table of many rows: boxes to tick, columns to sort by, a menu for each row; all of it by keyboard too."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from streetlaw.ui.keys import bind
from streetlaw.ui.parts.list_header import ListHeader
from streetlaw.ui.parts.table import TableView

_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class ListTable(TableView):
    """Space ticks the row, Shift with the arrows ticks on, Ctrl+A ticks all, Esc takes the ticks away.

    Home and End lead to the first and the last row. Up from the first row leads into the header: left and
    right choose a column there, Enter sorts by it.
    """

    toggled = Signal(int)
    """The box of that row was clicked, or Space pressed there."""
    stretched = Signal(int, int, int)
    """Ticks go from the first row to the third; before, they went to the second."""
    all_wanted = Signal()
    none_wanted = Signal()
    menu_wanted = Signal(QModelIndex, QPoint)
    """A menu for that row, at that place of the screen."""

    def __init__(self, name: str, *, tick: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.any_ticked = False
        """Esc takes ticks away only when there are some."""
        self._tick = tick
        self._anchor = self._reached = -1
        self.header = ListHeader(tick, self)
        self.setHorizontalHeader(self.header)
        self._make_header()
        self.header.setSectionsClickable(True)
        self.header.setFocusProxy(None)  # type: ignore[arg-type]  # Qt gives the header's focus to the rows
        self._fit_rows()
        self.header.left.connect(self._on_header_left)
        bind("Ctrl+A", self.all_wanted.emit, self, Qt.ShortcutContext.WidgetShortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, tick on, take ticks away, or go into the header."""
        row, plain = self.currentIndex().row(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self._anchor = self._reached = row
            self.toggled.emit(row)
        elif event.key() == Qt.Key.Key_Escape and self.any_ticked:
            self.none_wanted.emit()
        elif event.key() == _UP and plain and row <= 0:
            self.header.enter()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain and row >= 0:
            last = self.model().rowCount() - 1
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else last)
        elif event.key() in (_UP, _DOWN) and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._stretch(row, row + (1 if event.key() == _DOWN else -1))
        else:
            if event.key() not in _MODIFIERS:  # Shift itself is pressed before the arrow
                self._anchor = -1
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick a box, with Shift all boxes from the last one ticked."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or index.column() != self._tick:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor >= 0:
            self._stretch_to(index.row())
        else:
            self._anchor = self._reached = index.row()
            self.toggled.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on a box are two clicks, and open nothing."""
        if self.indexAt(event.position().toPoint()).column() == self._tick:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row: by the right button, the menu key, or Shift+F10."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            self.scrollTo(index)
            place = self.visualRect(index.siblingAtColumn(self._tick + 1)).bottomLeft()
        else:
            index = self.indexAt(event.pos())
            place = event.pos()
        if index.isValid():
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(place))

    def _stretch(self, row: int, target: int) -> None:
        if row < 0 or not 0 <= target < self.model().rowCount():
            return
        if self._anchor < 0:
            self._anchor = self._reached = row
        self.setCurrentIndex(self.model().index(target, max(self.currentIndex().column(), 0)))
        self._stretch_to(target)

    def _stretch_to(self, target: int) -> None:
        before, self._reached = self._reached, target
        self.stretched.emit(self._anchor, before, target)

    def _on_header_left(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
