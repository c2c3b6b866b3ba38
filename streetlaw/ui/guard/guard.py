"""The guard of an open window: it asks for the lock, and cleans up what was copied."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from streetlaw.ui.guard.clipboard import CopyKeeper

if TYPE_CHECKING:
    from streetlaw.ui.guard.buses import BusTriggers
    from streetlaw.ui.guard.mac import MacTriggers
    from streetlaw.ui.guard.windows import WindowsTriggers


class Guard(QObject):
    """Stands beside an open vault; made once it is open, for the window it is shown in."""

    lock_wanted = Signal()
    """The computer goes to sleep, its session is locked, or its lid was closed."""

    def __init__(self, window: QWidget, platform: str = sys.platform) -> None:
        super().__init__(window)
        self.copies = CopyKeeper(QGuiApplication.clipboard(), self)
        self.triggers = _triggers(window, platform, self)
        if self.triggers is not None:
            self.triggers.lock_wanted.connect(self.lock_wanted)

    def close(self) -> None:
        """Take back what was copied."""
        self.copies.clear()


def _triggers(window: QWidget, platform: str,
              parent: QObject) -> BusTriggers | WindowsTriggers | MacTriggers | None:
    if platform == "linux":
        from streetlaw.ui.guard.buses import BusTriggers  # lazy: each for its own system

        return BusTriggers(parent)
    if platform == "win32":
        from streetlaw.ui.guard.windows import WindowsTriggers  # lazy: see above

        return WindowsTriggers(int(window.winId()), parent)
    if platform == "darwin":
        from streetlaw.ui.guard.mac import MacTriggers  # lazy: see above

        return MacTriggers(parent)
    return None
