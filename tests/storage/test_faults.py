from __future__ import annotations

import errno
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import OperationalError

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import faults
from tests.storage.refusals import refused


def fail(error: Exception) -> None:
    raise error


def of_sqlite(number: int, name: str) -> Exception:
    error: Exception = sqlcipher.OperationalError("near a client's name")
    vars(error).update(sqlite_errorcode=number, sqlite_errorname=name)
    return error


@pytest.mark.parametrize(("number", "code"), [
    (13, "vault.disk_full"),
    (8, "vault.read_only"),
    (8 | 4 << 8, "vault.read_only"),  # SQLITE_READONLY_DBMOVED: an extended code
    (14, "vault.read_only"),
    (11, "vault.damaged"),
    (26, "vault.damaged"),
    (5, "vault.failed"),
    (10, "vault.disk_error"),
    (10 | 4 << 8, "vault.disk_error"),  # SQLITE_IOERR_FSYNC
])
def test_errors_of_the_database_have_their_codes(number: int, code: str) -> None:
    error = of_sqlite(number, "SQLITE_NAME")
    with refused(code), faults.mapped():
        fail(error)
    with refused(code), faults.mapped():
        fail(OperationalError("INSERT INTO client", {"name": "Айбек"}, error))


@pytest.mark.parametrize(("number", "code"), [
    (errno.ENOSPC, "vault.disk_full"),
    (errno.EDQUOT, "vault.disk_full"),
    (errno.EROFS, "vault.read_only"),
    (errno.EACCES, "vault.read_only"),
    (errno.EIO, "vault.disk_error"),
    (errno.ENODEV, "vault.failed"),
])
def test_errors_of_the_system_have_their_codes(number: int, code: str) -> None:
    with refused(code), faults.mapped():
        fail(OSError(number, "why", "/home/aibek/secret"))


def test_a_failure_tells_its_symbolic_name_and_nothing_else() -> None:
    with refused("vault.failed", reason="SQLITE_BUSY"), faults.mapped():
        fail(of_sqlite(5, "SQLITE_BUSY"))
    with refused("vault.disk_error", reason="EIO"), faults.mapped():
        fail(OSError(errno.EIO, "why", "/home/aibek/secret"))
    with refused("vault.failed", reason="OSError"), faults.mapped():
        fail(OSError())
    with refused("vault.failed", reason="InterfaceError"), faults.mapped():
        fail(sqlcipher.InterfaceError("near a client's name"))


def test_refusals_and_bugs_pass_as_they_are() -> None:
    with refused("record.changed"), faults.mapped():
        fail(StreetLawError("record.changed"))
    with pytest.raises(KeyError), faults.mapped():
        fail(KeyError("bug"))


def test_a_real_stranger_among_files_is_damage(tmp_path: Path) -> None:
    stranger = tmp_path / "vault.db"
    stranger.write_bytes(b"not a database at all" * 400)
    with refused("vault.damaged"), faults.mapped():
        sqlcipher.connect(str(stranger)).execute("SELECT * FROM sqlite_master")
