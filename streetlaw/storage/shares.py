"""Two of three: three sheets of 24 words for three people, any two of which open the vault.

Each share is 32 random bytes that know nothing of the key. In the slot the vault key stands sealed three
times, once for each pair: under a key made from both shares. One share alone leaves 256 bits to guess.
The first seal stands where every slot has its seal; the filling holds the other two, 60 bytes each.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import kdf, sealing
from streetlaw.storage.kdf import VaultKey
from streetlaw.storage.recovery import RECOVERY_SIZE
from streetlaw.storage.sealing import Found
from streetlaw.storage.slots import NONCE_SIZE, Slot, SlotTable, SlotType

COUNT: Final = 3
_SEAL_SIZE: Final = NONCE_SIZE + kdf.KEY_SIZE + sealing.TAG_SIZE
_LABELS: Final = (b"shares 1 2", b"shares 1 3", b"shares 2 3")


def new_shares() -> tuple[bytes, ...]:
    """Return three fresh shares of 32 bytes."""
    return tuple(secrets.token_bytes(RECOVERY_SIZE) for _ in range(COUNT))


def placed(table: SlotTable, place: int, key: VaultKey, shares: tuple[bytes, ...]) -> SlotTable:
    """Return the table in which any two of three shares open that place."""
    slot = sealing.blank(SlotType.SHARES)
    bound = slot.bound(table.vault_id, place)
    seals = [sealing.seal(kdf.from_shares(pair[0], pair[1], slot.salt), key.reveal(), bound + label)
             for pair, label in zip(_pairs(shares), _LABELS, strict=True)]
    first = Slot(type=slot.type, cost=slot.cost, salt=slot.salt, nonce=seals[0][:NONCE_SIZE],
                 sealed=seals[0][NONCE_SIZE:])
    return table.with_slot(place, first, b"".join(seals[1:]))


def opened(table: SlotTable, first: bytes, second: bytes) -> Found:
    """Return what two shares open, in whichever order; raises `vault.wrong_shares`."""
    for place, slot in table.of_type(SlotType.SHARES):
        for one, other in ((first, second), (second, first)):
            wrapping = kdf.from_shares(one, other, slot.salt)
            for seal, label in zip(_seals(table, place, slot), _LABELS, strict=True):
                key = sealing.unseal(wrapping, seal, slot.bound(table.vault_id, place) + label)
                if key is not None:
                    return Found(place, VaultKey(key, table.vault_id), wrapping)
    raise StreetLawError("vault.wrong_shares")


def _pairs(shares: tuple[bytes, ...]) -> tuple[tuple[bytes, bytes], ...]:
    first, second, third = shares
    return (first, second), (first, third), (second, third)


def _seals(table: SlotTable, place: int, slot: Slot) -> Iterator[bytes]:
    yield slot.nonce + slot.sealed
    filling = table.filling(place)
    yield filling[:_SEAL_SIZE]
    yield filling[_SEAL_SIZE:2 * _SEAL_SIZE]
