"""One file from which a vault comes back, with the passphrase of that day or with the recovery words.

    0      magic "STREETLAW-BACKUP"
    16     format, 2 bytes, big-endian
    18     the slot file of the vault (`slots`), 32 KiB: it says as much as the one in the vault folder
    32786  an age file for one recipient, made from the vault key; inside it a tar archive: manifest.json,
           vault.db (a consistent copy, encrypted as in the vault), blobs/<name> (as in the vault)

The passphrase or the words open a slot, the slot gives the vault key, and that opens everything else.
Restoring builds the whole vault beside its place, examines all of it, and only then gives it its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.ports import Progress, silent
from streetlaw.storage import archive, audit, connection, duress, faults, files, keys, slots, streams
from streetlaw.storage.archive import Manifest, Member, Packed
from streetlaw.storage.check import CheckReport, check, counts
from streetlaw.storage.kdf import Label, VaultKey
from streetlaw.storage.keys import Anchor
from streetlaw.storage.opening import BLOBS, DATABASE, SLOTS, open_with_key, refuse_occupied
from streetlaw.storage.slots import SlotTable
from streetlaw.storage.vault import OpenVault

MAGIC: Final = b"STREETLAW-BACKUP"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What a backup holds: when it was made (UTC), its bytes, records by kind, attachments, audit lines."""

    made: datetime
    vault_id: str
    size: int
    counts: Mapping[str, int]
    attachments: int
    audit_lines: int


def backup(vault: OpenVault, target: Path, *, progress: Progress = silent) -> BackupReport:
    """Write a backup of an open vault to `target`, whole or not at all; an older file there gives way.

    `progress` counts bytes and may raise. Raises `backup.disk_full`, `backup.not_written`, `backup.changed`
    when an attachment went meanwhile, and what opening the database raises.
    """
    copy = vault.folder / f".{DATABASE}{files.PART_SUFFIX}"
    try:
        with faults.mapped():
            copy.unlink(missing_ok=True)
            files.new_file(copy).close()
            connection.copy(vault.folder / DATABASE, copy, vault.opened().key.subkey(Label.DB))
            manifest, members, head = _contents(vault, copy)
        key = vault.opened().key
        plain = duress.without(vault.slot_table, key)
        table = keys.write_anchor(plain, key, Anchor(head.seq, head.mac))
        with _writing(target) as file:
            file.write(_header(table))
            meter = _Meter(progress, sum(manifest.members.values()))
            recipient = streams.recipient_of(_identity(key))
            streams.seal(Packed(manifest, members), file, [recipient], meter)
            size = file.tell()
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
    return _report(manifest, size)


def restore(source: Path, folder: Path, *, passphrase: str | None = None,
            recovery_words: str | Sequence[str] | None = None, progress: Progress = silent) -> BackupReport:
    """Bring a vault back into a folder where nothing is yet; the backup file is only read.

    `progress` counts bytes and may raise. Raises `vault.exists`, `backup.not_read`, `backup.wrong_key`,
    `backup.damaged`, `backup.newer_format`, `vault.disk_full`, `vault.read_only`, `vault.no_memory`, and
    what `recovery.from_words` raises; then nothing is left behind.
    """
    refuse_occupied(folder)
    with _reading(source) as file:
        table = _table(file)
        key = _key(table, passphrase, recovery_words)
        meter = _Meter(progress, max(0, source.stat().st_size - file.tell()))
        with faults.mapped(), files.appearing(folder) as building:
            files.make_folder(building / BLOBS)
            manifest = _unsealed(file, key, building, meter)
            slots.create(building / SLOTS, table)
            _examine(building, key, manifest)
        return _report(manifest, source.stat().st_size)


def _contents(vault: OpenVault, copy: Path) -> tuple[Manifest, list[Member], audit.Head]:
    opened = vault.opened()
    engine = connection.engine(copy, opened.key.subkey(Label.DB))
    try:
        with engine.connect() as reading:
            head = audit.head(reading)
        counted = counts(engine)
    finally:
        engine.dispose()
    paths = {f"{archive.BLOBS}/{name}": opened.blobs.path(name) for name in opened.blobs.names()}
    members = [Member.of(name, path) for name, path in {archive.DATABASE: copy, **paths}.items()]
    manifest = Manifest(
        format=archive.FORMAT,
        made=vault.now(),
        vault_id=vault.vault_id,
        audit_lines=head.seq,
        audit_head=head.mac.hex(),
        counts=counted,
        members={member.name: member.size for member in members},
    )
    return manifest, members, head


