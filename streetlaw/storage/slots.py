"""The file `keys.slots`: eight sealed copies of the vault key, written twice so that one always stands.

The file is two copies of one table, each of COPY_SIZE bytes, all numbers big-endian:

    0      magic "STRLAWKS"
    8      format, 2 bytes
    10     vault id, 16 random bytes
    26     generation, 8 bytes: grows by one with every write
    34     anchor, 68 bytes: nonce, sealed sequence and head of the audit chain (see `keys`)
    4096   8 slots of SLOT_SIZE bytes; one that is not used holds random bytes
    16352  SHA-256 of everything before

A slot is: type (4 letters), KDF parameters (12), salt (32), nonce (12), sealed key (48), filling (1424). What
the filling holds depends on the type (`escrow`, `shares`, `duress`); the rest of it is random.

The format says which types to expect: 1 where there are only PASS and RECV, 2 where one of the others is. A
program of format 1 thus goes on opening what it knows, and names the rest as newer. The seals are the same
in both: what they are bound to (`Slot.bound`) says SEALS and not the format, or every old slot would have to
be made anew, with all its secrets at hand, when the first new one comes beside it.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import files, kdf

MAGIC: Final = b"STRLAWKS"
FORMAT: Final = 2
SEALS: Final = 1
SLOTS: Final = 8
SLOT_SIZE: Final = 1532
COPY_SIZE: Final = 16384
FILE_SIZE: Final = 2 * COPY_SIZE
ID_SIZE: Final = 16
NONCE_SIZE: Final = 12
ANCHOR_SIZE: Final = NONCE_SIZE + 40 + 16

_HEAD: Final = struct.Struct(f">8sH{ID_SIZE}sQ{ANCHOR_SIZE}s")
_SLOT: Final = struct.Struct(f">4s12s{kdf.SALT_SIZE}s{NONCE_SIZE}s48s")
FILLING_SIZE: Final = SLOT_SIZE - _SLOT.size
_FIRST_SLOT: Final = 4096
_DIGEST_SIZE: Final = 32
_LAST_GENERATION: Final = 2**63  # nobody writes that often; the field holds one bit more


class SlotType(Enum):
    """Which secret opens a slot."""

    PASSPHRASE = b"PASS"
    KEY_FILE = b"PKEY"
    RECOVERY = b"RECV"
    ESCROW = b"ESCR"
    SHARES = b"SHAR"


_OF_FORMAT_1: Final = frozenset({SlotType.PASSPHRASE, SlotType.RECOVERY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The vault key sealed under one secret; `cost` is zeros where nothing is stretched."""

    type: SlotType
    cost: bytes
    salt: bytes
    nonce: bytes
    sealed: bytes

    def bound(self, vault_id: bytes, index: int) -> bytes:
        """What the seal vouches for besides the key: SEALS, vault, type, cost, salt and place."""
        header = struct.pack(">8sH", MAGIC, SEALS)
        return header + vault_id + self.type.value + self.cost + self.salt + bytes([index])

    def encoded(self, filling: bytes = b"") -> bytes:
        """The slot's bytes with that filling, filled up with random ones."""
        used = _SLOT.pack(self.type.value, self.cost, self.salt, self.nonce, self.sealed) + filling
        if len(used) > SLOT_SIZE:
            raise ValueError("that is more than a slot holds")
        return used + secrets.token_bytes(SLOT_SIZE - len(used))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTable:
    """What one copy of the file says."""

    vault_id: bytes
    generation: int
    anchor: bytes
    raw: tuple[bytes, ...]

    @classmethod
    def fresh(cls) -> SlotTable:
        """A table of a new vault, every slot unused."""
        return cls(
            vault_id=secrets.token_bytes(ID_SIZE),
            generation=0,
            anchor=secrets.token_bytes(ANCHOR_SIZE),
            raw=tuple(secrets.token_bytes(SLOT_SIZE) for _ in range(SLOTS)),
        )

    def slot(self, index: int) -> Slot | None:
        """The slot at that place; None when it is unused."""
        tag, cost, salt, nonce, sealed = _SLOT.unpack_from(self.raw[index])
        if tag not in {known.value for known in SlotType}:
            return None
        return Slot(type=SlotType(tag), cost=cost, salt=salt, nonce=nonce, sealed=sealed)

    def of_type(self, wanted: SlotType) -> tuple[tuple[int, Slot], ...]:
        """The used slots of a type, with their places."""
        found = ((index, self.slot(index)) for index in range(SLOTS))
        return tuple((index, slot) for index, slot in found if slot is not None and slot.type is wanted)

    def filling(self, index: int) -> bytes:
        """The bytes behind a slot's seal, FILLING_SIZE of them."""
        return self.raw[index][_SLOT.size:]

    def free(self) -> int | None:
        """The first place that is not used."""
        return next((index for index in range(SLOTS) if self.slot(index) is None), None)

    def with_slot(self, index: int, slot: Slot, filling: bytes = b"") -> SlotTable:
        """The table with another slot at that place."""
        return self._with_raw(index, slot.encoded(filling))

    def without(self, index: int) -> SlotTable:
        """The table with that place unused."""
        return self._with_raw(index, secrets.token_bytes(SLOT_SIZE))

    def emptied(self) -> SlotTable:
        """The table of the same vault with every slot unused and nothing anchored."""
        return replace(SlotTable.fresh(), vault_id=self.vault_id, generation=self.generation)

    @property
    def format(self) -> int:
        """The lowest format that knows every type in the table."""
        held = {slot.type for index in range(SLOTS) if (slot := self.slot(index)) is not None}
        return 1 if held <= _OF_FORMAT_1 else FORMAT

    def encoded(self) -> bytes:
        """One copy's bytes."""
        head = _HEAD.pack(MAGIC, self.format, self.vault_id, self.generation, self.anchor)
        body = head.ljust(_FIRST_SLOT, b"\0") + b"".join(self.raw)
        return body + hashlib.sha256(body).digest()

    def _with_raw(self, index: int, raw: bytes) -> SlotTable:
        return replace(self, raw=(*self.raw[:index], raw, *self.raw[index + 1:]))


