"""Bring a vault back from a backup, or only try whether it would come back.

Both build the whole vault in a private folder and examine all of it; encrypted pages and sealed files are all
that ever stands there. Restoring then gives it its name. A drill throws it away, and so does the next opening
(or `clear_left`) when the program was killed meanwhile.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import select

from streetlaw.domain.backup import BackupReport, Chain, Restored, Trial
from streetlaw.domain.errors import StreetLawError
from streetlaw.services import backups
from streetlaw.services.backups import Vouched
from streetlaw.services.progress import Progress, silent
from streetlaw.storage import (
    archive,
    audit,
    faults,
    files,
    handed,
    kept,
    keys,
    known_keys,
    slots,
    streams,
    tables,
)
from streetlaw.storage.archive import Manifest, Unpacked
from streetlaw.storage.audit import Deed
from streetlaw.storage.backup import Lost, Meter, as_backup, identity, read_table, report
from streetlaw.storage.check import CheckReport, check, named
from streetlaw.storage.kdf import KdfParameters, VaultKey
from streetlaw.storage.lock import NAME as LOCK
from streetlaw.storage.lock import FolderLock
from streetlaw.storage.opening import BLOBS, SLOTS, Opened, open_with_key, refuse_occupied
from streetlaw.storage.slots import SlotTable, SlotType
from streetlaw.storage.surroundings import utc_now
from streetlaw.storage.vault import OpenVault

FindKey = Callable[[SlotTable], VaultKey]
"""Opens one of the slots, like `keys.open_with` with a secret."""

_LEFT: Final = re.compile(r"\.[0-9a-f]{16}" + re.escape(files.PART_SUFFIX))
_MEBIBYTE: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a vault comes from and what is known beside it.

    `known` are vault folders at hand: when one of them is the same vault, its slot file may know of later
    work than the backup. `clock` says UTC.
    """

    file: Path
    known: Sequence[Path] = ()
    clock: Callable[[], datetime] = utc_now


def restore(source: Source, folder: Path, find_key: FindKey, *, progress: Progress = silent) -> BackupReport:
    """Bring a vault back into a folder where nothing is yet; the backup file is only read.

    `progress` counts bytes and may raise. Raises `vault.exists`, `backup.not_read`, `backup.wrong_key`,
    `backup.damaged`, `backup.newer_format`, `backup.no_room` (fact `megabytes`), `vault.read_only`,
    `vault.no_memory`, and what `find_key` raises; then nothing is left behind.
    """
    refuse_occupied(folder)
    with _reading(source.file) as file:
        table = read_table(file)
        key = _key(table, find_key)
        meter = _meter(file, progress)
        with _building(folder, source.file) as building:
            unpacked = _unpacked(file, building, identity(key), meter)
            slots.create(building / SLOTS, table)
            return _settled(building, key, unpacked, source, meter)


def restore_handed(source: Source, folder: Path, own_identity: str, vouched: Vouched, passphrase: str, *,
                   cost: KdfParameters | None = None, progress: Progress = silent) -> BackupReport:
    """Bring back a vault whose owner trusted the holder of `own_identity` with it, under a new passphrase.

    What else opened the vault of the owner opens this one too. Raises what `restore` and `handed.unseal`
    raise, and `vault.passphrase_empty`.
    """
    if not passphrase.strip():
        raise StreetLawError("vault.passphrase_empty")
    refuse_occupied(folder)
    with _reading(source.file) as file:
        table, meter = read_table(file), _meter(file, progress)
        with _building(folder, source.file) as building:
            unpacked = _unpacked(file, building, own_identity, meter, "backup.not_for_me")
            key = handed.unseal(unpacked.key, table.vault_id.hex(), own_identity, vouched)
            slots.create(building / SLOTS, keys.reset_passphrase(table, key, passphrase, cost))
            return _settled(building, key, unpacked, source, meter)


def drill(vault: OpenVault, source: Path, *, progress: Progress = silent) -> Trial:
    """Try a backup of an open vault: open all of it in a private folder inside the vault, examine, remove.

    Raises `backup.other_vault` and what `restore` raises. What was found wrong with the backup's place in
    the history, or with attachments, is in the report.
    """
    opened = vault.opened()
    with _reading(source) as file:
        table, meter = read_table(file), _meter(file, progress)
        if table.vault_id.hex() != vault.vault_id:
            raise StreetLawError("backup.other_vault")
        with _room_for(source), faults.mapped(), files.passing(vault.folder) as staging:
            files.make_folder(staging / BLOBS)
            unpacked = _unpacked(file, staging, identity(opened.key), meter)
            slots.create(staging / SLOTS, table)
            lost = _examined(staging, opened.key, unpacked.manifest, meter)
    return Trial(
        held=report(unpacked.manifest, source.stat().st_size, lost),
        chain=_chain(opened, unpacked.manifest),
        same_passphrase=_same_passphrases(table, vault.slot_table),
    )


def clear_left(parent: Path) -> None:
    """Delete what killed restorations left in a folder; those under way in another program stay."""
    with suppress(OSError):
        for left in parent.iterdir():
            if _LEFT.fullmatch(left.name) and (left / LOCK).is_file():
                with suppress(StreetLawError):
                    FolderLock(left).release()
                    shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _building(folder: Path, source: Path) -> Iterator[Path]:
    """A folder that becomes the vault, locked meanwhile so that `clear_left` knows it is alive."""
    clear_left(folder.parent)
    with _room_for(source), faults.mapped(), files.appearing(folder) as building:
        lock = FolderLock(building)
        try:
            files.make_folder(building / BLOBS)
            yield building
        finally:
            lock.release()


