"""Private files and folders: readable by their owner alone, whole or not there, on the disk when told so."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700
PART_SUFFIX: Final = ".part"
"""Ending of files that are still being written; what a crash leaves of them may be deleted."""

_KEEPS_NO_MODES: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})

_NEW_FILE: Final = (
    os.O_RDWR | os.O_CREAT | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


def make_folder(folder: Path) -> None:
    """Make a folder only its owner can enter (0700); FileExistsError when something is there."""
    folder.mkdir(mode=FOLDER_MODE)


def new_file(path: Path) -> BinaryIO:
    """Open a new file only its owner can read (0600); FileExistsError when something is there."""
    return os.fdopen(os.open(path, _NEW_FILE, FILE_MODE), "w+b")


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Write a file beside `target` that takes its place, synced to the disk, when the block ends well.

    When the block raises, nothing is left and an older `target` stays as it was.
    """
    part = target.with_name(f".{secrets.token_hex(8)}{PART_SUFFIX}")
    try:
        with new_file(part) as file:
            yield file
            sync(file)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    sync_folder(target.parent)


@contextmanager
def appearing(folder: Path) -> Iterator[Path]:
    """Give a private folder beside `folder` that takes its name, synced to disk, when the block ends well.

    When the block raises nothing is left. An empty `folder` gives way; FileExistsError, NotADirectoryError or
    OSError when something else is there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = folder.with_name(f".{secrets.token_hex(8)}{PART_SUFFIX}")
    make_folder(building)
    try:
        yield building
        for made in (*(path for path in building.rglob("*") if path.is_dir()), building):
            sync_folder(made)
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    sync_folder(folder.parent)


@contextmanager
def passing(folder: Path) -> Iterator[Path]:
    """Give a private folder inside `folder` that is gone when the block ends, however it ends.

    What a killed program leaves of it, `clear_parts` deletes.
    """
    staging = folder / f".{secrets.token_hex(8)}{PART_SUFFIX}"
    make_folder(staging)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def sync(file: BinaryIO) -> None:
    """Return when what was written to the file is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return when the names in the folder are on the disk (Windows does it with the file)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def tighten(folder: Path) -> None:
    """Take away what others may do with the folder and all in it (POSIX; on Windows the home folder does).

    Where the disk keeps no permissions, as the FAT of most USB sticks, all stays as it is mounted: `doctor`
    tells.
    """
    if sys.platform == "win32":
        return
    for path in (folder, *folder.rglob("*")):
        found = path.lstat().st_mode
        if stat.S_ISLNK(found):
            continue
        wanted = FOLDER_MODE if stat.S_ISDIR(found) else FILE_MODE
        if stat.S_IMODE(found) & ~wanted:
            _change_mode(path, wanted)


def _change_mode(path: Path, mode: int) -> None:
    try:
        path.chmod(mode)
    except OSError as error:
        if error.errno not in _KEEPS_NO_MODES:
            raise


def clear_parts(folder: Path) -> None:
    """Delete what a crash left of files and folders that were still being written, and a database's logs."""
    for part in (*folder.glob(f".*{PART_SUFFIX}"), *folder.glob(f".*{PART_SUFFIX}-*")):
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)
