"""The parts of a vault folder, and how they are opened once the key is at hand."""

from __future__ import annotations

import os
import stat
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile
from streetlaw.storage import connection, faults, files, migrate, slots
from streetlaw.storage.blobs import BlobFolder
from streetlaw.storage.kdf import Label, VaultKey
from streetlaw.storage.slots import SlotTable

DATABASE: Final = "vault.db"
SLOTS: Final = "keys.slots"
BLOBS: Final = "blobs"

_SMALLEST_DATABASE: Final = 4096  # one page; SQLite would take an empty file for a new database


@dataclass(frozen=True, slots=True)
class Opened:
    """What is at hand while a vault is open, and gone once it is closed."""

    engine: Engine
    key: VaultKey
    blobs: BlobFolder

    @property
    def audit_key(self) -> bytes:
        """The key of the audit chain."""
        return self.key.subkey(Label.AUDIT)


def open_with_key(folder: Path, key: VaultKey) -> Opened:
    """Open the parts of a vault nobody else uses: mend its slot file and permissions, migrate its database.

    Raises `vault.damaged`, `vault.newer_format`, `vault.disk_full`, `vault.disk_error`,
    `vault.read_only_medium`, `vault.upgrade_failed`.
    """
    with faults.while_opening():
        if not _is_database(folder / DATABASE) or _is_disguised(folder):
            raise StreetLawError("vault.damaged")
        faults.refuse_full(folder)
        (folder / BLOBS).mkdir(mode=files.FOLDER_MODE, exist_ok=True)
        files.tighten(folder)
        files.clear_parts(folder)
        files.clear_parts(folder / BLOBS)
        if not slots.even(folder / SLOTS):
            slots.store(folder / SLOTS, load_slots(folder))
        engine = connection.engine(folder / DATABASE, key.subkey(Label.DB))
        try:
            _bring_up_to_date(engine, folder, key)
        except BaseException:
            engine.dispose()
            raise
    return Opened(engine, key, BlobFolder(folder / BLOBS))


def clear_strays(opened: Opened) -> None:
    """Remove sealed files that no record knows: their keys are gone, so nobody can open them.

    Not to be done on an older database that was put back: the newer one knows more of them. What cannot be
    removed stays until the next opening.
    """
    with suppress(StreetLawError), faults.mapped():
        there = set(opened.blobs.names())
        if there:
            with opened.engine.connect() as reading:
                known = reading.exec_driver_sql("SELECT blob FROM attachment").scalars()
                there.difference_update(known)
        for name in there:
            opened.blobs.erase(name)


def jurisdiction(engine: Engine) -> str:
    """The jurisdiction of the profile; asked of the driver itself: every piece of work begins with it."""
    with faults.mapped(), closing(engine.raw_connection()) as pooled:
        driver: Any = pooled.driver_connection
        found = driver.execute("SELECT jurisdiction FROM profile LIMIT 1").fetchall()
    return next((said for (said,) in found), "") or Profile().jurisdiction


def _bring_up_to_date(engine: Engine, folder: Path, key: VaultKey) -> None:
    """Migrate an older database, and put it back as it was should the result not be whole."""
    if migrate.is_current(engine):
        return
    before = folder / f".before-upgrade{files.PART_SUFFIX}"

    def keep() -> None:
        files.new_file(before).close()
        connection.copy(folder / DATABASE, before, key.subkey(Label.DB))

    try:
        migrate.upgrade(engine, keep)
    except BaseException:
        before.unlink(missing_ok=True)  # the database is as it was, and a full disk needs the room
        raise
    if before.exists() and not _is_whole(engine):
        engine.dispose()
        for log in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (folder / log).unlink(missing_ok=True)
        before.replace(folder / DATABASE)
        files.sync_folder(folder)
        raise StreetLawError("vault.upgrade_failed")
    before.unlink(missing_ok=True)


def _is_whole(engine: Engine) -> bool:
    with suppress(StreetLawError), faults.mapped(), engine.connect() as reading:
        return reading.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    return False


def load_slots(folder: Path) -> SlotTable:
    """Return what the slot file of a vault says; `vault.slots_damaged`, `vault.newer_format`."""
    with faults.mapped():
        try:
            return slots.load(folder / SLOTS)
        except (FileNotFoundError, IsADirectoryError):
            raise StreetLawError("vault.slots_damaged") from None


def refuse_occupied(folder: Path) -> None:
    """Raise `vault.exists` unless nothing is there, or an empty folder."""
    with faults.mapped():
        if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
            raise StreetLawError("vault.exists")


def _is_database(path: Path) -> bool:
    return path.is_file() and path.stat().st_size >= _SMALLEST_DATABASE


def _is_disguised(folder: Path) -> bool:
    """True when a part is a link, or a folder where a file should be, or the other way round."""
    wanted = dict.fromkeys((DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", SLOTS), stat.S_ISREG)
    wanted[BLOBS] = stat.S_ISDIR
    found = {name: (folder / name).lstat().st_mode for name in wanted if os.path.lexists(folder / name)}
    return not all(wanted[name](mode) for name, mode in found.items())
