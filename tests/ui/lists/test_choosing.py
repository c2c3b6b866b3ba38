"""Choosing rows, ordering by columns, kept views and what is done with many rows: on the client list."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case, CaseOutcome, CaseStatus
from streetlaw.domain.client import Client, Risk
from streetlaw.domain.code import code
from streetlaw.domain.saved_view import SavedView
from streetlaw.ui import files
from streetlaw.ui.clients.model import CODE, CONTACT
from streetlaw.ui.clients.page import ClientsPage
from streetlaw.ui.desk import Desk
from streetlaw.ui.lists.model import TICK
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

XVFB = shutil.which("xvfb-run")
ROOT = Path(__file__).parents[3]
DOWN, UP, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def people(memory_vault: MemoryVault) -> list[Client]:
    """Six people with an open case each, the first one seen last."""
    with memory_vault.work() as work:
        made = [work.add(Client(code=code(1000 + number), named=True, family_name=name,
                                last_contact=work.today.replace(day=20 - number)))
                for number, name in enumerate(("Асанов", "Бекова", "Ким", "Юсупов", "Ли", "Төлөгөнова"))]
        for client in made:
            work.add(Case(client_id=client.id, status=CaseStatus.OPEN))
        work.commit("people.added")
    return made


@pytest.fixture
def page(shell: Shell, people: list[Client], qtbot: QtBot) -> ClientsPage:
    shell.navigator.go(Route("clients"))
    page = cast(ClientsPage, shell.navigator.page)
    qtbot.waitUntil(lambda: page.model.rowCount() == len(people) and page.model.line(0) is not None)
    page.table.setFocus()
    page.table.selectRow(0)
    return page


def chosen(page: ClientsPage, people: list[Client]) -> list[int]:
    return sorted([one.id for one in people].index(id) for id in page.model.chosen)


def lines(menu: QMenu) -> dict[str, Callable[[], None]]:
    return {action.text(): action.trigger for action in menu.actions() if action.text()}


# ── Ticks ────────────────────────────────────────────────────────────────────────────────────────────────


def test_space_ticks_and_shift_with_arrows_ticks_on(page: ClientsPage, people: list[Client],
                                                    qtbot: QtBot) -> None:
    assert page.choosing.bar.isHidden()
    qtbot.keyClick(page.table, SPACE)
    assert chosen(page, people) == [0]
    assert page.choosing.bar.isVisible()
    assert page.filters.isHidden()
    for _ in range(3):
        qtbot.keyClick(page.table, DOWN, SHIFT)
    assert chosen(page, people) == [0, 1, 2, 3]
    qtbot.keyClick(page.table, UP, SHIFT)
    assert chosen(page, people) == [0, 1, 2]
    qtbot.keyClick(page.table, SPACE)
    assert chosen(page, people) == [0, 1]
    assert page.choosing.bar.number.text() == "2 chosen"
    assert page.table.header._state is Qt.CheckState.PartiallyChecked
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert chosen(page, people) == []
    assert page.choosing.bar.isHidden()
    assert page.filters.isVisible()


def test_all_are_ticked_by_keys_and_by_the_header(page: ClientsPage, people: list[Client],
                                                  qtbot: QtBot) -> None:
    page.table.all_wanted.emit()
    assert len(page.model.chosen) == len(people)
    qtbot.keyClick(page.table, SPACE)
    assert chosen(page, people) == [1, 2, 3, 4, 5]
    header = page.table.header
    place = QPoint(header.sectionViewportPosition(TICK) + 18, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(page.model.chosen) == len(people)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.model.number == 0


def test_the_mouse_ticks_boxes_and_with_shift_those_between(page: ClientsPage, people: list[Client],
                                                            qtbot: QtBot) -> None:
    def click(row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = page.table.visualRect(page.model.index(row, TICK)).center()
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    click(1)
    assert chosen(page, people) == [1]
    click(4, SHIFT)
    assert chosen(page, people) == [1, 2, 3, 4]
    click(2, SHIFT)
    assert chosen(page, people) == [1, 2]
    click(2)
    assert chosen(page, people) == [1]
    assert page.navigator.route == Route("clients")


def test_a_box_tells_screen_readers_its_state_and_can_be_set(page: ClientsPage) -> None:
    index = page.model.index(2, TICK)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "not chosen"
    assert page.model.setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "chosen"
    assert index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not page.model.setData(page.model.index(2, CODE), "x")


def test_another_search_chooses_nothing_and_erasing_forgets(page: ClientsPage, people: list[Client],
                                                            memory_vault: MemoryVault, desk: Desk,
                                                            qtbot: QtBot) -> None:
    page.model.choose(0, 2)
    with memory_vault.work() as work:
        client = work.get(Client, people[1].id)
        for case in work.list(Case, client_id=client.id):
            work.remove(case)
        work.remove(client)
        outcome = work.commit("client.erased")
    desk.changed.emit(outcome)
    qtbot.waitUntil(lambda: page.model.rowCount() == len(people) - 1)
    assert chosen(page, people) == [0, 2]
    page.search.setText("ким")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.number == 0


# ── Order ────────────────────────────────────────────────────────────────────────────────────────────────


def codes(page: ClientsPage, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: page.asking.is_whole and page.asking.query == page.query())
    return [str(page.model.index(row, CODE).data()) for row in range(page.model.rowCount())]


def test_a_click_on_a_column_orders_by_it_and_again_turns_round(page: ClientsPage, people: list[Client],
                                                               qtbot: QtBot) -> None:
    header = page.table.header
    place = QPoint(header.sectionViewportPosition(CODE) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    rising = sorted(one.code for one in people)
    assert codes(page, qtbot) == rising
    assert (header._sorted, header._rising) == (CODE, True)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert codes(page, qtbot) == rising[::-1]
    assert (header._sorted, header._rising) == (CODE, False)


def test_the_keyboard_orders_by_a_column(page: ClientsPage, people: list[Client], qtbot: QtBot) -> None:
    header = page.table.header
    qtbot.keyClick(page.table, UP)
    assert page.window().focusWidget() is header
    assert header.accessibleName() == "Sort by: Contact, falling"
    for _ in range(9):
        qtbot.keyClick(header, Qt.Key.Key_Left)
    assert header.accessibleName() == "Choose all"
    qtbot.keyClick(header, Qt.Key.Key_Right)
    qtbot.keyClick(header, Qt.Key.Key_Return)
    assert codes(page, qtbot) == sorted(one.code for one in people)
    assert header.accessibleName() == "Sort by: Code, rising"
    qtbot.keyClick(header, DOWN)
    assert page.window().focusWidget() is page.table


def test_home_and_end_lead_to_the_first_and_the_last_row(page: ClientsPage, people: list[Client],
                                                         qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == len(people) - 1
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.currentIndex().row() == 0


# ── The menu of a row ────────────────────────────────────────────────────────────────────────────────────


def test_the_menu_key_opens_what_can_be_done_with_the_row(page: ClientsPage, people: list[Client]) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(page.table.viewport(), event)
    assert page.choosing.menu is not None
    offered = lines(page.choosing.menu)
    assert {"Open", "Edit the person", "Refer", "New incident", "Copy the code", "Choose"} <= set(offered)
    offered["Copy the code"]()
    assert QApplication.clipboard().text() == people[0].code
    offered["Choose"]()
    assert chosen(page, people) == [0]
    page.choosing.menu.hide()


@pytest.mark.parametrize("row", [0, 3, 5])
def test_shift_and_f10_open_the_menu_under_the_row_one_stands_on(page: ClientsPage, people: list[Client],
                                                                 qtbot: QtBot, row: int) -> None:
    page.table.setFixedHeight(3 * page.table.rowHeight(0))
    page.table.selectRow(row)
    page.table.verticalScrollBar().setValue(0)
    qtbot.keyClick(page.table, Qt.Key.Key_F10, SHIFT)
    menu = page.choosing.menu
    assert menu is not None
    assert menu.isVisible()
    lines(menu)["Copy the code"]()
    assert QApplication.clipboard().text() == people[row].code
    view = page.table.viewport()
    below = view.mapFromGlobal(menu.pos())
    assert view.rect().adjusted(0, 0, 0, 2).contains(below)
    assert page.table.rowAt(below.y() - 2) in (row, -1)
    menu.hide()


def test_shift_and_f10_open_the_menu_of_a_field_too(page: ClientsPage, qtbot: QtBot) -> None:
    page.search.edit.setFocus()
    qtbot.keyClick(page.search.edit, Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()
    menu.close()


ON_A_SCREEN = """
import subprocess
from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from streetlaw.ui import theme
from streetlaw.ui.keys import bind_menu
from streetlaw.ui.parts.list_table import ListTable
application = QApplication([])
theme.apply(application, theme.Theme())
window, table = QMainWindow(), ListTable("people", tick=-1)
table.setModel(QStringListModel([str(number) for number in range(50)]))
window.setCentralWidget(table)
bind_menu(window)
keys = ["Menu", "shift+F10"]
def on_menu(index, place):
    row = table.viewport().mapFromGlobal(place).y() - 2
    print(index.row(), table.rowAt(row), flush=True)
    press() if keys else application.quit()
