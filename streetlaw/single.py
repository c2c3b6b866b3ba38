"""One running program for each person: a second start brings the first to the front, and ends.

Two empty files in the person's data folder are all they share: `running`, locked by the system as long as the
first one lives, and `front`, made by the second and removed by the first (`ui.front`). Neither says anything
about anybody, and no program that dies leaves a lock behind. Standard library only: it runs first of all.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FOLDER_NAME = "desk"
"""A neutral name: it stands in the person's data folder for all to see."""

RUNNING = "running"
FRONT = "front"

_FLAGS = (os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
          | getattr(os, "O_BINARY", 0))


def data_folder() -> Path:
    """Where this program keeps its own things for this person."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~\\AppData\\Local"
    elif sys.platform == "darwin":
        base = "~/Library/Application Support"
    else:
        base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / FOLDER_NAME


def is_first(folder: Path) -> bool:
    """True when no other program of this person runs; the folder is then held until this process ends.

    Where nothing can be written nobody can be asked either: then it is True too.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder / RUNNING, _FLAGS, 0o600)
    except OSError:
        return True
    try:
        lock(descriptor)
    except OSError:
        os.close(descriptor)
        return False
    _held.append(descriptor)  # closed by the system, with the process
    return True


def call_to_front(folder: Path) -> None:
    """Ask the program that runs to show its window."""
    with suppress(OSError):
        os.close(os.open(folder / FRONT, _FLAGS, 0o600))


def is_called(folder: Path) -> bool:
    """True when somebody asked for the window since this was asked last."""
    try:
        (folder / FRONT).unlink()
    except OSError:
        return False
    return True


_held: list[int] = []


def lock(descriptor: int) -> None:
    """Lock an open file for this process alone, without waiting; raises OSError where another one has it."""
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
