"""Who can open a vault: the vault key sealed under a passphrase and under a recovery key.

Each seal is ChaCha20-Poly1305 under a key made from the secret (`kdf`), bound to the vault, the place and the
cost (`slots.Slot.bound`), so that no slot can be moved, cheapened or taken from another vault.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import kdf, recovery
from streetlaw.storage.kdf import KdfParameters, Label, VaultKey
from streetlaw.storage.slots import FORMAT, MAGIC, NONCE_SIZE, Slot, SlotTable, SlotType

_NO_COST: Final = bytes(12)
_PASSPHRASE_PLACE: Final = 0
_RECOVERY_PLACE: Final = 1
_ANCHOR: Final = struct.Struct(">Q32s")


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the audit chain had come when the vault was last closed: last number and its digest."""

    sequence: int
    head: bytes



def new_table(passphrase: str, recovery_key: bytes, cost: KdfParameters) -> tuple[SlotTable, VaultKey]:
    """Return the slots and the key of a new vault; `vault.passphrase_empty`."""
    empty = SlotTable.fresh()
    key = VaultKey(secrets.token_bytes(kdf.KEY_SIZE), empty.vault_id)
    table = _with_passphrase(empty, _PASSPHRASE_PLACE, key, passphrase, cost)
    salt = secrets.token_bytes(kdf.SALT_SIZE)
    slot = _sealed(key, table.vault_id, _RECOVERY_PLACE, kdf.from_recovery(recovery_key, salt),
                   Slot(type=SlotType.RECOVERY, cost=_NO_COST, salt=salt, nonce=b"", sealed=b""))
    table = table.with_slot(_RECOVERY_PLACE, slot)
    return write_anchor(table, key, Anchor(0, bytes(32))), key


def open_with_passphrase(table: SlotTable, passphrase: str) -> VaultKey:
    """Return the vault key; `vault.wrong_passphrase`, `vault.slots_damaged` before any costly derivation.

    Every passphrase slot is tried, also after one opened: how long it takes says nothing.
    """
    return _opened(_tries(table, passphrase), "vault.wrong_passphrase")[1]


def open_with_recovery(table: SlotTable, recovery_key: bytes) -> VaultKey:
    """Return the vault key; `vault.wrong_recovery_words`."""
    tries = [
        (index, _unsealed(table, index, slot, kdf.from_recovery(recovery_key, slot.salt)))
        for index, slot in table.of_type(SlotType.RECOVERY)
    ]
    return _opened(tries, "vault.wrong_recovery_words")[1]


def open_with(table: SlotTable, *, passphrase: str | None = None,
              recovery_words: str | Sequence[str] | None = None) -> VaultKey:
    """Return the vault key by exactly one of the two secrets; the errors of both ways and of `recovery`."""
    if (passphrase is None) == (recovery_words is None):
        raise TypeError("either a passphrase or recovery words")
    if recovery_words is not None:
        return open_with_recovery(table, recovery.from_words(recovery_words))
    return open_with_passphrase(table, passphrase or "")


def change_passphrase(table: SlotTable, old: str, new: str, cost: KdfParameters | None = None) -> SlotTable:
    """Return the table in which `new` opens the slot `old` opened, at the same cost unless another is given.

    Raises `vault.wrong_passphrase`, `vault.passphrase_empty`.
    """
    place, key = _opened(_tries(table, old), "vault.wrong_passphrase")
    return _with_passphrase(table, place, key, new, cost or _cost_at(table, place))


def reset_passphrase(table: SlotTable, key: VaultKey, new: str,
                     cost: KdfParameters | None = None) -> SlotTable:
    """Return the table in which `new` opens the first passphrase slot, for who lost the old passphrase."""
    place = next((index for index, _ in table.of_type(SlotType.PASSPHRASE)), _PASSPHRASE_PLACE)
    return _with_passphrase(table, place, key, new, cost or _cost_at(table, place))


def read_anchor(table: SlotTable, key: VaultKey) -> Anchor | None:
    """Return what was anchored last; None when somebody without the key wrote over it."""
    nonce, sealed = table.anchor[:NONCE_SIZE], table.anchor[NONCE_SIZE:]
    try:
        opened = ChaCha20Poly1305(key.subkey(Label.SLOTS)).decrypt(nonce, sealed, _anchor_bound(table))
    except InvalidTag:
        return None
    return Anchor(*_ANCHOR.unpack(opened))


def write_anchor(table: SlotTable, key: VaultKey, anchor: Anchor) -> SlotTable:
    """Return the table with the anchor sealed into it."""
    nonce = secrets.token_bytes(NONCE_SIZE)
    packed = _ANCHOR.pack(anchor.sequence, anchor.head)
    sealed = ChaCha20Poly1305(key.subkey(Label.SLOTS)).encrypt(nonce, packed, _anchor_bound(table))
    return replace(table, anchor=nonce + sealed)


def _anchor_bound(table: SlotTable) -> bytes:
    return struct.pack(">8sH", MAGIC, FORMAT) + table.vault_id + b"anchor"


def _tries(table: SlotTable, passphrase: str) -> list[tuple[int, VaultKey | None]]:
    slots = table.of_type(SlotType.PASSPHRASE)
    costs = [KdfParameters.unpacked(slot.cost) for _, slot in slots]
    if not all(cost.acceptable for cost in costs):
        raise StreetLawError("vault.slots_damaged")
    return [
        (index, _unsealed(table, index, slot, kdf.from_passphrase(passphrase, slot.salt, cost)))
        for (index, slot), cost in zip(slots, costs, strict=True)
    ]


def _opened(tries: Iterable[tuple[int, VaultKey | None]], refusal: str) -> tuple[int, VaultKey]:
    for index, key in tries:
        if key is not None:
            return index, key
    raise StreetLawError(refusal)


def _cost_at(table: SlotTable, place: int) -> KdfParameters:
    slot = table.slot(place)
    cost = KdfParameters.unpacked(slot.cost) if slot is not None else kdf.DEFAULT
    return cost if cost.acceptable else kdf.DEFAULT


def _with_passphrase(table: SlotTable, place: int, key: VaultKey, passphrase: str,
                     cost: KdfParameters) -> SlotTable:
    if not passphrase.strip():
        raise StreetLawError("vault.passphrase_empty")
    if not cost.acceptable:
        raise ValueError("the parser would refuse this cost")
    salt = secrets.token_bytes(kdf.SALT_SIZE)
    slot = Slot(type=SlotType.PASSPHRASE, cost=cost.packed(), salt=salt, nonce=b"", sealed=b"")
    wrapping = kdf.from_passphrase(passphrase, salt, cost)
    return table.with_slot(place, _sealed(key, table.vault_id, place, wrapping, slot))


def _sealed(key: VaultKey, vault_id: bytes, place: int, wrapping: bytes, slot: Slot) -> Slot:
    nonce = secrets.token_bytes(NONCE_SIZE)
    sealed = ChaCha20Poly1305(wrapping).encrypt(nonce, key.reveal(), slot.bound(vault_id, place))
    return replace(slot, nonce=nonce, sealed=sealed)


def _unsealed(table: SlotTable, place: int, slot: Slot, wrapping: bytes) -> VaultKey | None:
    try:
        bound = slot.bound(table.vault_id, place)
        secret = ChaCha20Poly1305(wrapping).decrypt(slot.nonce, slot.sealed, bound)
    except InvalidTag:
        return None
    return VaultKey(secret, table.vault_id)