def press():
    subprocess.run(["xdotool", "windowfocus", str(int(window.winId())), "key", keys.pop(0)], check=True)
table.menu_wanted.connect(on_menu)
window.show()
table.setFocus()
table.selectRow(40)
QTimer.singleShot(0, press)
QTimer.singleShot(30000, application.quit)
application.exec()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or not (XVFB and shutil.which("xdotool")),
                    reason="xvfb-run or xdotool is not here: the menu keys of a real keyboard were not tried")
def test_on_a_screen_both_keys_open_the_menu_of_the_row(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    done = subprocess.run([str(XVFB), "-a", sys.executable, "-c", ON_A_SCREEN], cwd=ROOT, env=environment,
                          capture_output=True, text=True, timeout=300, check=False)
    if "could not connect to display" in done.stderr or "plugin" in done.stderr:
        pytest.skip("no window can be shown here: the menu keys of a real keyboard were not tried")
    assert done.stdout.split() == ["40"] * 4, done.stderr


def test_the_menu_of_a_chosen_row_is_about_all_chosen(page: ClientsPage, people: list[Client],
                                                      qtbot: QtBot) -> None:
    page.model.choose(0, 2)
    page.choosing.open_menu(people[1].id, QPoint())
    assert page.choosing.menu is not None
    assert "Open" not in lines(page.choosing.menu)
    below = next(action.menu() for action in page.choosing.menu.actions() if action.text() == "Risk")
    cast(QMenu, below).actions()[2].trigger()
    qtbot.waitUntil(lambda: all(page.model.line(row) and page.model.line(row).risk == Risk.HIGH  # type: ignore[union-attr]
                                for row in range(3)))
    page.choosing.menu.hide()


def test_the_preview_opens_the_same_menu_and_the_person(page: ClientsPage, people: list[Client],
                                                        qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.preview._code.text() == people[0].code)
    page.preview.more.click()
    assert page.choosing.menu is not None
    page.choosing.menu.hide()
    page.preview.edit.click()
    assert page.navigator.route == Route("client", people[0].id, "person")


# ── What is done with many ───────────────────────────────────────────────────────────────────────────────


def button(page: ClientsPage, text: str) -> QPushButton:
    return next(one for one in page.choosing.bar.buttons
                if isinstance(one, QPushButton) and one.text() == text)


def test_cases_of_chosen_people_are_closed_together_and_opened_again(
    page: ClientsPage, people: list[Client], memory_vault: MemoryVault, desk: Desk, qtbot: QtBot
) -> None:
    page.model.choose(0, 1)
    menu = button(page, "Close cases").menu()
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    with memory_vault.work() as work:
        assert {one.client_id for one in work.list(Case, outcome=CaseOutcome.SOLVED)} == {
            people[0].id, people[1].id}
    assert page.model.number == 0
    desk.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)


