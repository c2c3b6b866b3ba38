"""macOS: its notices about the locked screen, and windows left out of pictures of the screen.

Core Foundation and the Objective-C runtime are called through ctypes; the tests replace them. Sleep by itself
gives no such notice: `ui.guard.mac_sleep` hears of it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from streetlaw.ui.guard.mac_sleep import SleepNotice

NOTICES = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart", "com.apple.sessionDidMoveOffConsole")

_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_RUNTIME = "/usr/lib/libobjc.dylib"
_AT_ONCE, _UTF8, _SHARING_NONE = 4, 0x08000100, 0
_CALLBACK = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)


class MacTriggers(QObject):
    """Emits `lock_wanted`, and leaves every window of the program out of pictures of the screen."""

    lock_wanted = Signal()

    def __init__(self, parent: QObject | None = None, *, foundation: Any = None, runtime: Any = None,
                 power: Any = None) -> None:
        super().__init__(parent)
        self._sleep = SleepNotice(self.lock_wanted.emit, foundation=foundation, power=power)
        self._foundation = foundation or ctypes.CDLL(_FOUNDATION)
        self._runtime = runtime or ctypes.CDLL(_RUNTIME)
        self._callback = _CALLBACK(self._on_notice)
        self._watch()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)
        self.exclude(QGuiApplication.topLevelWindows())

    def exclude(self, windows: Iterable[QWindow]) -> None:
        """Leave windows out of pictures (`NSWindow.sharingType = none`)."""
        for window in windows:
            if window.isVisible():
                own = self._send("window", ctypes.c_void_p)(ctypes.c_void_p(int(window.winId())))
                if own:
                    self._send("setSharingType:", None, ctypes.c_ulong)(ctypes.c_void_p(own), _SHARING_NONE)

    def _watch(self) -> None:
        core = self._foundation
        core.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
        core.CFStringCreateWithCString.restype = ctypes.c_void_p
        center = ctypes.c_void_p(core.CFNotificationCenterGetDistributedCenter())
        for notice in NOTICES:
            name = ctypes.c_void_p(core.CFStringCreateWithCString(None, notice.encode(), _UTF8))
            core.CFNotificationCenterAddObserver(center, None, self._callback, name, None, _AT_ONCE)

    def _send(self, selector: str, result: Any, *kinds: Any) -> Callable[..., Any]:
        """A method of Objective-C: called with the object and the method's arguments."""
        self._runtime.sel_registerName.restype = ctypes.c_void_p
        chosen = ctypes.c_void_p(self._runtime.sel_registerName(selector.encode()))
        form = ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_void_p, *kinds)
        call = ctypes.cast(self._runtime.objc_msgSend, form)

        def send(whom: ctypes.c_void_p, *values: object) -> Any:
            return call(whom, chosen, *values)
        return send

    def _on_notice(self, *_: object) -> None:
        self.lock_wanted.emit()

    def _on_window(self, _window: QWindow | None) -> None:
        self.exclude(QGuiApplication.topLevelWindows())
