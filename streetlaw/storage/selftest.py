"""Try the cipher and the search of the database on a small invented one, in a folder that goes away again."""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from streetlaw.storage.connection import KEY_SIZE, keyed

_WORD: Final = "nothing but a word to look for"
_PLAIN_HEADER: Final = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """Versions of the parts, and whether each did what the vault relies on."""

    cipher: str
    provider: str
    sqlite: str
    encrypts: bool
    refuses_other_keys: bool
    searches: bool

    @property
    def seals(self) -> bool:
        """True when the file is unreadable without its key, and opens under no other."""
        return self.encrypts and self.refuses_other_keys


def selftest() -> SelfTest:
    """Write a database of one invented line under a random key, and look at what came to the disk."""
    with TemporaryDirectory() as folder:
        path, key = Path(folder) / "selftest.db", secrets.token_bytes(KEY_SIZE)
        with closing(keyed(path, key)) as connection:
            searches = _searches(connection)
            cipher = _told(connection, "cipher_version")
            provider = _told(connection, "cipher_provider_version")
        written = b"".join(file.read_bytes() for file in Path(folder).iterdir())
        return SelfTest(
            cipher=cipher, provider=provider, sqlite=sqlcipher.sqlite_version, searches=searches,
            encrypts=bool(written) and _PLAIN_HEADER not in written and _WORD.encode() not in written,
            refuses_other_keys=not _opens(path, secrets.token_bytes(KEY_SIZE)))


def _searches(connection: Any) -> bool:
    try:
        connection.execute("CREATE VIRTUAL TABLE lines USING fts5(line)")
        connection.execute("INSERT INTO lines VALUES (?)", (_WORD,))
        return len(connection.execute("SELECT line FROM lines WHERE lines MATCH 'nothing'").fetchall()) == 1
    except sqlcipher.Error:
        return False


def _opens(path: Path, key: bytes) -> bool:
    try:
        with closing(keyed(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.Error:
        return False
    return True


def _told(connection: Any, pragma: str) -> str:
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    return str(row[0]) if row else ""
