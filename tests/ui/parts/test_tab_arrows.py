"""Tabs for which there is no room at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from streetlaw.ui import theme
from streetlaw.ui.parts.tabs import Tabs


def test_the_arrows_are_seen_large_enough_and_bring_the_last_tab(qtbot: QtBot) -> None:
    tabs = Tabs("parts")
    qtbot.addWidget(tabs)
    for number in range(9):
        tabs.add(f"A rather long name {number}")
    tabs.resize(500, 40)
    tabs.show()
    qtbot.waitExposed(tabs)
    arrows = tabs.findChildren(QToolButton)
    assert [arrow.isVisible() for arrow in arrows] == [True, True]
    assert all(arrow.width() >= theme.current().px(32) for arrow in arrows)
    assert not any(arrow.icon().isNull() or arrow.arrowType() is not Qt.ArrowType.NoArrow for arrow in arrows)
    assert tabs.tabRect(8).left() > tabs.width()
    for _press in range(9):
        qtbot.mouseClick(arrows[1], Qt.MouseButton.LeftButton)
    assert tabs.tabRect(8).right() <= tabs.width()
