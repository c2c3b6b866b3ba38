"""A supervisor's key to somebody's vault: a random secret opens a slot, and only they can unseal that secret.

In the filling of the slot stand the SHA-256 of the supervisor's public key (32 bytes), the length of what
follows (2) and the secret, sealed for them by a public-key cipher this module does not know. To be let in
again, the lawyer sends a *request* (`*.sle`): what the filling holds, without any other slot. The supervisor
unseals the secret and tells it as 24 words; the lawyer types them like recovery words.

A request file holds one request for each supervisor who keeps a key. Each is, all numbers big-endian: magic
"STRLAWES", format (2), vault id (16), place (1), then the digest, the length and the sealed secret as in the
filling. It says nothing a thief of the slot file would not have.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import kdf, sealing
from streetlaw.storage.kdf import VaultKey
from streetlaw.storage.opening import SLOTS as SLOT_FILE
from streetlaw.storage.opening import load_slots
from streetlaw.storage.recovery import RECOVERY_SIZE
from streetlaw.storage.sealing import Found
from streetlaw.storage.slots import FILLING_SIZE, ID_SIZE, SLOTS, SlotTable, SlotType

MAGIC: Final = b"STRLAWES"
FORMAT: Final = 1
_DIGEST_SIZE: Final = 32
_FILLING: Final = struct.Struct(f">{_DIGEST_SIZE}sH")
_REQUEST: Final = struct.Struct(f">8sH{ID_SIZE}sB{_DIGEST_SIZE}sH")

LARGEST_REQUEST: Final = SLOTS * (_REQUEST.size + FILLING_SIZE)
"""Bytes a request may have."""

Seal = Callable[[bytes, bytes], bytes]
"""Seals the first bytes for somebody, so that they open only together with the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a supervisor needs to let somebody in; `digest` is of the public key it was sealed for."""

    vault_id: bytes
    place: int
    digest: bytes
    sealed: bytes

    @property
    def info(self) -> bytes:
        """What the sealed secret is bound to."""
        return _info(self.vault_id, self.place)

    def is_for(self, public_key: bytes) -> bool:
        """True when it was sealed for that key."""
        return self.digest == hashlib.sha256(public_key).digest()

    def encoded(self) -> bytes:
        """The bytes of the file."""
        head = _REQUEST.pack(MAGIC, FORMAT, self.vault_id, self.place, self.digest, len(self.sealed))
        return head + self.sealed


def placed(table: SlotTable, place: int, key: VaultKey, public_key: bytes, seal: Seal) -> SlotTable:
    """Return the table in which who has the secret of that public key can let people in."""
    secret = secrets.token_bytes(RECOVERY_SIZE)
    slot = sealing.blank(SlotType.ESCROW)
    sealed = seal(secret, _info(table.vault_id, place))
    filling = _FILLING.pack(hashlib.sha256(public_key).digest(), len(sealed)) + sealed
    wrapping = kdf.from_escrow(secret, slot.salt)
    return table.with_slot(place, sealing.sealed(slot, key, table, place, wrapping), filling)


def opened(table: SlotTable, secret: bytes) -> Found:
    """Return what a released secret opens; raises `vault.wrong_escrow_words`."""
    for place, slot in table.of_type(SlotType.ESCROW):
        found = sealing.opened(slot, table, place, kdf.from_escrow(secret, slot.salt))
        if found is not None:
            return found
    raise StreetLawError("vault.wrong_escrow_words")


def requests(table: SlotTable) -> tuple[Request, ...]:
    """Return a request for every supervisor who holds a key of the vault, in the order of places."""
    found = []
    for place, _ in table.of_type(SlotType.ESCROW):
        digest, size = _FILLING.unpack_from(table.filling(place))
        sealed = table.filling(place)[_FILLING.size:_FILLING.size + size]
        found.append(Request(vault_id=table.vault_id, place=place, digest=digest, sealed=sealed))
    return tuple(found)


def request_file(folder: Path) -> bytes:
    """Return the file for all supervisors of a vault, which stays closed: each finds their own in it.

    Raises `vault.not_found`, `vault.slots_damaged`, `vault.newer_format`, `escrow.none`.
    """
    if not (folder / SLOT_FILE).is_file():
        raise StreetLawError("vault.not_found")
    return packed(load_slots(folder), "escrow.none")


def packed(table: SlotTable, nobody: str) -> bytes:
    """Return the request file of those slots; raises `nobody` when no supervisor holds a key in them."""
    found = requests(table)
    if not found:
        raise StreetLawError(nobody)
    return b"".join(request.encoded() for request in found)


def parse(data: bytes) -> tuple[Request, ...]:
    """Return the requests in a file; `escrow.damaged`, `escrow.newer_format`."""
    found: list[Request] = []
    left = memoryview(data)
    while left:
        if len(left) < _REQUEST.size or len(found) == SLOTS:
            raise StreetLawError("escrow.damaged")
        magic, number, vault_id, place, digest, size = _REQUEST.unpack_from(left)
        if magic != MAGIC:
            raise StreetLawError("escrow.damaged")
        if number > FORMAT:
            raise StreetLawError("escrow.newer_format")
        sealed = bytes(left[_REQUEST.size:_REQUEST.size + size])
        if number < FORMAT or len(sealed) != size or size > FILLING_SIZE:
            raise StreetLawError("escrow.damaged")
        found.append(Request(vault_id=vault_id, place=place, digest=digest, sealed=sealed))
        left = left[_REQUEST.size + size:]
    if not found:
        raise StreetLawError("escrow.damaged")
    return tuple(found)


def _info(vault_id: bytes, place: int) -> bytes:
    return b"streetlaw/1/escrow" + vault_id + bytes([place])
