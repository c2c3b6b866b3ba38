"""Changing what opens an open vault. Everything that makes or removes a key asks for today's passphrase.

What is written to the slot file is written before its note (`holders`) and its line in the log, so that a
crash in between leaves a key without a date and never a date without its key. The log says that a way into
the vault was added or taken away, never which; of the duress passphrase it says nothing.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import decoy, duress, escrow, holders, kdf, keys, passphrases, recovery, shares
from streetlaw.storage.decoy import Fill
from streetlaw.storage.holders import Held
from streetlaw.storage.kdf import KdfParameters
from streetlaw.storage.sealing import Found
from streetlaw.storage.secret import KeyFile, Words, digest_of
from streetlaw.storage.slots import SlotTable, SlotType
from streetlaw.storage.vault import OpenVault


class Keyring:
    """The keys of one open vault. A `proof` that is not today's passphrase raises `vault.wrong_passphrase`.

    A passphrase that opens only together with a key file is proof when the vault was opened with that file.
    """

    def __init__(self, vault: OpenVault) -> None:
        self.vault = vault

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────────────

    def held(self) -> tuple[Held, ...]:
        """Every way into the vault, in the order of places; never the duress passphrase."""
        with self.vault.work() as work:
            return holders.held(work, self._table, self._hidden)

    def is_passphrase(self, passphrase: str) -> bool:
        """True when that passphrase opens the vault."""
        try:
            return bool(self._proven(passphrase))
        except StreetLawError as refusal:
            if refusal.code != "vault.wrong_passphrase":
                raise
            return False

    def is_recovery(self, words: Words) -> bool:
        """True when these recovery words open the vault; False for any others, however they are wrong."""
        with suppress(StreetLawError):
            return bool(keys.open_with(self._table, recovery_words=words))
        return False

    @property
    def duress_is_set(self) -> bool:
        """True when there is a duress passphrase."""
        return self._hidden is not None

    def note_tested(self, place: int) -> None:
        """Note that the paper of that place was tried now; raises `keys.not_there`."""
        self._there(place)
        with self.vault.work() as work:
            holders.note_tested(work, self._table, place)

    # ── Passphrases and key files ────────────────────────────────────────────────────────────────────────

    def change_passphrase(self, old: str, new: str) -> None:
        """Let `new` open whatever `old` opened, at the same cost.

        Raises `vault.wrong_passphrase`, `vault.passphrase_empty`, `keys.same_passphrase`.
        """
        self._restretch(old, new, None)

    def recalibrate(self, passphrase: str, cost: KdfParameters | None = None) -> None:
        """Let a try of the passphrase cost that much; when None, one to two seconds on this computer."""
        self._proven(passphrase)
        self._restretch(passphrase, passphrase, cost or kdf.calibrated())

    def add_key_file(self, proof: str, passphrase: str, key_file: bytes) -> None:
        """Let a passphrase together with a file open the vault, in place of an earlier key file.

        Raises `keys.key_file_size`, `vault.passphrase_empty`, `keys.full`, `keys.same_passphrase`.
        """
        digest = digest_of(key_file)
        found = self._proven(proof)
        duress.refuse_same(self._table, passphrase)
        place = self._place_for(SlotType.KEY_FILE)
        cost = passphrases.cost_at(self._table, found[0].place)
        self._store(passphrases.placed(self._table, place, found[0].key, KeyFile(passphrase, digest), cost),
                    place)
        self.vault.key_file_digest = digest

    def remove(self, proof: str, place: int) -> None:
        """Take a way into the vault away; `keys.not_there`, `keys.last_one` for the last passphrase."""
        self._proven(proof)
        self._there(place)
        left = [slot for slot in self.held() if slot.place != place]
        if not any(slot.type in passphrases.ALL for slot in left):
            raise StreetLawError("keys.last_one")
        self.vault.store_slots(self._table.without(place))
        with self.vault.work() as work:
            work.commit("key.removed")

    # ── Words on paper, people ───────────────────────────────────────────────────────────────────────────

    def new_recovery(self, proof: str) -> bytes:
        """Make a new recovery key; the old words open nothing from now on. Raises `keys.full`."""
        found, fresh = self._proven(proof), recovery.new_recovery()
        place = self._place_for(SlotType.RECOVERY)
        self._store(keys.with_recovery(self._table, place, found[0].key, fresh), place)
        return fresh

    def make_shares(self, proof: str) -> tuple[bytes, ...]:
        """Make three shares, any two of which open the vault, in place of earlier ones; `keys.full`."""
        found, fresh = self._proven(proof), shares.new_shares()
        place = self._place_for(SlotType.SHARES)
        self._store(shares.placed(self._table, place, found[0].key, fresh), place)
        return fresh

    def give_escrow(self, proof: str, person_id: str, public_key: bytes, seal: escrow.Seal) -> None:
        """Let a person release words that open the vault, in place of earlier ones of the person or the key.

        `seal` seals for the holder of `public_key`. Raises `keys.full`.
        """
        found = self._proven(proof)
        digest = hashlib.sha256(public_key).digest()
        same = {slot.place for slot in self.held()
                if slot.type is SlotType.ESCROW and slot.person_id == person_id}
        same |= {request.place for request in escrow.requests(self._table) if request.digest == digest}
        place = self._free() if not same else min(same)
        table = self._table
        for other in same - {place}:
            table = table.without(other)
        self._store(escrow.placed(table, place, found[0].key, public_key, seal), place, person_id)

    # ── Under force ──────────────────────────────────────────────────────────────────────────────────────

    def set_duress(self, proof: str, passphrase: str, fill: Fill) -> None:
        """Let a second passphrase erase the vault and open a decoy that `fill` fills; in place of an earlier.

        Raises `keys.same_passphrase`, `keys.full`, `vault.passphrase_empty`, `vault.disk_full`, and what
        `fill` raises.
        """
        found = self._proven(proof)
        if self.is_passphrase(passphrase):
            raise StreetLawError("keys.same_passphrase")
        before = duress.marked(self._table, found[0].key)
        place = self._free() if before is None else before[0]
        cost = passphrases.cost_at(self._table, found[0].place)
        table, key = duress.placed(self._table, place, found[0].key, passphrase, cost)
        decoy.build(self.vault.folder, key, self.vault.work_on, fill)
        self.vault.store_slots(table)
        if before is not None:
            decoy.discard(self.vault.folder, before[1])

    def clear_duress(self, proof: str) -> None:
        """Take the duress passphrase and its decoy away; nothing happens when there is none."""
        found = self._proven(proof)
        before = duress.marked(self._table, found[0].key)
        if before is not None:
            self.vault.store_slots(self._table.without(before[0]))
            decoy.discard(self.vault.folder, before[1])

    def erase(self) -> None:
        """Overwrite everything that opens the vault, for ever; no proof is asked."""
        self.vault.erase_slots()

    # ── Inside ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _table(self) -> SlotTable:
        return self.vault.slot_table

    @property
    def _hidden(self) -> int | None:
        marked = duress.marked(self._table, self.vault.opened().key)
        return None if marked is None else marked[0]

    def _proven(self, proof: str) -> tuple[Found, ...]:
        self.vault.opened()
        return keys.opened_places(self._table, proof, self.vault.key_file_digest)

    def _restretch(self, old: str, new: str, cost: KdfParameters | None) -> None:
        before, digest = self._table, self.vault.key_file_digest
        self.vault.store_slots(keys.change_passphrase(before, old, new, cost, digest))
        changed = [place for place, raw in enumerate(self._table.raw) if raw != before.raw[place]]
        with self.vault.work() as work:
            for place in changed:
                holders.note_made(work, self._table, place)
            work.commit("passphrase.changed")

    def _there(self, place: int) -> None:
        if place not in {slot.place for slot in self.held()}:
            raise StreetLawError("keys.not_there")

    def _place_for(self, kind: SlotType) -> int:
        """Where a key goes of which a vault has one: the place of the earlier one, or a free one."""
        earlier = [place for place, _ in self._table.of_type(kind)]
        return earlier[0] if earlier else self._free()

    def _free(self) -> int:
        place = self._table.free()
        if place is None:
            raise StreetLawError("keys.full")
        return place

    def _store(self, table: SlotTable, place: int, person_id: str = "") -> None:
        self.vault.store_slots(table)
        with self.vault.work() as work:
            holders.note_made(work, self._table, place, person_id)
            work.commit("key.added")
