"""The focus ring is around what has the focus, and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.focus_ring import FocusRing
from streetlaw.ui.parts.search_field import SearchField

LEFT = Qt.MouseButton.LeftButton


def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    return made


def test_the_ring_follows_the_focus(qtbot: QtBot) -> None:
    host = window(qtbot)
    column = QVBoxLayout(host)
    column.setContentsMargins(20, 20, 20, 20)
    button, line, search = Button("Save"), QLineEdit(), SearchField("Find", name="Find")
    for widget in (button, line, search):
        column.addWidget(widget)
    ring = FocusRing(host)
    for widget, target, gap in ((button, button, 3), (line, line, 1), (search.edit, search, 1)):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        assert ring.target() is target
        assert ring.isVisible()
        assert ring.geometry() == target.geometry().adjusted(-gap, -gap, gap, gap)
    host.resize(900, 700)
    qtbot.waitUntil(lambda: ring.geometry() == search.geometry().adjusted(-1, -1, 1, 1))
    assert not ring.grab().isNull()
    button.setFocus()
    button.hide()
    assert ring.target() is not button or not ring.isVisible()


def test_the_ring_outlives_what_it_was_around(qtbot: QtBot) -> None:
    host = window(qtbot)
    column = QVBoxLayout(host)
    first, second = Button("One"), Button("Two")
    column.addWidget(first)
    column.addWidget(second)
    ring = FocusRing(host)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(first.destroyed):
        first.deleteLater()
    second.setFocus()
    assert ring.target() is second


def test_the_ring_stays_inside_what_scrolls(qtbot: QtBot) -> None:
    host = window(qtbot)
    column = QVBoxLayout(host)
    area, inner = QScrollArea(), QWidget()
    lines = QVBoxLayout(inner)
    buttons = [Button(str(number)) for number in range(40)]
    for button in buttons:
        lines.addWidget(button)
    area.setWidget(inner)
    column.addWidget(area)
    ring = FocusRing(host)
    buttons[0].setFocus()
    qtbot.waitUntil(ring.isVisible)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not ring.isVisible()
    area.verticalScrollBar().setValue(0)
    assert ring.isVisible()
