"""One file from which a vault comes back, with the passphrase of that day or with the recovery words.

    0      magic "STREETLAW-BACKUP"
    16     format, 2 bytes, big-endian
    18     the slot file of the vault (`slots`), 32 KiB: it says as much as the one in the vault folder,
           but for a duress passphrase (`duress`): in its place are random bytes
    32786  an age file; inside it a tar archive (`archive`): manifest.json, vault.db (a consistent copy,
           encrypted as in the vault), blobs/<name> (as in the vault), perhaps key (`handed`)

The age file is for one recipient made from the vault key, and for each person the owner chose to trust with
it. The passphrase or the words open a slot, the slot gives the vault key, and that opens everything else. A
trusted person opens the age file with the key of their own vault and finds the vault key sealed for them
inside. Format 1 knew no trusted people; it is read as before.

`restoring` brings a vault back and tries a backup out.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import select

from streetlaw.domain.action import Attachment
from streetlaw.domain.backup import BackupReport, DamagedFile
from streetlaw.domain.errors import StreetLawError
from streetlaw.services.backups import Trustees
from streetlaw.services.progress import Progress, silent
from streetlaw.storage import (
    archive,
    audit,
    connection,
    duress,
    escrow,
    faults,
    files,
    handed,
    keys,
    slots,
    streams,
    tables,
)
from streetlaw.storage.archive import Manifest, Member, Packed
from streetlaw.storage.check import counts, damaged, named
from streetlaw.storage.kdf import Label, VaultKey
from streetlaw.storage.keys import Anchor
from streetlaw.storage.opening import DATABASE
from streetlaw.storage.slots import SlotTable
from streetlaw.storage.vault import OpenVault

MAGIC: Final = b"STREETLAW-BACKUP"
FORMAT: Final = 2
NOBODY: Final = Trustees()

Lost = tuple[DamagedFile, ...]

_PAGE: Final = 4096
_STEPS: Final = 1000


def backup(vault: OpenVault, target: Path, *, trustees: Trustees = NOBODY,
           progress: Progress = silent) -> BackupReport:
    """Write a backup of an open vault to `target`, whole or not at all; an older one there gives way.

    Attachments that no longer open are counted in the report; what is left of them goes along. No older
    backup gives way to such a one, for it may hold them whole: `backup.would_lose` (fact `attachments`).
    `progress` counts bytes and may raise. Raises `backup.inside_vault`, `backup.target_taken` when something
    else stands there, `backup.disk_full`, `backup.larger_than_files`, `backup.not_written`, `backup.changed`
    when an attachment went meanwhile, and what opening the database raises.
    """
    key = vault.opened().key
    _refuse_target(vault, target)
    copy = vault.folder / f".{DATABASE}{files.PART_SUFFIX}"
    blobs = _size_of_blobs(vault)
    meter = Meter(progress, 2 * ((vault.folder / DATABASE).stat().st_size + blobs))
    try:
        with faults.mapped():
            copy.unlink(missing_ok=True)
            files.new_file(copy).close()
            connection.copy(vault.folder / DATABASE, copy, key.subkey(Label.DB), meter.pages)
            sealed_key = handed.seal(key, vault.vault_id, trustees) if trustees.recipients else b""
            manifest, members, head, lost = _contents(vault, copy, sealed_key, meter.part(blobs))
        if lost and target.exists():
            raise StreetLawError("backup.would_lose", attachments=len(lost))
        plain = duress.without(vault.slot_table, key)
        table = keys.write_anchor(plain, key, Anchor(head.seq, head.mac))
        meter.begin(sum(manifest.members.values()))
        with _writing(target) as file:
            file.write(_header(table))
            recipients = [streams.recipient_of(identity(key)), *trustees.recipients]
            streams.seal(Packed(manifest, members), file, recipients, meter)
            size = file.tell()
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
    return report(manifest, size, lost)


def _contents(vault: OpenVault, copy: Path, sealed_key: bytes,
              progress: Progress) -> tuple[Manifest, list[Member], audit.Head, Lost]:
    """Everything of the copy and of the attachments it knows, and which of these are damaged.

    Files no record knows stay away.
    """
    opened = vault.opened()
    engine = connection.engine(copy, opened.key.subkey(Label.DB))
    try:
        with engine.connect() as reading:
            head = audit.head(reading)
            blobs = reading.scalars(select(tables.records[Attachment].c.blob)).all()
        counted, lost = counts(engine), named(engine, damaged(engine, opened.blobs, progress))
    finally:
        engine.dispose()
    known = set(blobs).intersection(opened.blobs.names())
    members = [Member.holding(archive.KEY, sealed_key)] if sealed_key else []
    members.append(Member.of(archive.DATABASE, copy))
    members += [Member.of(f"{archive.BLOBS}/{name}", opened.blobs.path(name)) for name in sorted(known)]
    manifest = Manifest(
        format=archive.FORMAT,
        made=vault.now(),
        vault_id=vault.vault_id,
        audit_lines=head.seq,
        audit_head=head.mac.hex(),
        counts=counted,
        members={member.name: member.size for member in members},
    )
    return manifest, members, head, lost


def report(manifest: Manifest, size: int, lost: Lost) -> BackupReport:
    """What a backup of that size says it holds."""
    return BackupReport(
        made=manifest.made,
        vault_id=manifest.vault_id,
        size=size,
        counts=manifest.counts,
        attachments=sum(name.startswith(f"{archive.BLOBS}/") for name in manifest.members),
        audit_lines=manifest.audit_lines,
        damaged=len(lost),
        damaged_files=lost,
    )


def identity(key: VaultKey) -> str:
    """The age identity that opens every backup of the vault of that key."""
    return streams.identity_of(key.subkey(Label.BACKUP))


def read_table(file: BinaryIO) -> SlotTable:
    """Return the slots at the beginning of a backup; `backup.damaged`, `backup.newer_format`."""
    if file.read(len(MAGIC)) != MAGIC:
        raise StreetLawError("backup.damaged")
    if int.from_bytes(file.read(2), "big") > FORMAT:
        raise StreetLawError("backup.newer_format")
    with as_backup({"vault.slots_damaged": "backup.damaged", "vault.newer_format": "backup.newer_format"}):
        return slots.parse(file.read(slots.FILE_SIZE))


def escrow_request(source: Path) -> bytes:
    """Return the file for the supervisors who held a key when the backup was made; it stays closed.

    Nothing but the backup is needed for it. Raises `backup.not_read`, `backup.damaged`,
    `backup.newer_format`, `backup.no_escrow`.
    """
    try:
        with source.open("rb") as file:
            table = read_table(file)
    except OSError:
        raise StreetLawError("backup.not_read") from None
    return escrow.packed(table, "backup.no_escrow")


def _header(table: SlotTable) -> bytes:
    return MAGIC + FORMAT.to_bytes(2, "big") + table.encoded() * 2


@contextmanager
def as_backup(codes: Mapping[str, str]) -> Iterator[None]:
    """Raise refusals about a vault as what they mean for a backup."""
    try:
        yield
    except StreetLawError as error:
        raise StreetLawError(codes.get(error.code, error.code), **error.facts) from None


class Meter:
    """Tells `progress` how many bytes of `total` passed, a thousand times at most: each telling costs."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = max(1, total)
        self._done = 0
        self._told = -1

    def __call__(self, piece: bytes) -> None:
        """One more piece."""
        self._reach(self._done + len(piece))

    def pages(self, done: int, total: int) -> None:
        """Pages of a database copied so far."""
        del total
        self._reach(max(self._done, done * _PAGE))

    def begin(self, left: int) -> None:
        """So many bytes are left: what was done counts for the rest of the total."""
        self._reach(max(self._done, self._total - left))

    def rest(self) -> Progress:
        """Progress in whatever unit that takes this meter from where it stands to its end."""
        return self.part(self._total - self._done)

    def part(self, size: int) -> Progress:
        """Progress in whatever unit that takes this meter so many bytes further."""
        start = self._done

        def tell(done: int, total: int) -> None:
            share = done / total if total else 1.0
            self._reach(start + round(size * share))
        return tell

    def _reach(self, done: int) -> None:
        self._done = min(self._total, done)
        if (step := self._done * _STEPS // self._total) != self._told:
            self._told = step
            self._progress(self._done, self._total)


def _size_of_blobs(vault: OpenVault) -> int:
    blobs = vault.opened().blobs
    return sum(blobs.path(name).stat().st_size for name in blobs.names())


def _refuse_target(vault: OpenVault, target: Path) -> None:
    """A backup neither lies in what it saves nor takes the place of anything but a backup of this vault."""
    if vault.folder.resolve() in target.resolve().parents:
        raise StreetLawError("backup.inside_vault")
    try:
        with target.open("rb") as file:
            taken = not _may_give_way(file, vault.vault_id)
    except FileNotFoundError:
        return
    except OSError:
        taken = True
    if taken:
        raise StreetLawError("backup.target_taken")


def _may_give_way(file: BinaryIO, vault_id: str) -> bool:
    """True for a backup of that vault, and for what is left of one."""
    try:
        return read_table(file).vault_id.hex() == vault_id
    except StreetLawError:
        file.seek(0)
        return file.read(len(MAGIC)) == MAGIC


@contextmanager
def _writing(target: Path) -> Iterator[BinaryIO]:
    try:
        with files.replacing(target) as file:
            yield file
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise StreetLawError("backup.larger_than_files") from None
        full = faults.of_system(error).code == "vault.disk_full"
        raise StreetLawError("backup.disk_full" if full else "backup.not_written") from None
