"""What the session process does for its own safety: no dumps, no readers, an orderly end on a signal."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4


def harden() -> None:
    """Keep other processes of this person from reading our memory, and end with our launcher (Linux)."""
    if sys.platform == "linux":
        import ctypes  # lazy: after the first picture

        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


class SignalWatch(QObject):
    """Tells when the system, or our launcher, asks the program to end.

    Qt waits in the operating system and Python would not look up: a pipe wakes it.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._reading, writing = os.pipe()
        for end in (self._reading, writing):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _note)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def _on_woken(self) -> None:
        os.read(self._reading, 64)
        self.asked.emit()


def _note(_number: int, _frame: object) -> None:
    """Python writes to the pipe by itself; a handler must stand here for that."""
