"""The places behind a passphrase, with a key file or without: each try of one is stretched by Argon2id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import kdf, sealing
from streetlaw.storage.kdf import KdfParameters, VaultKey
from streetlaw.storage.sealing import Found
from streetlaw.storage.secret import KeyFile, Passphrase
from streetlaw.storage.slots import Slot, SlotTable, SlotType

ALONE = frozenset({SlotType.PASSPHRASE})
ALL = frozenset({SlotType.PASSPHRASE, SlotType.KEY_FILE})


@dataclass(frozen=True, slots=True)
class Try:
    """A passphrase stretched for one place."""

    place: int
    slot: Slot
    stretched: bytes

    def __repr__(self) -> str:
        return f"Try({self.place})"


def tries(table: SlotTable, passphrase: str, types: Iterable[SlotType]) -> tuple[Try, ...]:
    """Stretch a passphrase for every place of those types, in the order of places.

    Raises `vault.slots_damaged` before anything is derived, when one of them costs what no vault of ours
    costs, and `vault.no_memory`.
    """
    wanted = sorted(((place, slot) for kind in types for place, slot in table.of_type(kind)),
                    key=lambda found: found[0])
    costs = [KdfParameters.unpacked(slot.cost) for _, slot in wanted]
    if not all(cost.acceptable for cost in costs):
        raise StreetLawError("vault.slots_damaged")
    return tuple(Try(place, slot, kdf.from_passphrase(passphrase, slot.salt, cost))
                 for (place, slot), cost in zip(wanted, costs, strict=True))


def opened(table: SlotTable, tried: Iterable[Try], digest: bytes | None = None) -> tuple[Found, ...]:
    """Return every place the tries opened: those of a passphrase alone, with a digest those of a key file."""
    wanted = SlotType.PASSPHRASE if digest is None else SlotType.KEY_FILE
    found = (sealing.opened(one.slot, table, one.place, wrapping(one, digest))
             for one in tried if one.slot.type is wanted)
    return tuple([one for one in found if one is not None])


def wrapping(one: Try, digest: bytes | None) -> bytes:
    """Return the key of a try, with the SHA-256 of a key file when there is one."""
    if digest is None:
        return one.stretched
    return kdf.from_key_file(one.stretched, digest, one.slot.salt)


def placed(table: SlotTable, place: int, key: VaultKey, secret: Passphrase | KeyFile,
           cost: KdfParameters) -> SlotTable:
    """Return the table with that secret at that place; `vault.passphrase_empty`."""
    one, digest = fresh(place, secret, cost)
    return table.with_slot(place, sealing.sealed(one.slot, key, table, place, wrapping(one, digest)))


def fresh(place: int, secret: Passphrase | KeyFile, cost: KdfParameters) -> tuple[Try, bytes | None]:
    """Stretch a new secret for a place, under a fresh salt; `vault.passphrase_empty`, `vault.no_memory`."""
    text, digest = (secret.text, None) if isinstance(secret, Passphrase) else (secret.text, secret.digest)
    if not text.strip():
        raise StreetLawError("vault.passphrase_empty")
    if not cost.acceptable:
        raise ValueError("the parser would refuse this cost")
    slot = sealing.blank(SlotType.PASSPHRASE if digest is None else SlotType.KEY_FILE, cost.packed())
    return Try(place, slot, kdf.from_passphrase(text, slot.salt, cost)), digest


def cost_at(table: SlotTable, place: int) -> KdfParameters:
    """What a try costs at that place; the default where nothing is stretched."""
    slot = table.slot(place)
    cost = KdfParameters.unpacked(slot.cost) if slot is not None else kdf.DEFAULT
    return cost if cost.acceptable else kdf.DEFAULT