def test_chosen_people_lead_to_a_review_of_their_open_cases(page: ClientsPage, people: list[Client],
                                                            memory_vault: MemoryVault, qtbot: QtBot) -> None:
    page.model.choose(1, 2)
    button(page, "Ask for a review").click()
    qtbot.waitUntil(lambda: page.navigator.route.place == "exchange")
    with memory_vault.work() as work:
        cases = {work.list(Case, client_id=one.id)[0].id for one in people[1:3]}
    assert set(page.navigator.route.extra["cases"].split(",")) == cases


def test_a_table_of_codes_holds_no_name(page: ClientsPage, people: list[Client], tmp_path: Path,
                                        memory_vault: MemoryVault, monkeypatch: pytest.MonkeyPatch,
                                        qtbot: QtBot) -> None:
    target = tmp_path / "people.csv"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_args, **_more: target)
    page.desk.names.toggle()
    page.model.choose_all(on=True)
    button(page, "Save a table…").click()
    qtbot.waitUntil(lambda: memory_vault.kept.log[-1].name == "list.exported")
    text = target.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[0] for row in rows] == ["Code", *(one.code for one in people)]
    assert not any(one.family_name in text for one in people)


def test_nothing_is_saved_when_no_place_is_chosen(page: ClientsPage, memory_vault: MemoryVault,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_args, **_more: None)
    before = len(memory_vault.kept.log)
    page.model.choose(0, 0)
    button(page, "Save a table…").click()
    assert len(memory_vault.kept.log) == before


