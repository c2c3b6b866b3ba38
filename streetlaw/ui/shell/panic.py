"""Erasing the keys from the keyboard: only where the person wanted it, and only by the same keys twice."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from streetlaw.ui.keys import bind

PANIC = "panic.keys"
"""The setting of the vault: "1" when the shortcut is on."""

PANIC_KEYS = "Ctrl+Shift+Delete"
WITHIN_SECONDS = 2.0


class PanicKeys(QObject):
    """Hears the shortcut while it is on."""

    warned = Signal()
    """Pressed once: the second time erases."""

    erase_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shortcut: QShortcut | None = None
        self._pressed = -WITHIN_SECONDS

    def set_on(self, on: bool) -> None:
        """Hear the keys, or not."""
        if on and self._shortcut is None:
            self._shortcut = bind(PANIC_KEYS, self.press, self._window)
            self._shortcut.setAutoRepeat(False)
        elif not on and self._shortcut is not None:
            self._shortcut.deleteLater()
            self._shortcut = None

    def press(self) -> None:
        """The keys were pressed."""
        now = monotonic()
        if now - self._pressed <= WITHIN_SECONDS:
            self._pressed = -WITHIN_SECONDS
            self.erase_wanted.emit()
        else:
            self._pressed = now
            self.warned.emit()
