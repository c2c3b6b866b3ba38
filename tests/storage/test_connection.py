from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import connection, faults
from tests.storage.refusals import refused

KEY = bytes(range(32))
SECRET = "Айбек Асанов"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    made = connection.engine(path, KEY)
    with made.begin() as work:
        work.execute(text("CREATE TABLE person (name TEXT UNIQUE)"))
        work.execute(text("INSERT INTO person VALUES (:name)"), {"name": SECRET})
    yield made
    made.dispose()


def ask(engine: Engine, question: str) -> object:
    with engine.connect() as reading:
        return reading.exec_driver_sql(question).scalar()


def test_every_promise_about_the_file_is_kept(engine: Engine) -> None:
    assert ask(engine, "PRAGMA journal_mode") == "wal"
    assert ask(engine, "PRAGMA synchronous") == 2
    assert ask(engine, "PRAGMA temp_store") == 2
    assert ask(engine, "PRAGMA secure_delete") == 1
    assert ask(engine, "PRAGMA foreign_keys") == 1
    assert ask(engine, "PRAGMA trusted_schema") == 0
    assert str(ask(engine, "PRAGMA cipher_version")).startswith("4.")


@pytest.mark.parametrize("statement", [
    "ATTACH ':memory:' AS other KEY ''",
    "ATTACH '{target}' AS other KEY ''",
    "ATTACH '{target}' AS other",
    "DETACH main",
    "PRAGMA temp_store = 1",
    "PRAGMA main.temp_store = FILE",
    "PRAGMA TEMP_STORE = 0",
    "PRAGMA temp_store_directory = '/tmp'",
    "PRAGMA synchronous = OFF",
    "PRAGMA secure_delete = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA cipher_memory_security = OFF",
    "PRAGMA cipher_plaintext_header_size = 32",
    "PRAGMA cipher_profile = '{target}'",
    "PRAGMA cipher_log = '{target}'",
    "PRAGMA cipher_use_hmac = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA key = 'another'",
    "PRAGMA rekey = ''",
    "PRAGMA hexrekey = ''",
    "PRAGMA key",
    "SELECT sqlcipher_export('main')",
    "SELECT load_extension('other')",
])
def test_what_could_write_plaintext_or_another_key_is_refused(engine: Engine, tmp_path: Path,
                                                              statement: str) -> None:
    with engine.connect() as work, pytest.raises(DBAPIError, match="not authorized"):
        work.exec_driver_sql(statement.format(target=tmp_path / "plain.db"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault.db", "vault.db-shm", "vault.db-wal"]


@pytest.mark.parametrize("statement", ["VACUUM", "VACUUM INTO '{target}'"])
def test_nothing_is_copied_out_by_vacuum(engine: Engine, path: Path, tmp_path: Path, statement: str) -> None:
    raw = connection.keyed(path, KEY)
    with pytest.raises(sqlcipher.DatabaseError, match="authoriz"):
        raw.execute(statement.format(target=tmp_path / "plain.db"))
    raw.close()
    assert not (tmp_path / "plain.db").exists()


def test_a_failed_transaction_leaves_nothing_not_even_a_table(engine: Engine) -> None:
    def half() -> None:
        with engine.begin() as work:
            work.execute(text("CREATE TABLE half (x)"))
            work.execute(text("INSERT INTO person VALUES ('half')"))
            raise LookupError

    with pytest.raises(LookupError):
        half()
    assert ask(engine, "SELECT count(*) FROM person") == 1
    assert ask(engine, "SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0


def test_the_key_is_in_no_text_about_the_engine(engine: Engine, path: Path) -> None:
    with engine.connect() as reading:
        told = f"{engine!r}{engine.url!r}{engine.pool!r}{reading!r}{reading.connection.dbapi_connection!r}"
    assert KEY.hex() not in told
    assert str(path) not in told


def test_the_key_and_the_values_are_in_no_error(engine: Engine, path: Path) -> None:
    with engine.connect() as work, pytest.raises(DBAPIError) as caught:
        work.execute(text("INSERT INTO person VALUES (:name)"), {"name": SECRET})
    assert SECRET not in str(caught.value)
    stranger = connection.engine(path, bytes(32))
    with pytest.raises(DBAPIError) as caught, stranger.connect():
        pass
    assert bytes(32).hex() not in f"{caught.value!r}{caught.value.orig!r}"


def test_another_key_opens_nothing_and_writes_nothing_to_the_terminal(
    engine: Engine, path: Path, capfd: pytest.CaptureFixture[str],
) -> None:
    with refused("vault.damaged"), faults.mapped(), connection.engine(path, bytes(32)).connect():
        pass
    assert capfd.readouterr() == ("", "")


def test_a_key_has_32_bytes(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connection.engine(path, b"short")


def test_the_files_show_no_word(engine: Engine, path: Path) -> None:
    files = [path, path.with_name("vault.db-wal")]
    written = b"".join(file.read_bytes() for file in files)
    assert len(written) > 4096
    assert SECRET.encode() not in written
    assert b"SQLite format" not in written
    assert b"person" not in written


def test_a_copy_is_whole_and_under_the_same_key(engine: Engine, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.touch(0o600)
    told: list[tuple[int, int]] = []
    connection.copy(path, target, KEY, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0
    assert SECRET.encode() not in target.read_bytes()
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(target).execute("SELECT * FROM person")
    copied = connection.engine(target, KEY)
    assert ask(copied, "SELECT name FROM person") == SECRET
    assert ask(copied, "PRAGMA integrity_check") == "ok"
    copied.dispose()


def test_a_copy_shows_one_moment_while_others_write(engine: Engine, path: Path, tmp_path: Path) -> None:
    with engine.begin() as work:
        rows = [{"name": f"{number:06}" + "x" * 500} for number in range(8000)]
        work.execute(text("INSERT INTO person VALUES (:name)"), rows)
    target = tmp_path / "copy.db"
    target.touch(0o600)

    def write_on(done: int, total: int) -> None:
        def write() -> None:
            with engine.begin() as work:
                work.execute(text("INSERT INTO person VALUES (:name)"), {"name": f"during {done}"})

        writer = threading.Thread(target=write)
        writer.start()
        writer.join()

    connection.copy(path, target, KEY, write_on)
    copied = connection.engine(target, KEY)
    assert ask(copied, "SELECT count(*) FROM person") == 8001
    assert ask(copied, "PRAGMA integrity_check") == "ok"
    copied.dispose()
    assert int(str(ask(engine, "SELECT count(*) FROM person"))) > 8002


def test_a_copy_can_be_stopped(engine: Engine, path: Path, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise StreetLawError("work.cancelled")

    target = tmp_path / "copy.db"
    target.touch(0o600)
    with refused("work.cancelled"):
        connection.copy(path, target, KEY, stop)
    assert ask(engine, "SELECT count(*) FROM person") == 1