# ── Views ────────────────────────────────────────────────────────────────────────────────────────────────


def named_view(page: ClientsPage, name: str, qtbot: QtBot) -> None:
    lines(page.keeping.chip.menu())["Keep this view…"]()
    assert page.keeping.line.isVisible()
    page.keeping.line.edit.setText(name)
    qtbot.keyClick(page.keeping.line.edit, Qt.Key.Key_Return)


def test_a_view_is_kept_shown_renamed_removed_and_brought_back(
    page: ClientsPage, desk: Desk, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    page.filters.risk.choose("high")
    page.order_by(CODE)
    named_view(page, "Опасные", qtbot)
    chip = page.keeping.chip
    qtbot.waitUntil(lambda: chip.text() == "Опасные")
    assert page.keeping.line.isHidden()
    page.clear()
    qtbot.waitUntil(lambda: chip.text() == "Views")
    lines(chip.menu())["Опасные"]()
    assert (page.filters.risk.key, page.order, chip.text()) == ("high", "code", "Опасные")
    lines(chip.menu())["Rename this view…"]()
    page.keeping.line.edit.setText("Риск")
    page.keeping.line.keep.click()
    qtbot.waitUntil(lambda: chip.text() == "Риск")
    lines(chip.menu())["Remove this view"]()
    qtbot.waitUntil(lambda: chip.text() == "Views")
    desk.undo()
    qtbot.waitUntil(lambda: chip.text() == "Риск")
    with memory_vault.work() as work:
        assert [view.name for view in work.list(SavedView)] == ["Риск"]


def test_a_name_that_is_taken_is_refused_where_it_is_typed(page: ClientsPage, qtbot: QtBot) -> None:
    named_view(page, "Мои", qtbot)
    qtbot.waitUntil(lambda: page.keeping.chip.text() == "Мои")
    page.order_by(CODE)
    named_view(page, "мои", qtbot)
    qtbot.waitUntil(lambda: "already" in page.keeping.line.error.text())
    qtbot.keyClick(page.keeping.line.edit, Qt.Key.Key_Escape)
    assert page.keeping.line.isHidden()
    assert page.filters.isVisible()
    assert page.window().focusWidget() is page.keeping.chip


def test_a_list_is_found_as_it_was_left_but_without_the_search(page: ClientsPage, people: list[Client],
                                                               desk: Desk, qtbot: QtBot) -> None:
    page.filters.open.click()
    page.order_by(CONTACT)
    page.search.setText("ким")
    codes(page, qtbot)
    fresh = Shell(desk)
    qtbot.addWidget(fresh)
    fresh.show()
    fresh.navigator.go(Route("clients"))
    again = cast(ClientsPage, fresh.navigator.page)
    qtbot.waitUntil(lambda: again.model.rowCount() == len(people))
    assert (again.order, again.backwards, again.filters.open.isChecked()) == ("recent", True, False)
    assert again.search.text() == ""
    assert again.model.record_id(0) == people[-1].id


# ── Room ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_narrow_list_has_fewer_columns_and_its_filters_behind_a_button(page: ClientsPage, shell: Shell,
                                                                         qtbot: QtBot) -> None:
    assert page.filter_button.isHidden()
    shell.resize(720, 500)
    qtbot.waitUntil(page.filter_button.isVisible)
    assert page.filter_button.text() == "Filters: 1"
    assert page.table.isColumnHidden(CONTACT)
    assert page.filters.isHidden()
    page.filter_button.click()
    assert page.filters.isVisible()
