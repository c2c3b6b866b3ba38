"""From secrets to keys: Argon2id for what a person remembers, HKDF for what is already random.

Sources: RFC 9106 (Argon2), RFC 5869 (HKDF).
"""

from __future__ import annotations

import struct
import time
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from streetlaw.domain.errors import StreetLawError

KEY_SIZE: Final = 32
SALT_SIZE: Final = 32
_MIB: Final = 1024
_PACKED: Final = struct.Struct(">III")


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """What one try of a passphrase costs: memory in KiB, passes over it, and lanes."""

    memory_kib: int
    iterations: int
    lanes: int

    @property
    def acceptable(self) -> bool:
        """False for costs no vault of ours has: too cheap to protect, or dear enough to hang the program."""
        return (
            64 * _MIB <= self.memory_kib <= 2048 * _MIB
            and 1 <= self.iterations <= 20
            and 1 <= self.lanes <= 8
        )

    def packed(self) -> bytes:
        """The parameters as they stand in a slot, 12 bytes."""
        return _PACKED.pack(self.memory_kib, self.iterations, self.lanes)

    @classmethod
    def unpacked(cls, data: bytes) -> KdfParameters:
        """The parameters of a slot; check `acceptable` before deriving."""
        return cls(*_PACKED.unpack(data))


DEFAULT: Final = KdfParameters(512 * _MIB, 3, 4)
FLOOR: Final = KdfParameters(256 * _MIB, 3, 4)
"""The cheapest cost a person's vault gets, whatever the machine."""
TEST: Final = KdfParameters(64 * _MIB, 1, 1)
"""The cheapest cost a vault may have: for tests and synthetic vaults."""

SHORTEST_SECONDS: Final = 1.0
LONGEST_SECONDS: Final = 2.0


def calibrated() -> KdfParameters:
    """Return the cost at which this machine needs one to two seconds for a passphrase; takes one itself.

    Never below FLOOR: a slow machine takes longer than two seconds.
    """
    started = time.perf_counter()
    from_passphrase("", bytes(SALT_SIZE), FLOOR)
    return fitted(time.perf_counter() - started)


def fitted(floor_seconds: float) -> KdfParameters:
    """Return the cost for a machine on which FLOOR takes that long (the time grows with memory x passes)."""
    default_seconds = floor_seconds * DEFAULT.memory_kib / FLOOR.memory_kib
    if default_seconds > LONGEST_SECONDS:
        return FLOOR
    iterations = ceil(DEFAULT.iterations * SHORTEST_SECONDS / default_seconds) if default_seconds else 20
    return KdfParameters(DEFAULT.memory_kib, min(20, max(DEFAULT.iterations, iterations)), DEFAULT.lanes)


def from_passphrase(passphrase: str, salt: bytes, cost: KdfParameters) -> bytes:
    """Return the 32-byte key of a passphrase; `vault.no_memory`.

    The text is normalised (NFKC): any keyboard gives the same.
    """
    text = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    argon = Argon2id(
        salt=salt, length=KEY_SIZE, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    try:
        return argon.derive(text)
    except MemoryError:
        raise StreetLawError("vault.no_memory", megabytes=cost.memory_kib // _MIB) from None


def from_recovery(recovery: bytes, salt: bytes) -> bytes:
    """Return the 32-byte key of a recovery key, which is random and needs no stretching."""
    return _hkdf(recovery, salt, b"streetlaw/1/recovery")


def from_key_file(stretched: bytes, file_digest: bytes, salt: bytes) -> bytes:
    """Return the 32-byte key of a passphrase, already stretched, together with the SHA-256 of a file."""
    return _hkdf(stretched + file_digest, salt, b"streetlaw/1/key-file")


def from_escrow(secret: bytes, salt: bytes) -> bytes:
    """Return the 32-byte key of a random secret that was sealed for a supervisor."""
    return _hkdf(secret, salt, b"streetlaw/1/escrow")


def from_shares(first: bytes, second: bytes, salt: bytes) -> bytes:
    """Return the 32-byte key of two shares, in that order."""
    return _hkdf(first + second, salt, b"streetlaw/1/shares")


class Label(StrEnum):
    """What a sub-key of the vault key is for."""

    DB = "db"
    AUDIT = "audit"
    BACKUP = "backup"
    SLOTS = "slots"
    PSEUDONYMS = "pseudonyms"
    DECOY = "decoy"
    DECOY_NAME = "decoy-name"


class VaultKey:
    """The random key everything in a vault hangs on; it shows itself to nobody by accident."""

    __slots__ = ("_secret", "_vault_id")

    def __init__(self, secret: bytes, vault_id: bytes) -> None:
        if len(secret) != KEY_SIZE:
            raise ValueError("the vault key has 32 bytes")
        self._secret = secret
        self._vault_id = vault_id

    def subkey(self, label: Label) -> bytes:
        """The 32-byte key for one use in this vault."""
        return _hkdf(self._secret, self._vault_id, f"streetlaw/1/{label.value}".encode())

    def reveal(self) -> bytes:
        """The key itself, to be sealed into a slot."""
        return self._secret

    def __repr__(self) -> str:
        return "VaultKey(…)"

    def __reduce__(self) -> str:
        raise TypeError("a vault key stays in its process")


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=salt, info=info).derive(secret)
