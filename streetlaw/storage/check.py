"""Examine a whole vault: every page, every reference, every line of the audit chain, every attachment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Engine, func, select

from streetlaw.domain.action import Attachment
from streetlaw.domain.backup import DamagedFile
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.services.progress import Progress, silent
from streetlaw.storage import audit, faults, tables
from streetlaw.storage.blobs import BlobFolder

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What an examination found; each `…_ok` answers one question.

    `damaged` holds the record ids of attachments that are missing or do not open as they were stored;
    `strays` counts sealed files no record knows, which nobody can open any more; `counts` is records by
    kind; `audit_head` is the seal of the last audit line, hexadecimal, or "" where the chain does not hold.
    """

    pages_ok: bool
    structure_ok: bool
    references_ok: bool
    audit_ok: bool
    audit_lines: int = 0
    audit_head: str = ""
    attachments: int = 0
    damaged: tuple[str, ...] = ()
    strays: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """True when nothing is lost or altered; stray files are no loss."""
        return (self.pages_ok and self.structure_ok and self.references_ok and self.audit_ok
                and not self.damaged)


@dataclass(frozen=True, slots=True)
class _Sealed:
    id: str
    blob: str
    identity: str
    size: int
    sha256: str


def check(engine: Engine, audit_key: bytes, blobs: BlobFolder, progress: Progress = silent) -> CheckReport:
    """Examine the vault and say what is sound; `progress` counts bytes of attachments.

    Damage is reported, not raised; raises `work.cancelled` from `progress`.
    """
    _when_readable(lambda: _fold_in(engine))
    listed = _when_readable(lambda: _attachments(engine))
    sealed = listed or ()
    head = _when_readable(lambda: _audited(engine, audit_key))
    known = {attachment.blob for attachment in sealed}
    return CheckReport(
        pages_ok=_says(engine, "PRAGMA cipher_integrity_check", []),
        structure_ok=listed is not None and _says(engine, "PRAGMA integrity_check", ["ok"]),
        references_ok=_says(engine, "PRAGMA foreign_key_check", []),
        audit_ok=head is not None,
        audit_lines=head.seq if head else 0,
        audit_head=head.mac.hex() if head else "",
        attachments=len(sealed),
        damaged=_damaged(sealed, blobs, progress),
        strays=sum(name not in known for name in blobs.names()),
        counts=_when_readable(lambda: counts(engine)) or {},
    )


def damaged(engine: Engine, blobs: BlobFolder, progress: Progress = silent) -> tuple[str, ...]:
    """The record ids of attachments that are missing or do not open as they were stored.

    `progress` counts bytes; raises `work.cancelled` from it.
    """
    return _damaged(_attachments(engine), blobs, progress)


def named(engine: Engine, ids: Sequence[str]) -> tuple[DamagedFile, ...]:
    """The attachments of those ids as people know them, by client and name."""
    files, clients = tables.records[Attachment].c, tables.records[Client].c
    wanted = select(files.id, clients.code, files.name).outerjoin_from(
        tables.records[Attachment], tables.records[Client], files.client_id == clients.id)
    with engine.connect() as connection:
        found = connection.execute(wanted.where(files.id.in_(ids)).order_by(clients.code, files.name))
        return tuple(DamagedFile(id=id, client=code or "", name=name) for id, code, name in found)


def counts(engine: Engine) -> dict[str, int]:
    """How many records of each kind there are."""
    with engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.records.values()
        }


def _when_readable(read: Callable[[], T]) -> T | None:
    with suppress(StreetLawError), faults.mapped():
        return read()
    return None


def _fold_in(engine: Engine) -> None:
    """Write what the log holds into the file: the page check reads the file alone.

    A power cut may leave half a page there that stands whole in the log, which is no damage.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")


def _says(engine: Engine, pragma: str, wanted: list[str]) -> bool:
    def ask() -> bool:
        with engine.connect() as connection:
            return [str(row[0]) for row in connection.exec_driver_sql(pragma)] == wanted

    return _when_readable(ask) or False


def _attachments(engine: Engine) -> tuple[_Sealed, ...]:
    columns = tables.records[Attachment].c
    wanted = select(columns.id, columns.blob, columns.identity, columns.size, columns.sha256)
    with engine.connect() as connection:
        return tuple(_Sealed(*row) for row in connection.execute(wanted.order_by(columns.id)))


def _audited(engine: Engine, audit_key: bytes) -> audit.Head:
    with engine.connect() as connection:
        return audit.verify(connection, audit_key)


def _damaged(sealed: tuple[_Sealed, ...], blobs: BlobFolder, progress: Progress) -> tuple[str, ...]:
    done, total = 0, sum(attachment.size for attachment in sealed)
    damaged = []
    progress(done, total)
    for attachment in sealed:
        if not blobs.holds(attachment.blob, attachment.identity, attachment.size, attachment.sha256):
            damaged.append(attachment.id)
        done += attachment.size
        progress(done, total)
    return tuple(damaged)
