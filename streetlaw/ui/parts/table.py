"""Tables: rows with hairlines, one stop of Tab, cells that can be badges, mask bars or two lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from streetlaw.ui import theme
from streetlaw.ui.parts.cells import Role, paint_cell, told

__all__ = ["Role", "RowDelegate", "TableView"]

ROW, DENSE_ROW, TWO_LINE_ROW = 40, 32, 52
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
           Qt.FocusReason.ShortcutFocusReason)


_BOXES = 8
_CHECKED = (Qt.CheckState.Checked, Qt.CheckState.Checked.value)


@contextmanager
def painting(target: QPixmap) -> Iterator[QPainter]:
    """Paint on a picture."""
    painter = QPainter(target)
    try:
        yield painter
    finally:
        painter.end()


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of a TableView."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[tuple[theme.Theme, float, bool], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row; two-line rows are higher."""
        hint = super().sizeHint(option, index)
        two = index.data(Role.SECOND) is not None
        return QSize(hint.width() + theme.current().px(20), theme.current().px(TWO_LINE_ROW if two else ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, hairline and content of a cell."""
        shown = theme.current()
        view = self.parent()
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        data = told(index)
        painter.save()
        if selected:
            painter.fillRect(rect, shown.color("selection"))
        elif isinstance(view, TableView) and index.row() == view.hovered_row():
            painter.fillRect(rect, shown.color("hover"))
        elif data(Role.MUTED):
            painter.fillRect(rect, shown.color("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, shown.color("border"))
        area = rect.adjusted(shown.px(10), 0, -shown.px(10), -1)
        if (state := data(Qt.ItemDataRole.CheckStateRole)) is not None:
            self._paint_check(painter, rect, checked=state in _CHECKED)
            area.setLeft(area.left() + shown.px(24))
        self.paint_content(painter, area, index, selected=selected)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
                    index: QModelIndex | QPersistentModelIndex) -> bool:
        """Change nothing by the mouse: the table ticks its boxes itself."""
        del event, model, option, index
        return False

    def paint_content(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, *, selected: bool
    ) -> None:
        """Paint what stands in a cell; override for a row of another make."""
        paint_cell(painter, area, index, selected=selected)

    def _paint_check(self, painter: QPainter, rect: QRect, *, checked: bool) -> None:
        side, left = theme.current().px(16), theme.current().px(10)
        place = QPoint(rect.left() + left, rect.top() + (rect.height() - side) // 2)
        painter.drawPixmap(place, self._box(side, painter.device().devicePixelRatioF(), checked=checked))

    def _box(self, side: int, ratio: float, *, checked: bool) -> QPixmap:
        """The box, drawn once by the style: asking it for each row takes as long as all the rest."""
        key = (theme.current(), ratio, checked)
        if key not in self._boxes:
            box = QStyleOptionViewItem()
            box.rect = QRect(0, 0, side, side)
            box.state = QStyle.StateFlag.State_Enabled | (
                QStyle.StateFlag.State_On if checked else QStyle.StateFlag.State_Off)
            drawn = QPixmap(round(side * ratio), round(side * ratio))
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            view = self.parent()
            if isinstance(view, QWidget):
                element = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
                with painting(drawn) as painter:
                    view.style().drawPrimitive(element, box, painter, view)
            self._boxes = {**self._boxes, key: drawn} if len(self._boxes) < _BOXES else {key: drawn}
        return self._boxes[key]


class TableView(QTableView):
    """A table to choose a row from: arrows move, Enter or a double click opens."""

    opened = Signal(QModelIndex)
    """The person opened a row."""

    def __init__(
        self, name: str, *, dense: bool = False, two_line: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row_height = DENSE_ROW if dense else TWO_LINE_ROW if two_line else ROW
        self._hovered = -1
        self._widths: tuple[int | None, ...] = ()
        self.setProperty("ring", "none")
        self._make_quiet()
        self._make_header()
        self.setItemDelegate(RowDelegate(self))
        self._fit_rows()
        self.doubleClicked.connect(self.opened)

    def hovered_row(self) -> int:
        """Return the row below the pointer, or -1."""
        return self._hovered

    def set_widths(self, widths: Sequence[int | None]) -> None:
        """Set the widths of the columns in px; those of None share the rest."""
        self._widths = tuple(widths)
        header = self.horizontalHeader()
        header.setStretchLastSection(None not in widths)  # it would share the rest too, and then be too wide
        for column, width in enumerate(widths):
            if width is None:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(column, theme.current().px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a row as soon as there is the focus, and in view."""
        super().focusInEvent(event)
        current = self.currentIndex()
        if not current.isValid() and event.reason() in _BY_KEY and self.model() is not None:
            current = self.model().index(0, 0)
            self.setCurrentIndex(current)
        if current.isValid():
            self.scrollTo(current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row below the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        """Tint no row."""
        super().leaveEvent(event)
        self._hover(-1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the zoom."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_rows()
            self.set_widths(self._widths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the focus inside the current one."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        shown = theme.current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shown.color("focus"), 2))
        painter.drawRoundedRect(QRectF(self.focus_row()), shown.px(4), shown.px(4))

    def focus_row(self) -> QRect:
        """Return where the focus is painted, in the viewport: the current row, or all when there is none."""
        view = self.viewport().rect()
        row = self.visualRect(self.currentIndex())
        if not row.isValid():
            return view.adjusted(1, 1, -2, -2)
        width = min(self.horizontalHeader().length(), view.width())
        return QRect(1, row.top() + 1, width - 3, row.height() - 4)

    def _make_quiet(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAlternatingRowColors(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _make_header(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionsClickable(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().px(self._row_height))
        self.horizontalHeader().setMinimumHeight(theme.current().px(33))

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()
