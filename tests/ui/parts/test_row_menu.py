"""Menus of rows: by the right button and by Shift+F10, on pages and in questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.ui import keys
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.row_menu import offer_menu
from streetlaw.ui.parts.rows import ButtonRow, ListRow

Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Shows something in a window with the keys of the program."""
    def show(row: QWidget) -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        QVBoxLayout(window).addWidget(row)
        keys.bind_menu(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window
    return show


def opened() -> QMenu:
    """The one menu that is open."""
    (menu,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible())
    return menu


def test_a_row_offers_its_deeds_by_key_and_mouse(shown: Shown, qtbot: QtBot) -> None:
    done: list[str] = []
    row = ButtonRow("A row")
    offer_menu(row, ("Open & read", lambda: done.append("read")), ("Remove", lambda: done.append("removed")))
    window = shown(row)
    row.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert [action.text() for action in opened().actions()] == ["Open && read", "Remove"]
    opened().actions()[1].trigger()
    opened().close()
    right_click(row)
    opened().actions()[0].trigger()
    opened().close()
    assert done == ["removed", "read"]


def test_a_row_to_read_opens_the_menu_of_its_button(shown: Shown, qtbot: QtBot) -> None:
    more = IconButton("dots-three-vertical", "What to do")
    menu = QMenu(more)
    menu.addAction("Look at it")
    more.setMenu(menu)
    row = ListRow("A file", trailing=more)
    window = shown(row)
    more.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert opened() is menu
    menu.close()
    right_click(row)
    assert opened() is menu
    menu.close()


def test_questions_open_menus_by_key_too(qtbot: QtBot) -> None:
    question = Question(None, "Sure?", "Think.", safe="No", verb="Yes")
    qtbot.addWidget(question)
    line = QLineEdit("word")
    question.body.addWidget(line)
    question.open()
    question.activateWindow()
    qtbot.waitUntil(question.isActiveWindow)
    line.setFocus()
    qtbot.keyClick(question, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert opened().actions()
    opened().close()


def right_click(widget: QWidget) -> None:
    """What the system sends for the right button: the widget test library presses it only."""
    at = QPoint(5, 5)
    QApplication.sendEvent(widget, QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at)))
