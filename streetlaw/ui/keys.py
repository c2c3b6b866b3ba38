"""Shortcuts by the place of a key, not its letter: they work while a Russian or Kyrgyz layout is on.

Qt finds the Latin letter by itself when a Latin layout is set up too; where Cyrillic is the only one, the
letter of the same key stands in.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

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


def sequences(keys: str) -> list[QKeySequence]:
    """The sequences of a shortcut such as "Ctrl+L": its letter, and the Cyrillic letter of that key."""
    head, plus, last = keys.rpartition("+")
    twin = _SAME_KEY.get(last.upper())
    found = [QKeySequence(keys)]
    if keys == "Ctrl++":  # the plus of most keyboards needs Shift; the key alone will do
        return [*found, QKeySequence("Ctrl+=")]
    return [*found, QKeySequence(f"{head}{plus}{twin}")] if head and twin else found