@contextmanager
def _room_for(source: Path) -> Iterator[None]:
    """Say how much room is needed when the disk turns out to be full."""
    try:
        yield
    except StreetLawError as error:
        if error.code != "vault.disk_full":
            raise
        megabytes = -(-source.stat().st_size // _MEBIBYTE)
        raise StreetLawError("backup.no_room", megabytes=megabytes) from None


def _meter(file: BinaryIO, progress: Progress) -> Meter:
    """All bytes that are to be opened, and as many again for examining them."""
    start = file.tell()
    size = file.seek(0, 2)
    file.seek(start)
    return Meter(progress, 2 * (size - start))


def _unpacked(file: BinaryIO, building: Path, own_identity: str, meter: Meter,
              nothing: str = "backup.damaged") -> Unpacked:
    """Unpack the age file as it opens; `nothing` is raised when not even its beginning opens."""
    passed = streams.Measure()

    def watch(piece: bytes) -> None:
        passed(piece)
        meter(piece)

    with archive.Unpacker(building) as unpacker:
        try:
            streams.unseal(_Readable(file), unpacker, own_identity, "backup.damaged", watch)
        except StreetLawError as error:
            if error.code == "backup.damaged" and not passed.size:
                raise StreetLawError(nothing) from None
            raise
        return unpacker.finish()


def _settled(building: Path, key: VaultKey, unpacked: Unpacked, source: Source,
             meter: Meter) -> BackupReport:
    """Examine the vault that was built, and let it remember where it came from."""
    lost = _examined(building, key, unpacked.manifest, meter)
    manifest, now = unpacked.manifest, source.clock()
    restored = Restored(made=manifest.made, restored=now, lines=manifest.audit_lines,
                        known_lines=_known_lines(source.known, key, manifest.vault_id),
                        damaged=tuple(file.id for file in lost))
    opened = open_with_key(building, key)
    try:
        with opened.engine.execution_options(writes=True).begin() as writing:
            audit.append(writing, opened.audit_key, Deed(now, "", "backup.restored"), ())
            kept.choose(writing, backups.RESTORED, backups.to_text(restored))
            known_keys.note(writing, slots.load(building / SLOTS))
    finally:
        opened.engine.dispose()
    return report(manifest, source.file.stat().st_size, lost)


def _examined(building: Path, key: VaultKey, manifest: Manifest, meter: Meter) -> Lost:
    """Refuse a vault that is not what the manifest says of it; say which attachments were damaged before."""
    with as_backup({"vault.damaged": "backup.damaged", "vault.newer_format": "backup.newer_format"}):
        opened = open_with_key(building, key)
    try:
        found = check(opened.engine, opened.audit_key, opened.blobs, meter.rest())
        whole = found.pages_ok and found.structure_ok and found.references_ok and found.audit_ok
        if not whole or not _as_promised(found, manifest):
            raise StreetLawError("backup.damaged")
        return named(opened.engine, found.damaged)
    finally:
        opened.engine.dispose()


def _as_promised(found: CheckReport, manifest: Manifest) -> bool:
    """True when the records and the audit chain are those of the manifest; a newer kind has none there."""
    promised = (manifest.audit_lines, manifest.audit_head)
    return (
        (found.audit_lines, found.audit_head) == promised
        and all(number == manifest.counts.get(kind, 0) for kind, number in found.counts.items())
    )


def _chain(opened: Opened, manifest: Manifest) -> Chain:
    with faults.mapped(), opened.engine.connect() as reading:
        if manifest.audit_lines > audit.head(reading).seq:
            return Chain.AHEAD
        line = select(tables.audit.c.mac).where(tables.audit.c.seq == manifest.audit_lines)
        mac = reading.scalar(line) if manifest.audit_lines else bytes(32)
    return Chain.PAST if mac is not None and mac.hex() == manifest.audit_head else Chain.FORKED


def _same_passphrases(then: SlotTable, now: SlotTable) -> bool:
    standing = {slot for _, slot in now.of_type(SlotType.PASSPHRASE)}
    return any(slot in standing for _, slot in then.of_type(SlotType.PASSPHRASE))


def _known_lines(known: Sequence[Path], key: VaultKey, vault_id: str) -> int:
    """The last audit line a slot file at hand knows of that vault; 0 when none does."""
    lines = 0
    for folder in known:
        with suppress(StreetLawError, OSError):
            table = slots.load(folder / SLOTS)
            anchor = keys.read_anchor(table, key) if table.vault_id.hex() == vault_id else None
            lines = max(lines, anchor.sequence if anchor else 0)
    return lines


def _key(table: SlotTable, find_key: FindKey) -> VaultKey:
    with as_backup({
        "vault.wrong_escrow_words": "backup.wrong_key",
        "vault.wrong_key_file": "backup.wrong_key",
        "vault.wrong_passphrase": "backup.wrong_key",
        "vault.wrong_recovery_words": "backup.wrong_key",
        "vault.wrong_shares": "backup.wrong_key",
        "vault.slots_damaged": "backup.damaged",
    }):
        return find_key(table)


class _Readable:
    """A backup file whose disk may go away while it is read: `backup.not_read`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int, /) -> bytes:
        try:
            return self._file.read(size)
        except OSError:
            raise StreetLawError("backup.not_read") from None


@contextmanager
def _reading(source: Path) -> Iterator[BinaryIO]:
    try:
        file = source.open("rb")
    except OSError:
        raise StreetLawError("backup.not_read") from None
    with file:
        yield file
