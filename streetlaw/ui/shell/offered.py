"""What the page in view offers by buttons, menus and tabs: the palette finds it by its words, and does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QTabBar, QToolButton, QWidget

from streetlaw.ui.page import Page
from streetlaw.ui.parts.rows import RowButton
from streetlaw.ui.shell.entry import Entry

_ICON = "arrow-right"


def offered(page: Page) -> Iterator[Entry]:
    """Lines that words alone find: every button that can be pressed now, every line of a menu, every tab."""
    said: set[tuple[str, str]] = set()
    for roots in (page, *page.top_actions):
        for entry in _of(roots):
            if (entry.text, entry.note) not in said:
                said.add((entry.text, entry.note))
                yield entry


def point_at(page: QWidget, text: str) -> None:
    """Put the focus on the button of that text, where the page has it."""
    for button in page.findChildren(QPushButton):
        if button.text() == text and _can(button):
            button.setFocus()
            return


def _of(root: QWidget) -> Iterator[Entry]:
    pressed = [root] if isinstance(root, QAbstractButton) else []
    for button in (*pressed, *root.findChildren(QAbstractButton)):
        if not _can(button) or button.isCheckable() or isinstance(button, (RowButton, QToolButton)):
            continue  # a row leads to a record, which is found as such; tabs scroll by tool buttons
        name = _plain(button.accessibleName() or button.text())
        menu = cast("QMenu | None", button.menu()) if isinstance(button, QPushButton) else None
        if menu is not None:
            yield from _lines(menu, name)
        elif name:
            yield _entry(name, button.click)
    for tabs in root.findChildren(QTabBar):
        for at in range(tabs.count()) if tabs.isVisible() else ():
            yield _entry(_plain(tabs.tabText(at)), partial(tabs.setCurrentIndex, at), tabs.accessibleName())


def _lines(menu: QMenu, of: str) -> Iterator[Entry]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _lines(below, of)
        elif action.isEnabled() and action.isVisible() and action.text():
            yield _entry(_plain(action.text()), partial(_trigger, action), of)


def _entry(text: str, act: Callable[[], object], note: str = "") -> Entry:
    return Entry(text=text, icon=_ICON, act=act, note=note, by_words=True)


def _trigger(action: QAction) -> None:
    action.trigger()


def _can(button: QAbstractButton) -> bool:
    return button.isVisible() and button.isEnabled()


def _plain(text: str) -> str:
    """A text without the marks of mnemonics."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