def parse(data: bytes) -> SlotTable:
    """Return the newest sound copy in a slot file; `vault.slots_damaged`, `vault.newer_format`."""
    copies = data[:COPY_SIZE], data[COPY_SIZE:FILE_SIZE]
    sound = [table for table in map(_parse_copy, copies) if table is not None]
    if sound:
        return max(sound, key=lambda table: table.generation)
    if any(_format_of(copy) > FORMAT for copy in copies):
        raise StreetLawError("vault.newer_format")
    raise StreetLawError("vault.slots_damaged")


def load(path: Path) -> SlotTable:
    """Return the newest sound copy in the file; `vault.slots_damaged`, `vault.newer_format`, OSError."""
    return parse(_read(path))


def create(path: Path, table: SlotTable) -> SlotTable:
    """Write a new slot file, the table's next generation, and return it; FileExistsError."""
    first = replace(table, generation=table.generation + 1)
    with files.new_file(path) as file:
        file.write(first.encoded() * 2)
        files.sync(file)
    return first


def store(path: Path, table: SlotTable) -> SlotTable:
    """Write the next generation over both copies in place, the worse one first, and return it.

    After a crash at any moment one sound copy stands: the old table or the new one, never a mixture.
    Writing in place leaves no older file behind that an old passphrase would open.
    """
    data = _read(path)
    standing = [_parse_copy(data[:COPY_SIZE]), _parse_copy(data[COPY_SIZE:])]
    generations = [-1 if copy is None else copy.generation for copy in standing]
    written = replace(table, generation=max(table.generation, *generations) + 1)
    with path.open("r+b") as file:
        for place in sorted((0, 1), key=generations.__getitem__):
            file.seek(place * COPY_SIZE)
            file.write(written.encoded())
            files.sync(file)
    return written


def erase(path: Path, table: SlotTable) -> SlotTable:
    """Write random bytes over all slots of both copies in place at once, and return what then stands there.

    Nobody's secret opens anything afterwards. Unlike `store` it does not keep one copy while it writes the
    other: whoever erases is in a hurry, and half of it must not be undone.
    """
    written = replace(table.emptied(), generation=table.generation + 1)
    with path.open("r+b") as file:
        file.write(written.encoded() * 2)
        files.sync(file)
    return written


def even(path: Path) -> bool:
    """True when both copies stand and say the same; a crash or a bad sector makes them differ."""
    data = _read(path)
    return len(data) == FILE_SIZE and data[:COPY_SIZE] == data[COPY_SIZE:]


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_SIZE)


def _parse_copy(copy: bytes) -> SlotTable | None:
    body, digest = copy[:-_DIGEST_SIZE], copy[-_DIGEST_SIZE:]
    if len(copy) != COPY_SIZE or hashlib.sha256(body).digest() != digest:
        return None
    if not 1 <= _format_of(copy) <= FORMAT:
        return None
    _, _, vault_id, generation, anchor = _HEAD.unpack_from(body)
    if generation > _LAST_GENERATION:
        return None
    starts = range(_FIRST_SLOT, _FIRST_SLOT + SLOTS * SLOT_SIZE, SLOT_SIZE)
    return SlotTable(
        vault_id=vault_id,
        generation=generation,
        anchor=anchor,
        raw=tuple(body[start:start + SLOT_SIZE] for start in starts),
    )


def _format_of(copy: bytes) -> int:
    """The format number of something that begins like a slot file; 0 otherwise."""
    if len(copy) < len(MAGIC) + 2 or not copy.startswith(MAGIC):
        return 0
    return int.from_bytes(copy[len(MAGIC):len(MAGIC) + 2], "big")
