"""What the bars and keys of the window must know of the keys: who else holds one, and erasing at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work
from streetlaw.ui.desk import Desk
from streetlaw.ui.keyring import HolderKind, Keyring
from streetlaw.ui.shell.panic import PANIC, PanicKeys

CHANGED = ("keys.changed", "setting.kept")
"""Outcomes after which to look again."""


class KeyWatch(QObject):
    """Reads on opening and after each change of keys; erases them when the shortcut is on and was pressed."""

    escrow_told = Signal(bool)
    """Whether somebody else holds a key."""

    erased = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self.panic = PanicKeys(window)
        self.panic.erase_wanted.connect(self._on_erase_wanted)
        desk.changed.connect(self._on_changed)

    def read(self) -> None:
        """Look at the keys."""
        keyring = self._desk.tools.keyring
        self._desk.maintain(_is_escrowed, keyring, owner=self, done=self.escrow_told.emit,
                            refused=self.refused.emit)
        self._desk.ask(_wants_panic, owner=self, done=self.panic.set_on, refused=self.refused.emit)

    def _on_changed(self, outcome: Outcome) -> None:
        if outcome.name in CHANGED:
            self.read()

    def _on_erase_wanted(self) -> None:
        self._desk.maintain(self._desk.tools.keyring.erase_keys, owner=self, done=self._on_erased,
                            refused=self.refused.emit)

    def _on_erased(self, _nothing: object) -> None:
        self.erased.emit()


def _is_escrowed(keyring: Keyring) -> bool:
    return any(holder.kind is HolderKind.ESCROW for holder in keyring.holders())


def _wants_panic(work: Work) -> bool:
    return bool(work.setting(PANIC))
