"""Windows and macOS, by the calls we make of their libraries: neither runs here."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import wintypes

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.ui.guard import mac_sleep, windows
from streetlaw.ui.guard.guard import Guard
from streetlaw.ui.guard.mac import NOTICES, MacTriggers
from streetlaw.ui.guard.windows import PowerSetting, WindowsTriggers, lid

HANDLE = 77
GUID_LIDSWITCH_STATE_CHANGE = "ba3e0f4d-b817-4094-a2d1-d56379e6a0f3"


class Library:
    """Remembers what was called of it, and with what."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., int]:
        def call(*values: object) -> int:
            self.calls.append((name, *(getattr(value, "value", value) for value in values)))
            return 1
        return call


class Windows:
    """Triggers on Windows as far as our calls go."""

    def __init__(self, qapp: QApplication) -> None:
        self.user32, self.wtsapi32 = Library(), Library()
        self.triggers = WindowsTriggers(HANDLE, user32=self.user32, wtsapi32=self.wtsapi32)
        self.application = qapp
        self.locks = 0
        self.triggers.lock_wanted.connect(self._on_lock)

    def hears(self, message: int, what: int = 0, where: int = 0, window: int = HANDLE) -> None:
        told = wintypes.MSG()
        told.hWnd, told.message, told.wParam, told.lParam = window, message, what, where
        kept = self.triggers._filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told))
        assert kept == (False, 0)

    def tells_setting(self, setting: PowerSetting) -> None:
        self.hears(windows.WM_POWERBROADCAST, windows.SETTING_CHANGED, ctypes.addressof(setting))

    def _on_lock(self) -> None:
        self.locks += 1


@pytest.fixture
def there(qapp: QApplication) -> Windows:
    there = Windows(qapp)
    qapp.removeNativeEventFilter(there.triggers._filter)
    return there


def test_windows_is_asked_for_its_notices(there: Windows) -> None:
    assert there.wtsapi32.calls == [("WTSRegisterSessionNotification", HANDLE, 0)]
    assert [call[0] for call in there.user32.calls] == [
        "RegisterPowerSettingNotification", "SetWindowDisplayAffinity"]
    assert there.user32.calls[1] == ("SetWindowDisplayAffinity", HANDLE, 0x11)


@pytest.mark.parametrize(("message", "what", "locks"), [
    (0x0218, 4, 1), (0x02B1, 7, 1), (0x02B1, 4, 1), (0x02B1, 2, 1),
    (0x0218, 7, 0), (0x0218, 18, 0), (0x02B1, 8, 0), (0x02B1, 1, 0), (0x000F, 4, 0),
])
def test_windows_sleeps_or_locks(there: Windows, message: int, what: int, locks: int) -> None:
    there.hears(message, what)
    assert there.locks == locks


def test_windows_says_that_the_lid_is_closed(there: Windows) -> None:
    for value, locks in ((0, 0), (1, 0), (0, 1), (0, 1), (1, 1), (0, 2)):
        there.tells_setting(PowerSetting(lid(), 4, value))
        assert there.locks == locks
    there.tells_setting(PowerSetting(windows.Guid(), 4, 1))
    there.tells_setting(PowerSetting(windows.Guid(), 4, 0))
    assert there.locks == 2


def test_the_lid_has_the_name_windows_gave_it() -> None:
    raw = bytes(lid())
    parts = (raw[3::-1], raw[5:3:-1], raw[7:5:-1], raw[8:10], raw[10:])
    assert "-".join(part.hex() for part in parts) == GUID_LIDSWITCH_STATE_CHANGE


def test_every_window_that_appears_is_left_out_of_pictures(there: Windows) -> None:
    there.hears(windows.WM_SHOWWINDOW, 1, window=99)
    there.hears(windows.WM_SHOWWINDOW, 0, window=98)
    assert there.user32.calls[-1] == ("SetWindowDisplayAffinity", 99, 0x11)


class Foundation(Library):
    """Core Foundation that keeps the callback it is given."""

    def __getattr__(self, name: str) -> Callable[..., int]:
        call = super().__getattr__(name)
        setattr(self, name, call)  # each keeps its `restype`
        return call


class Runtime:
    """An Objective-C runtime of two functions."""

    def __init__(self) -> None:
        self.names: list[bytes] = []
        self.sent: list[tuple[int, int, int]] = []
        self.objc_msgSend = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p,
                                             ctypes.c_ulong)(self._send)

    @property
    def sel_registerName(self) -> Callable[[bytes], int]:
        def register(name: bytes) -> int:
            self.names.append(name)
            return len(self.names)
        return register

    def _send(self, whom: int, selector: int, value: int) -> int:
        self.sent.append((whom, selector, value))
        return 4242


class Power(Foundation):
    """I/O Kit that registers everybody, or nobody."""

    def __init__(self, root: int = 99) -> None:
        super().__init__()
        self._root = root

    def __getattr__(self, name: str) -> Callable[..., int]:
        call = super().__getattr__(name)
        if name == "IORegisterForSystemPower":
            def call(*_: object) -> int:
                return self._root
            setattr(self, name, call)
        return call


@pytest.fixture(autouse=True)
def modes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mac_sleep, "common_modes", lambda _core: ctypes.c_void_p(7))


def test_the_mac_locks_before_it_sleeps_and_lets_it(qapp: QApplication, qtbot: QtBot) -> None:
    foundation, power = Foundation(), Power()
    triggers = MacTriggers(foundation=foundation, runtime=Runtime(), power=power)
    assert ("CFRunLoopAddSource", 1, 1, 7) in foundation.calls
    locks: list[bool] = []
    triggers.lock_wanted.connect(lambda: locks.append(True))
    woken = 0xE0000300
    for kind, locked, answers in ((mac_sleep.CAN_SLEEP, 0, 1), (mac_sleep.WILL_SLEEP, 1, 2), (woken, 1, 2)):
        triggers._sleep._callback(None, 1, kind, 4711)
        assert len(locks) == locked
        assert power.calls.count(("IOAllowPowerChange", 99, 4711)) == answers


def test_a_mac_that_registers_nobody_is_left_alone(qapp: QApplication) -> None:
    foundation = Foundation()
    MacTriggers(foundation=foundation, runtime=Runtime(), power=Power(root=0))
    assert not [call for call in foundation.calls if call[0] == "CFRunLoopAddSource"]


def test_the_mac_is_asked_for_its_notices_and_answers(qapp: QApplication, qtbot: QtBot) -> None:
    foundation, runtime = Foundation(), Runtime()
    triggers = MacTriggers(foundation=foundation, runtime=runtime, power=Power())
    names = [call[2] for call in foundation.calls if call[0] == "CFStringCreateWithCString"]
    assert names == [notice.encode() for notice in NOTICES]
    assert sum(call[0] == "CFNotificationCenterAddObserver" for call in foundation.calls) == len(NOTICES)
    with qtbot.waitSignal(triggers.lock_wanted):
        triggers._callback(None, None, None, None, None)


def test_the_mac_leaves_windows_out_of_pictures(qapp: QApplication, qtbot: QtBot) -> None:
    runtime = Runtime()
    triggers = MacTriggers(foundation=Foundation(), runtime=runtime, power=Power())
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    runtime.sent.clear()
    triggers.exclude([window.windowHandle()])
    assert runtime.names[-2:] == [b"window", b"setSharingType:"]
    assert runtime.sent[-1][0] == 4242
    assert runtime.sent[-1][2] == 0


def test_a_system_nobody_knows_has_no_triggers(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    guard = Guard(window, platform="haiku")
    assert guard.triggers is None
    guard.close()
