"""The migrations make exactly the tables the program works with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import connection, migrate
from streetlaw.storage.tables import FULL_TEXT, metadata


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return connection.engine(tmp_path / "vault.db", bytes(32))


def tables(engine: Engine) -> list[str]:
    return inspect(engine).get_table_names()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and str(name).split("_")[0] in FULL_TEXT)


def test_the_migrations_make_what_the_tables_say(engine: Engine) -> None:
    migrate.create(engine)
    with engine.connect() as made:
        context = MigrationContext.configure(made, opts={"compare_type": True, "include_name": _is_ours})
        assert compare_metadata(context, metadata) == []
        assert made.scalar(text("PRAGMA integrity_check")) == "ok"
    assert set(FULL_TEXT) <= set(tables(engine))


def test_the_format_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_current_head() == migrate.FORMAT


def test_a_made_database_is_current_and_left_alone(engine: Engine) -> None:
    assert not migrate.is_current(engine)
    migrate.create(engine)
    assert migrate.is_current(engine)
    migrate.upgrade(engine, before=pytest.fail)


@pytest.mark.parametrize("format_", ["0003", "0012", "9999"])
def test_a_database_of_a_newer_program_is_refused_without_harm(engine: Engine, format_: str) -> None:
    migrate.create(engine)
    with engine.begin() as newer:
        newer.execute(text("UPDATE alembic_version SET version_num = :format"), {"format": format_})
    for asking in (migrate.is_current, migrate.upgrade):
        with pytest.raises(StreetLawError) as error:
            asking(engine)
        assert error.value.code == "vault.newer_format"
    with engine.connect() as kept:
        assert kept.scalar(text("SELECT version_num FROM alembic_version")) == format_


def test_a_failing_migration_leaves_nothing_behind(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with engine.begin() as early:
        early.execute(text("CREATE TABLE review (id TEXT)"))
    with pytest.raises(StreetLawError) as error:
        migrate.upgrade(engine)
    assert error.value.code == "vault.failed"
    assert tables(engine) == ["review"]


def test_opening_a_current_vault_does_not_import_alembic() -> None:
    program = "import sys, streetlaw.storage.vault; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
