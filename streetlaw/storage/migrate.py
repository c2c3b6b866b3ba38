"""The format of the vault's database: made, recognised and brought up to date by Alembic's migrations.

Alembic is imported only when there is something to do: it costs more than opening the vault.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import faults

FORMAT: Final = "0002"
"""The format this program writes: the newest revision in `migrations`."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_TABLE: Final = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
_REVISIONS: Final = MIGRATIONS / "versions"


def create(engine: Engine) -> None:
    """Make all tables in an empty database."""
    upgrade(engine)


def is_current(engine: Engine) -> bool:
    """True when the database has this program's format; raises `vault.newer_format` for an unknown one."""
    with faults.mapped(), engine.connect() as connection:
        return _is_current(_stored(connection))


def upgrade(engine: Engine, before: Callable[[], None] | None = None) -> None:
    """Bring the database to this program's format in one transaction.

    `before` is called before stored data is moved: there the caller makes its copy; when it raises, nothing
    was touched. A database of this format is left alone. Raises `vault.newer_format`, `vault.disk_full`,
    `vault.failed`; then the database is as it was.
    """
    with faults.mapped(), engine.connect().execution_options(writes=True) as connection:
        stored = _stored(connection)
        if _is_current(stored):
            return
        if before is not None and stored is not None:
            connection.rollback()  # the copy is made while nobody holds the lock
            before()
        _run(connection)
        connection.commit()


def _is_current(stored: str | None) -> bool:
    if stored not in (None, FORMAT) and stored not in _known():
        raise StreetLawError("vault.newer_format")
    return stored == FORMAT


def _stored(connection: Connection) -> str | None:
    if not connection.exec_driver_sql(_TABLE).first():
        return None
    stored: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return stored


def _known() -> frozenset[str]:
    return frozenset(path.name.split("_", 1)[0] for path in _REVISIONS.glob("[0-9]*.py*"))


def _run(connection: Connection) -> None:
    # Lazy: 60 ms that most openings of a vault need not spend.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(MIGRATIONS))

    def steps(stored: str, _: MigrationContext) -> object:
        return scripts._upgrade_revs(FORMAT, stored)  # noqa: SLF001 - as Alembic's own command does

    context = MigrationContext.configure(connection, opts={"transactional_ddl": True, "fn": steps})
    with Operations.context(context):
        context.run_migrations()
