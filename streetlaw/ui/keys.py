"""Shortcuts by the place of a key, not its letter: they work while a Russian or Kyrgyz layout is on.

Qt finds the Latin letter by itself when a Latin layout is set up too; where Cyrillic is the only one, the
letter of the same key stands in.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

MENU = "Shift+F10"
"""Opens the menu of what has the focus, as the menu key does, which not every keyboard has."""

_LATIN = "QWERTYUIOPASDFGHJKLZXCVBNM,"
_CYRILLIC = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ"
_SAME_KEY = dict(zip(_LATIN, _CYRILLIC, strict=True))


def bind(keys: str, act: Callable[[], object], owner: QWidget,
         context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut) -> QShortcut:
    """Let a shortcut do something, for as long as `owner` lives."""
    shortcut = QShortcut(owner)
    shortcut.setKeys(sequences(keys))
    shortcut.setContext(context)
    shortcut.activated.connect(act)
    # With both layouts set up both sequences fit the one key, and Qt calls the shortcut ambiguous.
    shortcut.activatedAmbiguously.connect(act)
    return shortcut


def bind_menu(owner: QWidget) -> None:
    """Let Shift+F10 open menus where Qt leaves that to the program: it does it by itself on Windows only."""
    if QGuiApplication.platformName() != "windows":
        bind(MENU, _open_menu, owner)


def _open_menu() -> None:
    """Ask what has the focus for its menu; what has none lets those around it answer."""
    focused = QApplication.focusWidget()
    if focused is not None:
        place: QPoint = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
        QApplication.sendEvent(focused, QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, place, focused.mapToGlobal(place)))


def sequences(keys: str) -> list[QKeySequence]:
    """The sequences of a shortcut such as "Ctrl+L": its letter, and the Cyrillic letter of that key."""
    head, plus, last = keys.rpartition("+")
    twin = _SAME_KEY.get(last.upper())
    found = [QKeySequence(keys)]
    if keys == "Ctrl++":  # the plus of most keyboards needs Shift; the key alone will do
        return [*found, QKeySequence("Ctrl+=")]
    return [*found, QKeySequence(f"{head}{plus}{twin}")] if head and twin else found
