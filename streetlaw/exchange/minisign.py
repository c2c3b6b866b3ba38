"""Ed25519 signatures in minisign's text formats, so that the stock tool checks what we sign.

Format: https://jedisct1.github.io/minisign/ (version 0.11). New signatures are prehashed ("ED": over the
BLAKE2b-512 of the message); the older form ("Ed": over the message itself) is read too. The trusted comment
is constant: no time and no file name leave.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from streetlaw.domain.errors import StreetLawError

_UNTRUSTED = "untrusted comment: "
_TRUSTED = "trusted comment: "
_COMMENT = "streetlaw"
_KEY = b"Ed"
_PLAIN, _PREHASHED = b"Ed", b"ED"
MAX_SIGNATURE = 1024


@dataclass(frozen=True, slots=True)
class _Signature:
    algorithm: bytes
    key_id: bytes
    signature: bytes
    comment: str
    comment_signature: bytes


def new_pair() -> tuple[str, str]:
    """A fresh secret key (base64 of seed and public key) and its public key in minisign's base64 form."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    key_id = hashlib.blake2b(public, digest_size=8).digest()
    return _text(private.private_bytes_raw() + public), _text(_KEY + key_id + public)


def public_file(verify_key: str) -> str:
    """The text of a minisign public key file."""
    key_id, _ = _public(verify_key)
    return f"{_UNTRUSTED}minisign public key {key_id[::-1].hex().upper()}\n{verify_key}\n"


def is_verify_key(text: str) -> bool:
    """True when `text` is a public key in minisign's base64 form."""
    try:
        _public(text)
    except StreetLawError:
        return False
    return True


def sign(message: bytes, sign_key: str, verify_key: str) -> str:
    """The text of a signature file over `message`; raises `keys.damaged` when the pair does not fit."""
    secret = _bytes(sign_key, 64)
    key_id, public = _public(verify_key)
    private = Ed25519PrivateKey.from_private_bytes(secret[:32])
    if private.public_key().public_bytes_raw() != public or secret[32:] != public:
        raise StreetLawError("keys.damaged")
    signature = private.sign(hashlib.blake2b(message).digest())
    comment_signature = private.sign(signature + _COMMENT.encode())
    return (f"{_UNTRUSTED}signature\n{_text(_PREHASHED + key_id + signature)}\n"
            f"{_TRUSTED}{_COMMENT}\n{_text(comment_signature)}\n")


def is_signed_by(message: bytes, text: str, verify_key: str) -> bool:
    """True when the signature file `text` is over `message` and by that key.

    Raises `signature.damaged` when `text` is not a signature file at all.
    """
    found = _parse(text)
    key_id, public = _public(verify_key)
    if found.key_id != key_id:
        return False
    key = Ed25519PublicKey.from_public_bytes(public)
    signed = hashlib.blake2b(message).digest() if found.algorithm == _PREHASHED else message
    try:
        key.verify(found.signature, signed)
        key.verify(found.comment_signature, found.signature + found.comment.encode())
    except InvalidSignature:
        return False
    return True


def claims_key(text: str, verify_key: str) -> bool:
    """True when the signature file names that key; it need not be valid. Raises `signature.damaged`."""
    return _parse(text).key_id == _public(verify_key)[0]


def _parse(text: str) -> _Signature:
    lines = text.split("\n")
    if (len(text) > MAX_SIGNATURE or len(lines) != 5 or lines[4] or not lines[0].startswith(_UNTRUSTED)
            or not lines[2].startswith(_TRUSTED)):
        raise StreetLawError("signature.damaged")
    try:
        head = base64.b64decode(lines[1], validate=True)
        comment_signature = base64.b64decode(lines[3], validate=True)
    except (binascii.Error, ValueError):
        raise StreetLawError("signature.damaged") from None
    if len(head) != 74 or len(comment_signature) != 64 or head[:2] not in (_PLAIN, _PREHASHED):
        raise StreetLawError("signature.damaged")
    return _Signature(head[:2], head[2:10], head[10:], lines[2][len(_TRUSTED):], comment_signature)


def _public(verify_key: str) -> tuple[bytes, bytes]:
    """Key id and public key."""
    raw = _bytes(verify_key, 42)
    if raw[:2] != _KEY:
        raise StreetLawError("keys.damaged")
    return raw[2:10], raw[10:]


def _bytes(text: str, size: int) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise StreetLawError("keys.damaged") from None
    if len(raw) != size:
        raise StreetLawError("keys.damaged")
    return raw


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
