"""The vault a duress passphrase opens: invented people in a file that looks like one more attachment.

`build` makes it while the real vault is open; `put_in_place` is what the duress passphrase does, before it
opens anything. From its first write on nothing opens the real vault any more. Power may go at any moment: the
same passphrase then goes on where it stopped.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from streetlaw.services.ports import Work
from streetlaw.storage import (
    audit,
    connection,
    duress,
    faults,
    files,
    holders,
    keys,
    known_keys,
    migrate,
    slots,
    streams,
)
from streetlaw.storage.blobs import BlobFolder
from streetlaw.storage.kdf import Label, VaultKey
from streetlaw.storage.keys import Anchor
from streetlaw.storage.opening import BLOBS, DATABASE, SLOTS, Opened
from streetlaw.storage.recovery import new_recovery
from streetlaw.storage.sealing import Found
from streetlaw.storage.slots import SlotTable
from streetlaw.storage.work import SqlWork

OpenWork = Callable[[Opened], AbstractContextManager[SqlWork]]
"""Begins a unit of work on an open database."""

_PART = f".{DATABASE}.new{files.PART_SUFFIX}"
_LOGS = ("-wal", "-shm")
_PASSPHRASE_PLACE, _RECOVERY_PLACE = 0, 1


class Decoy:
    """A vault that is only a database, and in which work can be of any day: enough for who fills it."""

    def __init__(self, opened: Opened, open_work: OpenWork) -> None:
        self._opened = opened
        self._open_work = open_work

    def work(self) -> AbstractContextManager[Work]:
        """Begin a unit of work."""
        return self._open_work(self._opened)

    @contextmanager
    def work_at(self, at: datetime) -> Iterator[Work]:
        """Begin a unit of work as if it were that moment."""
        with self._open_work(self._opened) as work:
            work.now = at
            yield work

    def close(self) -> None:
        """Whoever made it closes it."""


Fill = Callable[[Decoy], None]
"""Writes invented people into a new vault."""


def build(folder: Path, key: VaultKey, open_work: OpenWork, fill: Fill) -> None:
    """Make the decoy of that key, filled, among the attachments of a vault; nothing is left when it fails.

    Raises `vault.disk_full`, `vault.read_only`, and what `fill` raises.
    """
    part = folder / _PART
    with faults.mapped():
        _remove(part)
        files.new_file(part).close()
        try:
            engine = connection.engine(part, key.subkey(Label.DB))
            try:
                migrate.create(engine)
                fill(Decoy(Opened(engine, key, BlobFolder(folder / BLOBS)), open_work))
                with engine.connect() as ending:
                    ending.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                engine.dispose()
            with part.open("rb") as source, files.replacing(folder / BLOBS / duress.name_of(key)) as target:
                streams.seal(source, target, [streams.recipient_of(_identity(key))])
        finally:
            _remove(part)


def discard(folder: Path, name: str) -> None:
    """Remove a decoy, if it is there."""
    with faults.mapped():
        (folder / BLOBS / name).unlink(missing_ok=True)
        files.sync_folder(folder / BLOBS)


def put_in_place(folder: Path, table: SlotTable, found: Found) -> None:
    """Overwrite every other key, put the decoy where the vault was, and make its passphrase an ordinary one.

    The recovery place gets a key nobody has, as ordinary vaults have one. Raises `vault.damaged` when the
    decoy is not whole: then nothing opens the folder any more.
    """
    with faults.mapped():
        alone = replace(table.emptied(), raw=_only(table, found.place))
        alone = slots.store(folder / SLOTS, alone)
        if (folder / BLOBS / duress.name_of(found.key)).is_file():
            _exchange(folder, found.key)
        table = duress.as_ordinary(alone, found, _PASSPHRASE_PLACE)
        if found.place != _PASSPHRASE_PLACE:
            table = table.without(found.place)
        table = keys.with_recovery(table, _RECOVERY_PLACE, found.key, new_recovery())
        head = _noted(folder, found.key, table)
        slots.store(folder / SLOTS, keys.write_anchor(table, found.key, Anchor(head.seq, head.mac)))


def _noted(folder: Path, key: VaultKey, table: SlotTable) -> audit.Head:
    """Let the decoy know its keys as ordinary vaults do, from their first day, and give its log's head."""
    engine = connection.engine(folder / DATABASE, key.subkey(Label.DB))
    try:
        with engine.execution_options(writes=True).begin() as writing:
            if (first := audit.begun(writing)) is not None:
                holders.note_all_made_at(writing, table, first)
            known_keys.note(writing, table)
            return audit.head(writing)
    finally:
        engine.dispose()


def _exchange(folder: Path, key: VaultKey) -> None:
    """Put the decoy's database in place of the vault's, which nothing opens any more, and its own file last.

    What goes goes first: on a full disk there is room for the decoy then.
    """
    part, name = folder / _PART, duress.name_of(key)
    for ending in ("", *_LOGS):
        (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
    for blob in (folder / BLOBS).iterdir():
        if blob.name != name:
            blob.unlink()
    part.unlink(missing_ok=True)
    with (folder / BLOBS / name).open("rb") as source, files.new_file(part) as target:
        streams.unseal(source, target, _identity(key), "vault.damaged")
        files.sync(target)
    part.replace(folder / DATABASE)
    files.sync_folder(folder)
    (folder / BLOBS / name).unlink()
    files.sync_folder(folder / BLOBS)


def _only(table: SlotTable, place: int) -> tuple[bytes, ...]:
    return tuple(raw if index == place else secrets.token_bytes(len(raw))
                 for index, raw in enumerate(table.raw))


def _identity(key: VaultKey) -> str:
    return streams.identity_of(key.subkey(Label.DECOY))


def _remove(database: Path) -> None:
    for ending in ("", *_LOGS):
        database.with_name(database.name + ending).unlink(missing_ok=True)
