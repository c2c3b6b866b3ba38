"""Make, open and close a vault: a folder with `vault.db`, `keys.slots`, `blobs/` and `lock`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.listing import LogState
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress, silent
from streetlaw.storage import (
    audit,
    connection,
    decoy,
    duress,
    faults,
    files,
    holders,
    keys,
    known_keys,
    migrate,
    recovery,
    slots,
)
from streetlaw.storage.check import CheckReport, check
from streetlaw.storage.kdf import KdfParameters, Label, VaultKey, calibrated
from streetlaw.storage.keys import Anchor
from streetlaw.storage.law import Law
from streetlaw.storage.lock import FolderLock
from streetlaw.storage.opening import (
    BLOBS,
    DATABASE,
    SLOTS,
    Opened,
    clear_strays,
    jurisdiction,
    load_slots,
    open_with_key,
    refuse_occupied,
)
from streetlaw.storage.secret import Escrow, KeyFile, Recovery, Secret, Words, given
from streetlaw.storage.slots import SlotTable
from streetlaw.storage.surroundings import Surroundings
from streetlaw.storage.work import SqlWork

__all__ = ["Created", "OpenVault", "Surroundings", "create", "unlock"]


class OpenVault:
    """An open vault; keeps the promises of `services.ports.Vault`. For one thread at a time."""

    def __init__(self, folder: Path, opened: Opened, table: SlotTable, lock: FolderLock,
                 surroundings: Surroundings) -> None:
        self.folder = folder
        self.vault_id = table.vault_id.hex()
        self._opened: Opened | None = opened
        self._law = surroundings.law(opened.engine)
        self._table = table
        self._lock = lock
        self._surroundings = surroundings
        self._anchor = keys.read_anchor(table, opened.key)
        self.key_file_digest: bytes | None = None
        """SHA-256 of the key file the vault was opened with, or was given since."""
        self._keep_apart(opened)
        self.log = self._standing(opened)
        """How the end of the log and the slot file, each of which knows the other, fit together."""
        if not (self.log.is_older or self.log.broken):
            clear_strays(opened)

    def __repr__(self) -> str:
        return f"OpenVault({self.vault_id})"

    @property
    def rolled_back(self) -> bool:
        """True when the database is not the one the slot file knew last: an older one was put back."""
        return self.log.is_older

    # ── Working ──────────────────────────────────────────────────────────────────────────────────────────

    def work(self) -> AbstractContextManager[Work]:
        """Begin a unit of work, with the pack of the profile's jurisdiction; `vault.closed`."""
        return self._work(self.opened(), self._law)

    def work_on(self, opened: Opened) -> AbstractContextManager[SqlWork]:
        """Begin a unit of work on another open database, by this vault's clock and the packs kept there."""
        return self._work(opened, self._surroundings.law(opened.engine))

    def _work(self, opened: Opened, law: Law) -> SqlWork:
        return SqlWork(
            opened.engine,
            audit_key=opened.audit_key,
            pseudonym_key=opened.key.subkey(Label.PSEUDONYMS),
            pack=law(jurisdiction(opened.engine)),
            law=law,
            blobs=opened.blobs,
            now=self._surroundings.clock(),
            rng=self._surroundings.random,
        )

    def opened(self) -> Opened:
        """The engine, the key and the files, for the other modules of storage; `vault.closed`."""
        if self._opened is None:
            raise StreetLawError("vault.closed")
        return self._opened

    def now(self) -> datetime:
        """The moment it is by the vault's clock, UTC."""
        return self._surroundings.clock()

    # ── What is found out about it ───────────────────────────────────────────────────────────────────────

    def check(self, progress: Progress = silent) -> CheckReport:
        """Examine everything; damage is reported, not raised. `progress` counts bytes of attachments."""
        opened = self.opened()
        return check(opened.engine, opened.audit_key, opened.blobs, progress)

    def verify_log(self, progress: Progress = silent) -> LogState:
        """Read the whole log, line by line; damage is told, not raised. `progress` counts lines.

        Raises `work.cancelled` from `progress`.
        """
        opened = self.opened()
        with faults.mapped(), opened.engine.connect() as reading:
            found = audit.examine(reading, opened.audit_key, progress)
        self.log = replace(found, expected=self.log.expected, is_older=self.log.is_older,
                           keys_differ=self.log.keys_differ)
        return self.log

    def accept_rollback(self) -> None:
        """Take the database and the keys as they are from now on: the warnings of `log` end."""
        known_keys.take(self.opened().engine, self._table)
        self.log = replace(self.log, is_older=False, keys_differ=False)

    def _standing(self, opened: Opened) -> LogState:
        with opened.engine.connect() as reading:
            log = audit.standing(reading, opened.audit_key, _head(self._anchor))
        differ = not log.is_older and not known_keys.trusted(opened.engine, self._table)
        return replace(log, keys_differ=differ)

    # ── Its keys ─────────────────────────────────────────────────────────────────────────────────────────

    def change_passphrase(self, old: str, new: str, cost: KdfParameters | None = None) -> None:
        """Let `new` open the vault instead of `old`, at the same cost unless another is given.

        Raises `vault.wrong_passphrase`, `vault.passphrase_empty`, `vault.disk_full`, `vault.read_only`.
        """
        opened = self.opened()
        self._store(opened, keys.change_passphrase(self._table, old, new, cost))

    def reset_passphrase(self, words: Words | Secret, new: str, cost: KdfParameters | None = None) -> None:
        """Let `new` open the vault, for who has words of recovery, shares or escrow but no passphrase.

        Escrow words are used up by it: their place is emptied in the same write. Raises what `keys.find`
        raises, `vault.passphrase_empty`, `keys.same_passphrase`, `vault.disk_full`, `vault.read_only`.
        """
        opened = self.opened()
        secret = Recovery(words) if isinstance(words, str | Sequence) else words
        found = keys.find(self._table, secret).found
        table = keys.reset_passphrase(self._table, found.key, new, cost)
        self._store(opened, table.without(found.place) if isinstance(secret, Escrow) else table)
        with self.work() as work:
            work.commit("passphrase.reset")

    def store_slots(self, table: SlotTable) -> None:
        """Write other slots over those in the file; raises `vault.disk_full`, `vault.read_only`."""
        opened = self.opened()
        self._store(opened, table)
        self._keep_apart(opened)

    def erase_slots(self) -> None:
        """Overwrite everything that opens the vault, for ever; it stays open until it is closed."""
        self.opened()
        with faults.mapped():
            self._table = slots.erase(self.folder / SLOTS, self._table)

    @property
    def slot_table(self) -> SlotTable:
        """The slots as they stand in the file."""
        return self._table

    def _store(self, opened: Opened, table: SlotTable) -> None:
        doubted = self.log.is_older or self.log.keys_differ  # until somebody takes them as they are
        noting = nullcontext() if doubted else known_keys.changing(opened.engine, self._table, table)
        with faults.mapped(), noting:
            self._table = slots.store(self.folder / SLOTS, table)

    def _keep_apart(self, opened: Opened) -> None:
        """See to it that the decoy of a duress passphrase never counts as an attachment."""
        marked = duress.marked(self._table, opened.key)
        opened.blobs.apart = "" if marked is None else marked[1]

    # ── Closing ──────────────────────────────────────────────────────────────────────────────────────────

    def close(self) -> None:
        """Close the vault: anchor the audit chain, empty the log, drop the keys; harmless when done twice."""
        opened, self._opened = self._opened, None
        if opened is None:
            return
        try:
            with faults.mapped():
                self._settle(opened)
        finally:
            opened.engine.dispose()
            self._lock.release()

    def _settle(self, opened: Opened) -> None:
        with opened.engine.connect() as reading:
            head = audit.head(reading)
        anchor = Anchor(head.seq, head.mac)
        if anchor != self._anchor and not self.rolled_back:
            self._store(opened, keys.write_anchor(self._table, opened.key, anchor))
        with opened.engine.connect() as ending:
            ending.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault, open, and the words that open it when the passphrase is lost: shown once, kept nowhere."""

    vault: OpenVault
    recovery_words: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Created({self.vault!r})"


def create(folder: Path, passphrase: str, *, surroundings: Surroundings, kdf: KdfParameters | None = None,
           language: str = "ky") -> Created:
    """Make a vault where nothing is yet, or an empty folder, and open it.

    `kdf` is what a passphrase shall cost, found by calibration when None; `language` is that of the recovery
    words. Raises `vault.exists`, `vault.passphrase_empty`, `vault.no_memory`, `vault.disk_full`,
    `vault.read_only`; then nothing is left behind.
    """
    refuse_occupied(folder)
    recovery_key = recovery.new_recovery()
    table, key = keys.new_table(passphrase, recovery_key, kdf or calibrated())
    with faults.mapped(), files.appearing(folder) as building:
        slots.create(building / SLOTS, table)
        files.make_folder(building / BLOBS)
        files.new_file(building / DATABASE).close()
        engine = connection.engine(building / DATABASE, key.subkey(Label.DB))
        try:
            migrate.create(engine)
        finally:
            engine.dispose()
    vault = _locked(folder, lambda: key, surroundings)
    with suppress(StreetLawError), vault.work() as work:  # the vault is made: a date is no reason to fail
        holders.note_all_made(work, vault.slot_table)
    return Created(vault, recovery.to_words(recovery_key, language))


def unlock(folder: Path, passphrase: str | None = None, *, surroundings: Surroundings,
           recovery_words: Words | None = None, secret: Secret | None = None) -> OpenVault:
    """Open a vault by exactly one secret.

    A duress passphrase first overwrites every other key and puts its decoy in place: then that is the vault.
    Raises `vault.not_found`, `vault.in_use`, what `keys.find` raises for a wrong secret, `vault.damaged`,
    `vault.slots_damaged`, `vault.newer_format`, `vault.no_memory`, `vault.read_only`; then the vault is as it
    was.
    """
    wanted = given(secret, passphrase, recovery_words)
    if not (folder / SLOTS).is_file() and not (folder / DATABASE).is_file():
        raise StreetLawError("vault.not_found")
    vault = _locked(folder, lambda: _key_by(folder, wanted), surroundings)
    vault.key_file_digest = wanted.digest if isinstance(wanted, KeyFile) else None
    return vault


def _key_by(folder: Path, secret: Secret) -> VaultKey:
    table = load_slots(folder)
    opening = keys.find(table, secret)
    if opening.under_duress:
        decoy.put_in_place(folder, table, opening.found)
    return opening.found.key


def _locked(folder: Path, find_key: Callable[[], VaultKey], surroundings: Surroundings) -> OpenVault:
    lock = FolderLock(folder)
    try:
        opened = open_with_key(folder, find_key())
        try:
            with faults.mapped():
                return OpenVault(folder, opened, load_slots(folder), lock, surroundings)
        except BaseException:
            opened.engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise


def _head(anchor: Anchor | None) -> audit.Head | None:
    return audit.Head(anchor.sequence, anchor.head) if anchor else None
