"""One program at a time in a vault: a lock the system drops by itself when the program dies."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import faults, files

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME: Final = "lock"

_DISGUISED: Final = frozenset({errno.ELOOP, errno.EISDIR})


class FolderLock:
    """The lock of one vault folder, held from its making to `release`.

    Raises `vault.in_use`, `vault.read_only_medium`, `vault.disk_full`, and `vault.damaged` where a link or a
    folder has the lock's name.

    The file stays when it is released: what counts is the system's lock on it, which no crash leaves behind.
    """

    def __init__(self, folder: Path) -> None:
        self._descriptor: int | None = _opened(folder / NAME)
        try:
            _take(self._descriptor)
        except OSError:
            self.release()
            raise StreetLawError("vault.in_use") from None

    def release(self) -> None:
        """Let others in; harmless when done twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _opened(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    with faults.while_opening():
        try:
            return os.open(path, flags, files.FILE_MODE)
        except OSError as error:
            if error.errno in _DISGUISED:
                raise StreetLawError("vault.damaged") from None
            raise


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
