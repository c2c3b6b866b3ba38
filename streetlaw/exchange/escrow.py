"""Sealing a secret for one person so that also a later quantum computer does not open it.

HPKE (RFC 9180) with X-Wing's pair of key exchanges, ML-KEM-768 and X25519, HKDF-SHA256 and ChaCha20-Poly1305.
A secret key is base64 of the ML-KEM seed (64 bytes) and the X25519 key (32); a public key is base64 of both
public keys (1184 and 32 bytes).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from streetlaw.domain.errors import StreetLawError

Sealing = Callable[[bytes, bytes], bytes]
"""Seals the first bytes for somebody, so that they open only together with the second."""


class Request(Protocol):
    """What somebody sends who wants to be let in again (`storage.escrow.Request`)."""

    @property
    def sealed(self) -> bytes:
        """The secret, sealed."""
        ...

    @property
    def info(self) -> bytes:
        """What it is bound to."""
        ...

    def is_for(self, public_key: bytes) -> bool:
        """True when it was sealed for that key."""
        ...


_SUITE: Final = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SEED, _PUBLIC, _X25519 = 64, 1184, 32
_SECRET = 32


def new_secret() -> str:
    """A fresh secret key."""
    seed = MLKEM768PrivateKey.generate().private_bytes_raw()
    return _text(seed + X25519PrivateKey.generate().private_bytes_raw())


def public_key(secret: str) -> str:
    """The public key of a secret one; raises `keys.damaged`."""
    mlkem, curve = _private_parts(secret)
    return _text(mlkem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw())


def is_public_key(text: str) -> bool:
    """True when something can be sealed for `text`."""
    try:
        _public(text)
    except StreetLawError:
        return False
    return True


def raw(key: str) -> bytes:
    """The bytes of a key; raises `keys.damaged`."""
    try:
        return base64.b64decode(key, validate=True)
    except ValueError:
        raise StreetLawError("keys.damaged") from None


def seal(content: bytes, key: str, info: bytes) -> bytes:
    """The content sealed for a public key, to be opened only with the same info; raises `keys.damaged`."""
    return _SUITE.encrypt(content, _public(key), info)


def unseal(sealed: bytes, secret: str, info: bytes) -> bytes | None:
    """What was sealed for the key of `secret`; None for another key, other info or damage."""
    try:
        return _SUITE.decrypt(sealed, MLKEM768X25519PrivateKey(*_private_parts(secret)), info)
    except InvalidTag:
        return None


def sealing_for(key: str) -> Sealing:
    """What seals for a public key."""
    def seal_for(content: bytes, info: bytes) -> bytes:
        return seal(content, key, info)

    return seal_for


def release(requests: Iterable[Request], secret: str) -> bytes:
    """The 32-byte secret in the request that is for the key of `secret`, "" when there is none.

    Raises `escrow.not_for_me`, `escrow.damaged`.
    """
    mine = raw(public_key(secret)) if secret else b""
    request = next((one for one in requests if one.is_for(mine)), None)
    if request is None:
        raise StreetLawError("escrow.not_for_me")
    released = unseal(request.sealed, secret, request.info)
    if released is None or len(released) != _SECRET:
        raise StreetLawError("escrow.damaged")
    return released


def _public(text: str) -> MLKEM768X25519PublicKey:
    parts = raw(text)
    if len(parts) != _PUBLIC + _X25519:
        raise StreetLawError("keys.damaged")
    try:
        return MLKEM768X25519PublicKey(MLKEM768PublicKey.from_public_bytes(parts[:_PUBLIC]),
                                       X25519PublicKey.from_public_bytes(parts[_PUBLIC:]))
    except ValueError:
        raise StreetLawError("keys.damaged") from None


def _private_parts(secret: str) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    parts = raw(secret)
    if len(parts) != _SEED + _X25519:
        raise StreetLawError("keys.damaged")
    return (MLKEM768PrivateKey.from_seed_bytes(parts[:_SEED]),
            X25519PrivateKey.from_private_bytes(parts[_SEED:]))


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")
