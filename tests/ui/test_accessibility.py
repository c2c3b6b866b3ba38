"""Every screen for those who do not see it, or do not use a mouse: names, roles, Tab, focus, targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, zip_longest
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QRadioButton,
    QWidget,
)

from streetlaw.ui.page import Page
from streetlaw.ui.reading_order import stops
from streetlaw.ui.shell.chrome import Chrome
from streetlaw.ui.window import Window
from tests import shown
from tests.ui import accessible_tree as tree
from tests.ui.every_screen import look_at_all

SIZES = ((1366, 768), (683, 384))


def test_everything_is_called_something(qapp: QApplication, demo_vaults: Mapping[str, Path]) -> None:
    def check(_screen: shown.Screen, _page: Page, window: Window) -> list[str]:
        return list(tree.badly_named(window))

    assert look_at_all(qapp, demo_vaults, check) == []


def test_tab_follows_reading_and_the_focus_is_seen(qapp: QApplication,
                                                   demo_vaults: Mapping[str, Path]) -> None:
    assert look_at_all(qapp, demo_vaults, _by_keyboard, sizes=SIZES) == []


def _by_keyboard(_screen: shown.Screen, _page: Page, window: Window) -> list[str]:
    chrome = window.findChild(Chrome)
    assert chrome is not None
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    order = stops(chrome)
    found = [f"Tab does not reach {tree.told(widget)}" for widget in _never_reached(chrome, order)]
    there, back = tree.tabbed(window, order[0]), tree.tabbed(window, order[0], forward=False)
    for came, meant in zip_longest(there, order):
        if came is not meant:
            found.append(f"Tab goes to {tree.told(came)}, not to {tree.told(meant)}")
            break
    if not all(map(_same_stop, back, [order[0], *reversed(order[1:])])):
        found.append("Shift+Tab does not lead back")
    found += _in_order(chrome, order, window)
    for widget in there:
        widget.setFocus()
        chrome.focusNextPrevChild(True)
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        if focused is not None and (wrong := tree.without_ring(focused, window)):
            found.append(wrong)
    return found


def _same_stop(one: QWidget, other: QWidget) -> bool:
    """The same, or another line of the same list: settings light the block that is in view."""
    return one is other or one.parentWidget() is other.parentWidget()


def _in_order(chrome: Chrome, order: list[QWidget], window: Window) -> Iterator[str]:
    panes = list(chrome.panes())
    for one, other in pairwise(order):
        here = next((pane for pane in panes if pane.isAncestorOf(one)), None)
        if here is not None and here.isAncestorOf(other) and tree.against_reading(one, other, window):
            yield f"Tab goes back from {tree.told(one)} to {tree.told(other)}"


def _never_reached(root: QWidget, order: list[QWidget]) -> list[QWidget]:
    return [widget for widget in shown.visible(root)
            if tree.is_stop(widget) and widget not in order and not _is_part(widget)
            and not isinstance(widget, QRadioButton)]


def _is_part(widget: QWidget) -> bool:
    """The line of a combo or spin box: its box is the stop."""
    return isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
