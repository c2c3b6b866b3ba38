"""Open the encrypted database: the only module that hands a key to SQLCipher.

The key never becomes part of a URL, a statement, a repr or an exception: it goes through SQLCipher's C call.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import sqlalchemy
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.pool import QueuePool

from streetlaw.services.progress import Progress, silent
from streetlaw.storage import faults, files

PLACE: Final = "streetlaw_place"
"""The execution option under which an engine says where its database is."""

KEY_SIZE: Final = 32
"""Bytes of the raw database key; SQLCipher derives nothing from it."""

PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",  # NORMAL loses acknowledged rows when the power goes
    "temp_store = MEMORY",  # SQLCipher does not encrypt temporary files
    "secure_delete = ON",
    "foreign_keys = ON",
    "cache_size = -32768",  # 32 MiB: the search tables of 100k clients fit
    "trusted_schema = OFF",
    "cell_size_check = ON",
)

_COPYING: Final = ("journal_mode = MEMORY", "synchronous = OFF", "temp_store = MEMORY")
"""For the target of a copy, which is thrown away unless it was written and synced whole."""

_PAGES: Final = 256  # copied at a time, 1 MiB: between two pieces the person may cancel

_SETTABLE: Final = frozenset({
    "analysis_limit", "cache_size", "data_version", "defer_foreign_keys", "foreign_key_check",
    "foreign_key_list", "foreign_keys", "index_info", "index_list", "index_xinfo", "integrity_check",
    "optimize", "quick_check", "table_info", "table_list", "table_xinfo", "user_version", "wal_checkpoint",
})
"""The pragmas that may carry a value; any other may only be read. The rest could weaken or leak the file."""

_KEY_PRAGMAS: Final = frozenset({"hexkey", "hexrekey", "key", "rekey", "textkey", "textrekey"})
_FUNCTIONS_REFUSED: Final = frozenset({"load_extension", "sqlcipher_export"})
_CACHED_STATEMENTS: Final = 512
_BUSY_SECONDS: Final = 10.0


def engine(path: Path, key: bytes) -> sqlalchemy.Engine:
    """Return an engine on the database at `path` under its raw 32-byte key; nothing is opened yet.

    Each transaction is one explicit BEGIN … COMMIT, schema changes included; with the execution option
    `writes` it takes the write lock at once. Statements' values stay out of exceptions and logs. A wrong key
    or another file shows at the first statement as SQLite's NOTADB, which `storage.faults.mapped` turns into
    `vault.damaged`. Close with `dispose()`.
    """
    if len(key) != KEY_SIZE:
        raise ValueError("the database key has 32 bytes")

    def connect() -> Any:
        return keyed(path, key)

    made = sqlalchemy.create_engine(
        "sqlite+pysqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=2,
        max_overflow=4, hide_parameters=True, execution_options={PLACE: path},
    )
    sqlalchemy.event.listen(made, "begin", lambda connection: _begin(connection, path))
    sqlalchemy.event.listen(made, "handle_error", lambda failed: _note_place(failed, path))
    return made


def copy(path: Path, target: Path, key: bytes, progress: Progress = silent) -> None:
    """Write the database as it is at this moment to the empty file `target`, encrypted under the same key.

    The vault may be open and at work meanwhile. Synced to the disk; `progress` counts pages and may raise.
    """
    with closing(keyed(path, key)) as source, closing(keyed(target, key, _COPYING)) as destination:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it reads one moment
        source.backup(
            destination, pages=_PAGES, progress=lambda _status, left, total: progress(total - left, total)
        )
        source.rollback()
    with target.open("r+b") as file:
        files.sync(file)


def keyed(path: Path, key: bytes, pragmas: Sequence[str] = PRAGMAS) -> Any:
    """Return an open DB-API connection under that key, hardened: see PRAGMAS and `authorize`."""
    connection = sqlcipher.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=_BUSY_SECONDS,
        cached_statements=_CACHED_STATEMENTS,
    )
    try:
        _run(connection, "cipher_log_level = NONE")  # it would write to standard error
        connection.set_key(f"x'{key.hex()}'")
        for pragma in pragmas:
            _run(connection, pragma)
        connection.set_authorizer(authorize)
    except BaseException:
        connection.close()
        raise
    return connection


def driver_of(connection: sqlalchemy.Connection) -> Any:
    """The driver's own connection: it keeps statements prepared, so that small reads stay small."""
    return connection.connection.driver_connection


def authorize(action: int, first: str | None, second: str | None, *_where: str | None) -> int:
    """Refuse whatever could write plaintext or another key: ATTACH, VACUUM INTO, and most pragmas.

    A callback of SQLite's sqlite3_set_authorizer; returns SQLITE_OK or SQLITE_DENY.
    """
    refused = (
        action in {sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH}
        or (action == sqlcipher.SQLITE_PRAGMA and not _harmless(str(first).lower(), second))
        or (action == sqlcipher.SQLITE_FUNCTION and str(second).lower() in _FUNCTIONS_REFUSED)
    )
    return int(sqlcipher.SQLITE_DENY if refused else sqlcipher.SQLITE_OK)


def _harmless(pragma: str, value: str | None) -> bool:
    return pragma not in _KEY_PRAGMAS and (value is None or pragma in _SETTABLE)


def _begin(connection: sqlalchemy.Connection, path: Path) -> None:
    writes = connection.get_execution_options().get("writes", False)
    if writes:
        faults.refuse_full(path.parent)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _note_place(failed: sqlalchemy.ExceptionContext, path: Path) -> None:
    if isinstance(failed.original_exception, sqlcipher.Error):
        faults.happened_at(failed.original_exception, path)


def _run(connection: Any, pragma: str) -> None:
    connection.execute(f"PRAGMA {pragma}").close()
