"""Tables: one stop of Tab, Enter opens, cells look as the model says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from streetlaw.ui import theme
from streetlaw.ui.parts.table import Role, TableView

CELLS: tuple[Mapping[int, Any], ...] = (
    {Qt.ItemDataRole.DisplayRole: "4172-K", Role.STRONG: True},
    {Qt.ItemDataRole.DisplayRole: "hidden", Role.MASK: 96},
    {Qt.ItemDataRole.DisplayRole: "Overdue", Role.BADGE: ("danger", "clock", "Overdue")},
    {Qt.ItemDataRole.DisplayRole: "2 days", Role.ICON: ("clock", "danger"), Role.INK: "danger"},
    {Qt.ItemDataRole.DisplayRole: "Complaint", Role.SECOND: "our limit"},
    {Qt.ItemDataRole.DisplayRole: "7c1e", Role.MONO: True, Role.MUTED: True},
    {Qt.ItemDataRole.DisplayRole: "Done", Qt.ItemDataRole.CheckStateRole: 2},
)


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    made = TableView("Clients")
    qtbot.addWidget(made)
    model = QStandardItemModel(3, len(CELLS), made)
    for row in range(3):
        for column, cell in enumerate(CELLS):
            for role, value in cell.items():
                model.setData(model.index(row, column), value, int(role))
    made.setModel(model)
    made.set_widths([90, 120, 120, 100, None, 80, 80])
    made.resize(900, 300)
    made.show()
    made.activateWindow()
    return made


def test_rows_are_40_px_high(table: TableView) -> None:
    assert [table.rowHeight(row) for row in range(3)] == [40, 40, 40]
    assert TableView("Dense", dense=True).verticalHeader().defaultSectionSize() == 32
    assert TableView("Two", two_line=True).verticalHeader().defaultSectionSize() == 52


def test_one_column_takes_the_rest(table: TableView) -> None:
    assert table.columnWidth(0) == 90
    assert table.columnWidth(4) > 100
    assert table.horizontalHeader().length() <= table.viewport().width()
    for column in (5, 6):  # as in a narrow window: the last one left shares nothing and keeps its width
        table.setColumnHidden(column, True)
    table.set_widths([None, 120, 120, 100, 310, 80, 80])
    table.resize(860, 300)
    assert table.horizontalHeader().length() == table.viewport().width()
    assert table.columnWidth(4) == 310


def test_enter_and_double_click_open_the_row(qtbot: QtBot, table: TableView) -> None:
    table.setCurrentIndex(table.model().index(1, 0))
    with qtbot.waitSignal(table.opened) as got:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert isinstance(got.args[0], QModelIndex)
    assert got.args[0].row() == 1
    place = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.opened) as again:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert again.args[0].row() == 2


def test_enter_in_an_empty_table_opens_nothing(qtbot: QtBot) -> None:
    table = TableView("Empty")
    qtbot.addWidget(table)
    with qtbot.assertNotEmitted(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_tab_leaves_the_table(table: TableView) -> None:
    assert not table.tabKeyNavigation()


def test_the_row_below_the_pointer_is_tinted(table: TableView) -> None:
    place, none = QPointF(300, 100), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(table.viewport(), move)
    assert table.hovered_row() == 2
    shown = colour_at(table, 2, 85)
    assert shown == theme.current().color("hover").name()
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert table.hovered_row() == -1


def colour_at(table: TableView, x: int, y: int) -> str:
    image: QImage = table.viewport().grab().toImage()
    return image.pixelColor(min(x, image.width() - 2), y).name()


def test_a_selected_row_is_tinted(table: TableView) -> None:
    table.selectRow(0)
    assert colour_at(table, 2, 5) == theme.current().color("selection").name()


def test_a_suppressed_cell_stands_on_sunken_ground(table: TableView) -> None:
    left = table.columnViewportPosition(5)
    assert colour_at(table, left + 2, 85) == theme.current().color("sunken").name()


def test_the_current_row_shows_the_focus(qtbot: QtBot, table: TableView) -> None:
    table.setCurrentIndex(table.model().index(1, 0))
    table.clearFocus()
    before = table.viewport().grab().toImage()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.viewport().grab().toImage() != before


def test_masks_of_one_column_are_alike(table: TableView) -> None:
    def mask(row: int, name: str) -> QImage:
        index = table.model().index(row, 1)
        table.model().setData(index, name, Qt.ItemDataRole.ToolTipRole)
        return table.viewport().grab(table.visualRect(index)).toImage()

    assert mask(1, "A") == mask(2, "Токтогулова Мээрим")


def test_screen_readers_hear_the_words_of_a_cell(table: TableView) -> None:
    assert table.model().index(0, 1).data() == "hidden"
    assert table.accessibleName() == "Clients"
