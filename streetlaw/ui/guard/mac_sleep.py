"""macOS: the notice that the computer is about to sleep, from I/O Kit, through ctypes; the tests replace it.

Whoever asks for these notices must answer each of the first two, or sleep waits half a minute for them
(Apple, Technical Q&A QA1340). Where nothing is registered, as in a sandbox, nothing is heard: then the time
asleep counts for the lock, and the window locks when the computer wakes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

CAN_SLEEP, WILL_SLEEP = 0xE0000270, 0xE0000280

_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_POWER = "/System/Library/Frameworks/IOKit.framework/IOKit"
_CALLBACK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p)


class SleepNotice:
    """Calls `on_sleep` before the computer sleeps, on the thread and in the loop it was made in."""

    def __init__(self, on_sleep: Callable[[], object], *, foundation: Any = None, power: Any = None) -> None:
        self._on_sleep = on_sleep
        self._foundation = foundation or ctypes.CDLL(_FOUNDATION)
        self._power = power or ctypes.CDLL(_POWER)
        self._callback = _CALLBACK(self._on_notice)  # kept: the system calls it as long as we live
        self._root = 0
        self._watch()

    def _watch(self) -> None:
        core, power = self._foundation, self._power
        power.IORegisterForSystemPower.restype = ctypes.c_uint32
        power.IONotificationPortGetRunLoopSource.restype = ctypes.c_void_p
        core.CFRunLoopGetCurrent.restype = ctypes.c_void_p
        port, notifier = ctypes.c_void_p(), ctypes.c_uint32()
        self._root = power.IORegisterForSystemPower(None, ctypes.byref(port), self._callback,
                                                    ctypes.byref(notifier))
        if self._root:
            source = ctypes.c_void_p(power.IONotificationPortGetRunLoopSource(port))
            loop = ctypes.c_void_p(core.CFRunLoopGetCurrent())
            core.CFRunLoopAddSource(loop, source, common_modes(core))

    def _on_notice(self, _context: int | None, _service: int, kind: int, notice: int | None) -> None:
        if kind not in (CAN_SLEEP, WILL_SLEEP):
            return
        try:
            if kind == WILL_SLEEP:
                self._on_sleep()
        finally:
            self._power.IOAllowPowerChange(ctypes.c_uint32(self._root), ctypes.c_void_p(notice))


def common_modes(core: Any) -> ctypes.c_void_p:
    """The constant by which a source is heard in all ways the loop runs, also while a menu is open."""
    return ctypes.c_void_p.in_dll(core, "kCFRunLoopCommonModes")
