"""The menu of a row: by the right button, the menu key, or Shift+F10."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

Deed = tuple[str, Callable[[], object]]
"""What a menu says, and what it does."""


def offer_menu(row: QWidget, *deeds: Deed) -> None:
    """Let a row offer what can be done with it, the most usual first."""
    row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    row.customContextMenuRequested.connect(partial(_open, row, deeds))


def open_menu_within(row: QWidget, at: QPoint) -> bool:
    """Open the menu of the button in a row, at that place of the screen; false when it has none."""
    menus = (cast("QMenu | None", button.menu()) for button in row.findChildren(QPushButton))
    menu = next((menu for menu in menus if menu is not None), None)
    if menu is not None:
        menu.popup(at)
    return menu is not None


def _open(row: QWidget, deeds: Sequence[Deed], at: QPoint) -> None:
    menu = QMenu(row)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, act in deeds:
        menu.addAction(text.replace("&", "&&")).triggered.connect(partial(_act, act))
    menu.popup(row.mapToGlobal(at))


def _act(act: Callable[[], object], _checked: bool = False) -> None:
    act()
