"""A second passphrase for the day somebody forces you: it opens invented people, and nothing else any more.

Its slot is one of a passphrase in every byte; only the seal has another label, so that it opens not the vault
but the key of a decoy (`decoy`). Who has the vault open must know it all the same, to neither count nor copy
it: the filling begins with the decoy's name, sealed under the vault key. To others that is random filling.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import kdf, passphrases, sealing
from streetlaw.storage.kdf import KdfParameters, Label, VaultKey
from streetlaw.storage.passphrases import Try
from streetlaw.storage.sealing import Found
from streetlaw.storage.secret import Passphrase
from streetlaw.storage.slots import NONCE_SIZE, Slot, SlotTable, SlotType

_LABEL: Final = b"duress"
_NAME_SIZE: Final = 16
_MARK_SIZE: Final = NONCE_SIZE + _NAME_SIZE + sealing.TAG_SIZE


def placed(table: SlotTable, place: int, key: VaultKey, passphrase: str,
           cost: KdfParameters) -> tuple[SlotTable, VaultKey]:
    """Return the table with a duress passphrase at that place, and the fresh key of its decoy.

    Raises `vault.passphrase_empty`.
    """
    decoy = VaultKey(secrets.token_bytes(kdf.KEY_SIZE), table.vault_id)
    one, _ = passphrases.fresh(place, Passphrase(passphrase), cost)
    slot = sealing.sealed(one.slot, decoy, table, place, one.stretched, _LABEL)
    mark = sealing.seal(key.subkey(Label.SLOTS), bytes.fromhex(name_of(decoy)),
                        _mark_bound(table, place, slot))
    return table.with_slot(place, slot, mark), decoy


def opened(table: SlotTable, tried: Iterable[Try]) -> tuple[Found, ...]:
    """Return what the tries opened as a duress passphrase."""
    found = (sealing.opened(one.slot, table, one.place, one.stretched, _LABEL)
             for one in tried if one.slot.type is SlotType.PASSPHRASE)
    return tuple([one for one in found if one is not None])


def marked(table: SlotTable, key: VaultKey) -> tuple[int, str] | None:
    """Return the place of the duress passphrase and its decoy's name, for who has the vault open."""
    for place, slot in table.of_type(SlotType.PASSPHRASE):
        bound = _mark_bound(table, place, slot)
        name = sealing.unseal(key.subkey(Label.SLOTS), table.filling(place)[:_MARK_SIZE], bound)
        if name is not None:
            return place, name.hex()
    return None


def without(table: SlotTable, key: VaultKey) -> SlotTable:
    """Return the table without the duress passphrase: random bytes in its place."""
    found = marked(table, key)
    return table if found is None else table.without(found[0])


def as_ordinary(table: SlotTable, found: Found, place: int) -> SlotTable:
    """Return the table in which the duress passphrase that was found opens that place as any passphrase."""
    slot = table.slot(found.place)
    if slot is None:
        raise StreetLawError("vault.slots_damaged")
    return table.with_slot(place, sealing.sealed(slot, found.key, table, place, found.wrapping))


def name_of(decoy: VaultKey) -> str:
    """Return the name of the decoy's file among the attachments."""
    return decoy.subkey(Label.DECOY_NAME)[:_NAME_SIZE].hex()


def refuse_same(table: SlotTable, passphrase: str) -> None:
    """Raise `keys.same_passphrase` for the duress passphrase: two secrets cannot be one."""
    if opened(table, passphrases.tries(table, passphrase, passphrases.ALONE)):
        raise StreetLawError("keys.same_passphrase")


def _mark_bound(table: SlotTable, place: int, slot: Slot) -> bytes:
    return slot.bound(table.vault_id, place) + b"decoy"
