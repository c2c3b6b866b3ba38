"""What the session process does for its own safety: an orderly end, and a standard error without values."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from streetlaw.ui.messages import place

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_PR_SET_PDEATHSIG = 1


def end_with_launcher() -> None:
    """Let the system end this process when its launcher dies (Linux)."""
    if sys.platform == "linux":
        import ctypes  # lazy: after the first picture

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def say_places_only() -> None:
    """From now on standard error gets kinds of errors and places in the program, never a text or a value.

    An exception's text, or a warning of Qt, may quote a file's name or what somebody typed. To be called once
    Qt has found its plugins: until then its words help, and there is nothing to tell.
    """
    sys.unraisablehook = _on_unraisable
    threading.excepthook = _on_thread
    qInstallMessageHandler(_on_qt)


def _on_unraisable(unraisable: UnraisableHookArgs) -> None:
    _say(place(unraisable.exc_type, unraisable.exc_traceback))


def _on_thread(ended: threading.ExceptHookArgs) -> None:
    _say(place(ended.exc_type, ended.exc_traceback))


def _on_qt(kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        _say(f"{kind.name} {context.category}")


def _say(where: str) -> None:
    print(where, file=sys.stderr)  # noqa: T201 - a name and a line, never a value


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
