"""The seal of every slot: ChaCha20-Poly1305 under a key made from a secret, bound to what must not change."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from streetlaw.storage import kdf
from streetlaw.storage.kdf import VaultKey
from streetlaw.storage.slots import NONCE_SIZE, Slot, SlotTable, SlotType

TAG_SIZE: Final = 16
NO_COST: Final = bytes(12)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a secret opened the vault, what that held, and the key it was sealed under."""

    place: int
    key: VaultKey
    wrapping: bytes

    def __repr__(self) -> str:
        return f"Found({self.place})"


def seal(wrapping: bytes, content: bytes, bound: bytes) -> bytes:
    """Return a fresh nonce and the content sealed under a 32-byte key, bound to some bytes."""
    nonce = secrets.token_bytes(NONCE_SIZE)
    return nonce + ChaCha20Poly1305(wrapping).encrypt(nonce, content, bound)


def unseal(wrapping: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """Return what `seal` sealed; None for another key, other bound bytes or damage."""
    try:
        return ChaCha20Poly1305(wrapping).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], bound)
    except InvalidTag:
        return None


def blank(kind: SlotType, cost: bytes = NO_COST) -> Slot:
    """Return a slot with a fresh salt that holds no key yet."""
    return Slot(type=kind, cost=cost, salt=secrets.token_bytes(kdf.SALT_SIZE), nonce=b"", sealed=b"")


def sealed(slot: Slot, key: VaultKey, table: SlotTable, place: int, wrapping: bytes,
           label: bytes = b"") -> Slot:
    """Return the slot with the key sealed into it for one place of one vault."""
    both = seal(wrapping, key.reveal(), slot.bound(table.vault_id, place) + label)
    return replace(slot, nonce=both[:NONCE_SIZE], sealed=both[NONCE_SIZE:])


def opened(slot: Slot, table: SlotTable, place: int, wrapping: bytes, label: bytes = b"") -> Found | None:
    """Return the key in a slot at that place; None when this does not open it."""
    secret = unseal(wrapping, slot.nonce + slot.sealed, slot.bound(table.vault_id, place) + label)
    return None if secret is None else Found(place, VaultKey(secret, table.vault_id), wrapping)
