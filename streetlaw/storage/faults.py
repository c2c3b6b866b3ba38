"""Turn what SQLite and the operating system report into refusals a person can understand, in one place."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from streetlaw.domain.errors import StreetLawError

_SQLITE: Final = {
    sqlcipher.SQLITE_FULL: "vault.disk_full",
    sqlcipher.SQLITE_IOERR: "vault.disk_error",
    sqlcipher.SQLITE_READONLY: "vault.read_only",
    sqlcipher.SQLITE_PERM: "vault.read_only",
    sqlcipher.SQLITE_CANTOPEN: "vault.read_only",
    sqlcipher.SQLITE_CORRUPT: "vault.damaged",
    sqlcipher.SQLITE_NOTADB: "vault.damaged",
}
_SENTENCES: Final = {
    "database or disk is full": sqlcipher.SQLITE_FULL,
    "disk I/O error": sqlcipher.SQLITE_IOERR,
    "attempt to write a readonly database": sqlcipher.SQLITE_READONLY,
    "unable to open database file": sqlcipher.SQLITE_CANTOPEN,
    "database disk image is malformed": sqlcipher.SQLITE_CORRUPT,
    "file is not a database": sqlcipher.SQLITE_NOTADB,
}
"""What sqlite3_errstr says: while a database is copied, the driver's errors carry no number."""

_FOR_WANT_OF_ROOM: Final = frozenset({"vault.disk_error", "vault.read_only"})
"""SQLite cannot make or lengthen the file beside the log on a full disk, and then says one of these."""

_SYSTEM: Final = {
    errno.ENOSPC: "vault.disk_full",
    errno.EDQUOT: "vault.disk_full",
    errno.EFBIG: "vault.disk_full",
    errno.EIO: "vault.disk_error",
    errno.EROFS: "vault.read_only",
    errno.EACCES: "vault.read_only",
    errno.EPERM: "vault.read_only",
}

_ROOM: Final = 2**20  # bytes; a disk with less is full for whoever works on it
_LEAST: Final = 2**17
"""Bytes that must be free before anything is written. SQLite maps the file beside the log into memory: where
the disk has no block left for a page of it, the system ends the program (ext4 with blocks of 1 KiB)."""

_PLACE: Final = "streetlaw_place"


@contextmanager
def mapped(database: Path | None = None) -> Iterator[None]:
    """Raise errors of the database and of files as `StreetLawError`, without their values or paths.

    `database` is the file that statements given to the driver itself are about, if any.
    Codes: `vault.disk_full`, `vault.read_only`, `vault.damaged`, `vault.disk_error`, and `vault.failed` for
    anything else; the fact `reason` is the symbolic name of the error (SQLITE_BUSY, EIO …).
    """
    try:
        yield
    except DBAPIError as error:
        raise _of_sqlite(error.orig) from None
    except sqlcipher.Error as error:
        if database is not None:
            happened_at(error, database)
        raise _of_sqlite(error) from None
    except OSError as error:
        raise of_system(error) from None


@contextmanager
def while_opening() -> Iterator[None]:
    """Say `vault.read_only_medium` where nothing can be written beside what shall be opened."""
    try:
        with mapped():
            yield
    except StreetLawError as refusal:
        if refusal.code != "vault.read_only":
            raise
        raise StreetLawError("vault.read_only_medium") from None


def refuse_full(folder: Path) -> None:
    """Raise `vault.disk_full` where too little is free to begin to write."""
    with mapped():
        if shutil.disk_usage(folder).free < _LEAST:
            raise StreetLawError("vault.disk_full", reason=errno.errorcode[errno.ENOSPC])


def happened_at(error: BaseException, database: Path) -> None:
    """Note on an error of the database where its file is, so that it can be said whether the disk is full."""
    setattr(error, _PLACE, database)


def of_system(error: OSError) -> StreetLawError:
    """Return the refusal that stands for an error of the operating system."""
    code = _SYSTEM.get(error.errno or 0, "vault.failed")
    return StreetLawError(code, reason=errno.errorcode.get(error.errno or 0, type(error).__name__))


def _of_sqlite(error: BaseException | None) -> StreetLawError:
    number = getattr(error, "sqlite_errorcode", None)
    if not isinstance(number, int):
        number = _SENTENCES.get(str(error), -1)
    code = _SQLITE.get(number & 0xFF, "vault.failed")
    if code in _FOR_WANT_OF_ROOM and _is_full(getattr(error, _PLACE, None)):
        code = "vault.disk_full"
    return StreetLawError(code, reason=getattr(error, "sqlite_errorname", type(error).__name__))


def _is_full(database: Path | None) -> bool:
    """True when neither room nor, where they are counted, names for new files are left."""
    try:
        return database is not None and (shutil.disk_usage(database.parent).free < _ROOM
                                         or _names_left(database.parent) == 0)
    except OSError:
        return False


def _names_left(folder: Path) -> int | None:
    """How many files can still be made there; None where nobody counts them."""
    if sys.platform == "win32":
        return None
    found = os.statvfs(folder)
    return found.f_favail if found.f_files else None
