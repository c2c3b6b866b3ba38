"""Who can open a vault: the vault key sealed under each secret that opens it.

Each seal is ChaCha20-Poly1305 under a key made from the secret (`kdf`), bound to the vault, the place and the
cost (`slots.Slot.bound`), so that no slot can be moved, cheapened or taken from another vault. The kinds of
places have a module each: `passphrases` (with a key file or without), `escrow`, `shares`, `duress`.
"""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass, replace
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import duress, escrow, kdf, passphrases, recovery, sealing, shares
from streetlaw.storage.kdf import KdfParameters, Label, VaultKey
from streetlaw.storage.sealing import Found
from streetlaw.storage.secret import (
    Escrow,
    KeyFile,
    Passphrase,
    Recovery,
    Secret,
    Words,
    given,
)
from streetlaw.storage.slots import MAGIC, SEALS, SlotTable, SlotType

_PASSPHRASE_PLACE: Final = 0
_RECOVERY_PLACE: Final = 1
_ANCHOR: Final = struct.Struct(">Q32s")


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the audit chain had come when the vault was last closed: last number and its digest."""

    sequence: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """What a secret opened: the vault, or the decoy a duress passphrase opens in its stead."""

    found: Found
    under_duress: bool = False


# ── Opening ─────────────────────────────────────────────────────────────────────────────────────────────


def find(table: SlotTable, secret: Secret) -> Opening:
    """Return what a secret opens.

    Raises `vault.wrong_passphrase`, `vault.wrong_key_file`, `vault.wrong_recovery_words`,
    `vault.wrong_escrow_words`, `vault.wrong_shares`, `vault.share_word_unknown` (facts `sheet`, `number`),
    `vault.share_mistyped` (fact `sheet`), what `recovery.from_words` raises, and `vault.slots_damaged` before
    any costly derivation. Everything behind a passphrase is tried, also after one opened: how long it takes
    says nothing.
    """
    if isinstance(secret, Passphrase | KeyFile):
        return _typed(table, secret)
    if isinstance(secret, Recovery):
        return Opening(_recovered(table, recovery.from_words(secret.words)))
    if isinstance(secret, Escrow):
        return Opening(escrow.opened(table, recovery.from_words(secret.words)))
    return Opening(shares.opened(table, _share(secret.first, 1), _share(secret.second, 2)))


def open_with(table: SlotTable, *, passphrase: str | None = None, recovery_words: Words | None = None,
              secret: Secret | None = None) -> VaultKey:
    """Return the vault key by exactly one secret; raises what `find` raises. A duress passphrase is wrong."""
    opening = find(table, given(secret, passphrase, recovery_words))
    if opening.under_duress:
        raise StreetLawError("vault.wrong_passphrase")
    return opening.found.key


def opened_places(table: SlotTable, passphrase: str, digest: bytes | None = None) -> tuple[Found, ...]:
    """Return every place a passphrase opens, by itself or together with a key file of that digest.

    Raises `vault.wrong_passphrase` when there is none; the duress passphrase opens none.
    """
    types = passphrases.ALONE if digest is None else passphrases.ALL
    tried = passphrases.tries(table, passphrase, types)
    found = passphrases.opened(table, tried)
    if digest is not None:
        found += passphrases.opened(table, tried, digest)
    if not found:
        raise StreetLawError("vault.wrong_passphrase")
    return found


# ── Making and changing ─────────────────────────────────────────────────────────────────────────────────


def new_table(passphrase: str, recovery_key: bytes, cost: KdfParameters) -> tuple[SlotTable, VaultKey]:
    """Return the slots and the key of a new vault; `vault.passphrase_empty`."""
    empty = SlotTable.fresh()
    key = VaultKey(secrets.token_bytes(kdf.KEY_SIZE), empty.vault_id)
    table = passphrases.placed(empty, _PASSPHRASE_PLACE, key, Passphrase(passphrase), cost)
    table = with_recovery(table, _RECOVERY_PLACE, key, recovery_key)
    return write_anchor(table, key, Anchor(0, bytes(32))), key


def change_passphrase(table: SlotTable, old: str, new: str, cost: KdfParameters | None = None,
                      digest: bytes | None = None) -> SlotTable:
    """Return the table in which `new` opens every place `old` opened, at the same cost unless given another.

    Places of a key file are among them when its digest is given. Raises `vault.wrong_passphrase`,
    `vault.passphrase_empty`, and `keys.same_passphrase` when `new` is the duress passphrase.
    """
    found = opened_places(table, old, digest)
    duress.refuse_same(table, new)
    for one in found:
        slot = table.slot(one.place)
        with_file = digest is not None and slot is not None and slot.type is SlotType.KEY_FILE
        secret = KeyFile(new, digest) if with_file and digest is not None else Passphrase(new)
        wanted = cost or passphrases.cost_at(table, one.place)
        table = passphrases.placed(table, one.place, one.key, secret, wanted)
    return table


def reset_passphrase(table: SlotTable, key: VaultKey, new: str,
                     cost: KdfParameters | None = None) -> SlotTable:
    """Return the table in which `new` opens the vault, for who lost the old passphrase.

    It takes the place of the old one, else a free one, else that of the key file, whose passphrase is lost
    too. Raises `vault.passphrase_empty`, and `keys.same_passphrase` for the duress passphrase.
    """
    duress.refuse_same(table, new)
    marked = duress.marked(table, key)
    hidden = None if marked is None else marked[0]
    olds = [place for place, _ in table.of_type(SlotType.PASSPHRASE) if place != hidden]
    with_files = [place for place, _ in table.of_type(SlotType.KEY_FILE)]
    place = next(place for place in (*olds, table.free(), *with_files, _PASSPHRASE_PLACE)
                 if place is not None)
    wanted = cost or passphrases.cost_at(table, place)
    return passphrases.placed(table, place, key, Passphrase(new), wanted)


def with_recovery(table: SlotTable, place: int, key: VaultKey, recovery_key: bytes) -> SlotTable:
    """Return the table with a recovery key at that place."""
    slot = sealing.blank(SlotType.RECOVERY)
    wrapping = kdf.from_recovery(recovery_key, slot.salt)
    return table.with_slot(place, sealing.sealed(slot, key, table, place, wrapping))


# ── The anchor ──────────────────────────────────────────────────────────────────────────────────────────


def read_anchor(table: SlotTable, key: VaultKey) -> Anchor | None:
    """Return what was anchored last; None when somebody without the key wrote over it."""
    opened = sealing.unseal(key.subkey(Label.SLOTS), table.anchor, _anchor_bound(table))
    return None if opened is None else Anchor(*_ANCHOR.unpack(opened))


def write_anchor(table: SlotTable, key: VaultKey, anchor: Anchor) -> SlotTable:
    """Return the table with the anchor sealed into it."""
    packed = _ANCHOR.pack(anchor.sequence, anchor.head)
    return replace(table, anchor=sealing.seal(key.subkey(Label.SLOTS), packed, _anchor_bound(table)))


def _anchor_bound(table: SlotTable) -> bytes:
    return struct.pack(">8sH", MAGIC, SEALS) + table.vault_id + b"anchor"


# ── Trying ──────────────────────────────────────────────────────────────────────────────────────────────


def _typed(table: SlotTable, secret: Passphrase | KeyFile) -> Opening:
    """What a passphrase opens, with a file or without; the duress one needs no file."""
    alone = isinstance(secret, Passphrase)
    tried = passphrases.tries(table, secret.text, passphrases.ALONE if alone else passphrases.ALL)
    plain = passphrases.opened(table, tried, None if isinstance(secret, Passphrase) else secret.digest)
    hidden = duress.opened(table, tried)
    if plain or hidden:
        return Opening(plain[0]) if plain else Opening(hidden[0], under_duress=True)
    raise StreetLawError("vault.wrong_passphrase" if alone else "vault.wrong_key_file")


def _share(words: Words, sheet: int) -> bytes:
    """What the words of one sheet stand for; a refusal says which of the two it is about."""
    try:
        return recovery.from_words(words)
    except StreetLawError as refusal:
        if (number := refusal.facts.get("number")) is not None:
            raise StreetLawError("vault.share_word_unknown", sheet=sheet, number=number) from None
        raise StreetLawError("vault.share_mistyped", sheet=sheet) from None


def _recovered(table: SlotTable, recovery_key: bytes) -> Found:
    found = (sealing.opened(slot, table, place, kdf.from_recovery(recovery_key, slot.salt))
             for place, slot in table.of_type(SlotType.RECOVERY))
    opened = next((one for one in found if one is not None), None)
    if opened is None:
        raise StreetLawError("vault.wrong_recovery_words")
    return opened
