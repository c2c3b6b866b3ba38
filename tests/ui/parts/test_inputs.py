"""The search field and the passphrase field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QWidget,
)
from pytestqt.qtbot import QtBot

from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.search_field import SearchField

LEFT = Qt.MouseButton.LeftButton


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_search_follows_the_typing_once_it_pauses(qtbot: QtBot) -> None:
    search = SearchField("Find", name="Find a client", keys="Ctrl F", note="code, name")
    qtbot.addWidget(search)
    search.show()
    with qtbot.waitSignal(search.searched) as got:
        qtbot.keyClicks(search.edit, "4172")
    assert got.args == ["4172"]
    assert name_of(search.edit) == "Find a client"
    with qtbot.waitSignal(search.left):
        qtbot.keyClick(search.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(search.submitted):
        qtbot.keyClick(search.edit, Qt.Key.Key_Return)
    qtbot.keyClick(search.edit, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_a_note_gives_way_to_what_may_be_typed(qtbot: QtBot) -> None:
    search = SearchField("Find a client", name="Find", note="by code, name, phone, note")
    qtbot.addWidget(search)
    search.resize(600, 32)
    search.show()
    assert search._note.isVisible()
    search.resize(240, 32)
    assert not search._note.isVisible()
    search.set_note("158 facts")
    assert search._note.isVisible()


def test_a_search_is_cleared_by_its_cross(qtbot: QtBot) -> None:
    search = SearchField("Find", name="Find")
    qtbot.addWidget(search)
    search.show()
    search.setText("4172")
    with qtbot.waitSignal(search.searched) as got:
        qtbot.mouseClick(search._clear, LEFT)
    assert got.args == [""]
    assert not search._clear.isVisible()


def test_a_passphrase_is_hidden_until_the_eye_is_pressed(qtbot: QtBot) -> None:
    field = PasswordField(name="Passphrase")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.edit, "secret")
    assert field.edit.displayText() != "secret"
    qtbot.mouseClick(field._eye, LEFT)
    assert field.edit.displayText() == field.text() == "secret"
    assert name_of(field._eye) == "Hide the passphrase"
    assert name_of(field.edit) == "Passphrase"
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    field.clear()
    assert field.text() == ""
    assert not field.is_revealed()


def test_a_passphrase_says_letters_and_caps_lock(qtbot: QtBot) -> None:
    field = PasswordField(name="Passphrase")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.edit, "a")
    assert field.hint.text() == "The keyboard writes Latin. Caps Lock is off."
    qtbot.keyClick(field.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert field.hint.text().endswith("Caps Lock is off.") or field.hint.text().endswith("Caps Lock is on.")
    field.edit.key_typed.emit("Ң", False)
    assert field.hint.text() == "The keyboard writes Cyrillic. Caps Lock is on."
    field.edit.key_typed.emit("ң", False)
    assert field.hint.text() == "The keyboard writes Cyrillic. Caps Lock is off."
