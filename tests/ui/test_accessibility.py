"""Every screen for those who do not see it, or do not use a mouse: names, roles, Tab, focus, targets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QTabBar,
    QWidget,
)

from streetlaw.domain.client import Client
from streetlaw.ui.law.cards import PaperRow
from streetlaw.ui.page import Page
from streetlaw.ui.reading_order import stops
from streetlaw.ui.shell.chrome import Chrome
from streetlaw.ui.window import Window
from tests import shown
from tests.ui import accessible_tree as tree
from tests.ui.every_screen import look_at_all

TARGET = 32
"""Logical px, either way."""

INSIDE = 30
"""For what stands in the box of a field: the box has the 32 px, with its edges."""

SIZES = ((1366, 768), (683, 384))


@dataclass(frozen=True)
class Found:
    """What is wrong with the screens, by what was looked for."""

    names: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def found(qapp: QApplication, demo_vaults: Mapping[str, Path]) -> Found:
    """One walk through all screens for the looks that change nothing on them."""
    found, secrets = Found(), _secrets(demo_vaults[shown.LAWYER])
    assert len(secrets) > 60

    def check(screen: shown.Screen, _page: Page, window: Window) -> list[str]:
        for each, wrong in ((found.names, tree.badly_named(window)), (found.targets, _small_targets(window)),
                            (found.secrets, _heard(screen, window, secrets))):
            each.extend(f"{screen.name}: {line}" for line in wrong)
        return [screen.name]

    assert len(look_at_all(qapp, demo_vaults, check)) == len(shown.SCREENS)
    return found


def test_everything_is_called_something(found: Found) -> None:
    assert found.names == []


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
        shown.pause(0)
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


def test_everything_to_click_is_large_enough(found: Found) -> None:
    assert found.targets == []


def _small_targets(window: Window) -> list[str]:
    clickable = QAbstractButton | QComboBox | QAbstractSpinBox | QLineEdit | QTabBar
    return [f"{tree.told(widget)} is {widget.width()}x{widget.height()}" for widget in shown.visible(window)
            if isinstance(widget, clickable) and not _is_part(widget) and not _is_row_of_its_own(widget)
            and min(widget.width(), widget.height()) < (INSIDE if _is_inside(widget) else TARGET)]


def _is_row_of_its_own(widget: QWidget) -> bool:
    """A box to tick in a row that takes the click wherever it lands."""
    row = widget.parentWidget()
    return isinstance(row, PaperRow) and row.height() >= TARGET


def _is_inside(widget: QWidget) -> bool:
    """Tell whether a widget stands in the box of a field."""
    box = widget.parentWidget()
    return box is not None and box.property("kind") == "box" and box.height() >= TARGET


def test_no_name_is_to_be_heard_while_names_are_hidden(found: Found) -> None:
    assert found.secrets == []


def _heard(screen: shown.Screen, window: Window, secrets: Collection[str]) -> list[str]:
    if screen.name in SHOWN_BY_PURPOSE:
        return []
    heard = {text for one in tree.walk(window) for text in tree.said(one) if text}
    return [f"“{text}” is to be heard" for text in heard if any(secret in text for secret in secrets)]


SHOWN_BY_PURPOSE = frozenset({"client-person"})
"""The form in which names are written: whoever opens it asks for them."""


def _secrets(folder: Path) -> set[str]:
    """What tells who somebody is, of everybody in a vault."""
    opened = shown.unlock(folder)
    with opened.vault.work() as work:
        people = work.list(Client)
    opened.vault.close()
    names = {name for one in people for name in (one.family_name, one.given_name, one.patronymic, one.phone)}
    return {name for name in names if len(name) > 3}
