"""The window: Qt widgets that ask the services and show what they answer."""

from __future__ import annotations

import sys

if sys.version_info < (3, 12):
    # PySide6 6.12 gives away a reference to None at each call that returns nothing (6.11 does not). Before
    # Python 3.12 made None immortal, the process died of it after some thousand calls: so make it immortal here.
    import ctypes

    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
