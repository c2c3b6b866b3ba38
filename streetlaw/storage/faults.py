"""Turn what SQLite and the operating system report into refusals a person can understand, in one place."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from streetlaw.domain.errors import StreetLawError

_SQLITE: Final = {
    sqlcipher.SQLITE_FULL: "vault.disk_full",
    sqlcipher.SQLITE_READONLY: "vault.read_only",
    sqlcipher.SQLITE_PERM: "vault.read_only",
    sqlcipher.SQLITE_CANTOPEN: "vault.read_only",
    sqlcipher.SQLITE_CORRUPT: "vault.damaged",
    sqlcipher.SQLITE_NOTADB: "vault.damaged",
}
_SYSTEM: Final = {
    errno.ENOSPC: "vault.disk_full",
    errno.EDQUOT: "vault.disk_full",
    errno.EFBIG: "vault.disk_full",
    errno.EROFS: "vault.read_only",
    errno.EACCES: "vault.read_only",
    errno.EPERM: "vault.read_only",
}


@contextmanager
def mapped() -> Iterator[None]:
    """Raise errors of the database and of files as `StreetLawError`, without their values or paths.

    Codes: `vault.disk_full`, `vault.read_only`, `vault.damaged`; anything else is `vault.failed` with the
    fact `reason`, the symbolic name of the error (SQLITE_BUSY, EIO …).
    """
    try:
        yield
    except DBAPIError as error:
        raise _of_sqlite(error.orig) from None
    except sqlcipher.Error as error:
        raise _of_sqlite(error) from None
    except OSError as error:
        raise of_system(error) from None


def of_system(error: OSError) -> StreetLawError:
    """Return the refusal that stands for an error of the operating system."""
    known = _SYSTEM.get(error.errno or 0)
    if known is not None:
        return StreetLawError(known)
    return StreetLawError("vault.failed", reason=errno.errorcode.get(error.errno or 0, type(error).__name__))


def _of_sqlite(error: BaseException | None) -> StreetLawError:
    extended = getattr(error, "sqlite_errorcode", None)
    known = _SQLITE.get(extended & 0xFF) if isinstance(extended, int) else None
    if known is not None:
        return StreetLawError(known)
    return StreetLawError("vault.failed", reason=getattr(error, "sqlite_errorname", type(error).__name__))
