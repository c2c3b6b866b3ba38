"""Windows: its messages about sleep, locked sessions and the lid; windows left out of pictures of the screen.

Everything goes through two of its libraries, which the tests replace: most of them run elsewhere.
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

WM_SHOWWINDOW, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0018, 0x0218, 0x02B1
SUSPEND, SETTING_CHANGED = 0x0004, 0x8013
SESSION_GONE = frozenset({2, 4, 6, 7})
"""Console disconnected, remote disconnected, logged off, locked."""

EXCLUDED_FROM_CAPTURE = 0x11
THIS_SESSION = 0

_LID = (0xBA3E0F4D, 0xB817, 0x4094, (0xA2, 0xD1, 0xD5, 0x63, 0x79, 0xE6, 0xA0, 0xF3))


class Guid(ctypes.Structure):
    """A GUID as Windows lays it out."""

    _fields_ = (("first", ctypes.c_uint32), ("second", ctypes.c_uint16), ("third", ctypes.c_uint16),
                ("rest", ctypes.c_ubyte * 8))


class PowerSetting(ctypes.Structure):
    """What WM_POWERBROADCAST points to: whose setting, its size, its value."""

    _fields_ = (("whose", Guid), ("size", ctypes.c_uint32), ("value", ctypes.c_uint32))


def lid() -> Guid:
    """The name of the setting that says whether the lid is open."""
    first, second, third, rest = _LID
    return Guid(first, second, third, (ctypes.c_ubyte * 8)(*rest))


class WindowsTriggers(QObject):
    """Emits `lock_wanted`, and leaves every window of the program out of pictures of the screen."""

    lock_wanted = Signal()

    def __init__(self, window: int, parent: QObject | None = None, *, user32: Any = None,
                 wtsapi32: Any = None) -> None:
        super().__init__(parent)
        libraries: Any = ctypes
        self._user32 = user32 or libraries.WinDLL("user32")
        self._lid_closed: bool | None = None
        self._filter = _Filter(self)
        (wtsapi32 or libraries.WinDLL("wtsapi32")).WTSRegisterSessionNotification(
            wintypes.HWND(window), wintypes.DWORD(THIS_SESSION))
        self._user32.RegisterPowerSettingNotification(wintypes.HWND(window), ctypes.byref(lid()), 0)
        self.exclude(window)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)

    def exclude(self, window: int) -> None:
        """Leave a window out of pictures; a Windows too old for it shows the window black or as it is."""
        self._user32.SetWindowDisplayAffinity(wintypes.HWND(window), wintypes.DWORD(EXCLUDED_FROM_CAPTURE))

    def on_message(self, message: wintypes.MSG) -> None:
        """Hear one message of Windows."""
        kind, what = message.message, message.wParam
        if kind == WM_SHOWWINDOW and what:
            self.exclude(message.hWnd or 0)
        elif (kind, what) == (WM_POWERBROADCAST, SETTING_CHANGED) and message.lParam:
            self._on_setting(PowerSetting.from_address(message.lParam))
        elif (kind, what) == (WM_POWERBROADCAST, SUSPEND) or (
                kind == WM_WTSSESSION_CHANGE and what in SESSION_GONE):
            self.lock_wanted.emit()

    def _on_setting(self, setting: PowerSetting) -> None:
        """Lock when the lid was open and is closed; Windows tells its state once at the beginning."""
        if bytes(setting.whose) != bytes(lid()):
            return
        closed = setting.value == 0
        if closed and self._lid_closed is False:
            self.lock_wanted.emit()
        self._lid_closed = closed


class _Filter(QAbstractNativeEventFilter):
    """Hands on the messages that matter, and keeps none of them from Qt."""

    _MATTERS = frozenset({WM_SHOWWINDOW, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE})

    def __init__(self, triggers: WindowsTriggers) -> None:
        super().__init__()
        self._triggers = triggers

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at one message."""
        del kind
        found = wintypes.MSG.from_address(int(message))
        if found.message in self._MATTERS:
            self._triggers.on_message(found)
        return False, 0
