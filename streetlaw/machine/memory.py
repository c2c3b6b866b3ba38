"""Keeping other programs of the same person out of this process's memory."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PR_GET_DUMPABLE: Final = 3
_PR_SET_DUMPABLE: Final = 4
_PT_DENY_ATTACH: Final = 31


def refuse_readers() -> None:
    """Let no debugger of this person attach to this process, and let the system write no dump of it.

    On Linux its memory then belongs to root; macOS refuses to attach; Windows knows nothing like it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0)


def is_closed() -> bool | None:
    """True when this process refuses readers; None where it cannot be asked."""
    if sys.platform != "linux":
        return None
    return bool(ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0)