def _examine(building: Path, key: VaultKey, manifest: Manifest) -> None:
    """Refuse a vault that is not in every part what the manifest says of it."""
    with _as_backup({"vault.damaged": "backup.damaged", "vault.newer_format": "backup.newer_format"}):
        opened = open_with_key(building, key)
    try:
        found = check(opened.engine, opened.audit_key, opened.blobs)
    finally:
        opened.engine.dispose()
    if not found.sound or not _as_promised(found, manifest):
        raise StreetLawError("backup.damaged")


def _as_promised(found: CheckReport, manifest: Manifest) -> bool:
    """True when the records and the audit chain are those of the manifest; a newer kind has none there."""
    promised = (manifest.audit_lines, manifest.audit_head)
    return (
        (found.audit_lines, found.audit_head) == promised
        and all(number == manifest.counts.get(kind, 0) for kind, number in found.counts.items())
    )


def _unsealed(file: BinaryIO, key: VaultKey, building: Path, meter: _Meter) -> Manifest:
    """Open the age file into a part of its own first: what is read from it is then known to be whole."""
    part = building / f".archive{files.PART_SUFFIX}"
    with files.new_file(part) as inner:
        streams.unseal(file, inner, _identity(key), "backup.damaged", meter)
        inner.seek(0)
        manifest = archive.unpack(inner, building)
    part.unlink()
    return manifest


def _header(table: SlotTable) -> bytes:
    return MAGIC + FORMAT.to_bytes(2, "big") + table.encoded() * 2


def _table(file: BinaryIO) -> SlotTable:
    if file.read(len(MAGIC)) != MAGIC:
        raise StreetLawError("backup.damaged")
    if int.from_bytes(file.read(2), "big") > FORMAT:
        raise StreetLawError("backup.newer_format")
    with _as_backup({"vault.slots_damaged": "backup.damaged", "vault.newer_format": "backup.newer_format"}):
        return slots.parse(file.read(slots.FILE_SIZE))


def _key(table: SlotTable, passphrase: str | None, recovery_words: str | Sequence[str] | None) -> VaultKey:
    with _as_backup({
        "vault.wrong_passphrase": "backup.wrong_key",
        "vault.wrong_recovery_words": "backup.wrong_key",
        "vault.slots_damaged": "backup.damaged",
    }):
        return keys.open_with(table, passphrase=passphrase, recovery_words=recovery_words)


def _identity(key: VaultKey) -> str:
    return streams.identity_of(key.subkey(Label.BACKUP))


def _report(manifest: Manifest, size: int) -> BackupReport:
    return BackupReport(
        made=manifest.made,
        vault_id=manifest.vault_id,
        size=size,
        counts=manifest.counts,
        attachments=len(manifest.members) - 1,
        audit_lines=manifest.audit_lines,
    )


class _Meter:
    """Tells `progress` of every piece that passes."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self, piece: bytes) -> None:
        self._done = min(self._total, self._done + len(piece))
        self._progress(self._done, self._total)


@contextmanager
def _writing(target: Path) -> Iterator[BinaryIO]:
    try:
        with files.replacing(target) as file:
            yield file
    except OSError as error:
        full = faults.of_system(error).code == "vault.disk_full"
        raise StreetLawError("backup.disk_full" if full else "backup.not_written") from None


@contextmanager
def _reading(source: Path) -> Iterator[BinaryIO]:
    try:
        file = source.open("rb")
    except OSError:
        raise StreetLawError("backup.not_read") from None
    with file:
        yield file


@contextmanager
def _as_backup(codes: Mapping[str, str]) -> Iterator[None]:
    try:
        yield
    except StreetLawError as error:
        raise StreetLawError(codes.get(error.code, error.code), **error.facts) from None
