"""Write an age file for one X25519 recipient, with the ciphers of OpenSSL. Format: age-encryption.org/v1.

For attachments: with pyrage and a hash beside it, a large file takes half as long again. They are opened by
pyrage, so each opening compares the two. https://github.com/C2SP/C2SP/blob/main/age.md
"""

from __future__ import annotations

import hmac
import os
from base64 import b64encode
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage import x25519

from streetlaw.storage import streams
from streetlaw.storage.streams import Readable, Watcher, Writable

_CHUNK: Final = 64 * 1024
_BLOCK: Final = 4 * _CHUNK
"""Bytes in work at a time: what the processor keeps near while it hashes, seals and writes them."""

_VERSION: Final = b"age-encryption.org/v1"


def seal(source: Readable, target: Writable, secret: bytes, watch: Watcher) -> None:
    """Write what `source` yields to `target`, for whoever has the identity of `secret` (32 bytes of X25519).

    `watch` sees the plain pieces; what it, `source` or `target` raise comes out as it is.
    """
    file_key, nonce = os.urandom(16), os.urandom(16)
    target.write(_header(file_key, X25519PrivateKey.from_private_bytes(secret).public_key()) + nonce)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    number = 0
    block = _full(source)
    while True:
        watch(block)
        following = _full(source)
        plain, sealed = memoryview(block), []
        for start in range(0, max(1, len(block)), _CHUNK):
            is_last = not following and start + _CHUNK >= len(block)
            place = number.to_bytes(11, "big") + bytes([is_last])
            sealed.append(cipher.encrypt(place, plain[start:start + _CHUNK], None))
            number += 1
        target.write(b"".join(sealed))
        if not following:
            return
        block = following


def new_secret() -> tuple[bytes, str]:
    """A fresh secret, and the identity (AGE-SECRET-KEY-1…) that says it."""
    secret = X25519PrivateKey.generate().private_bytes_raw()
    identity = streams.identity_of(secret)
    x25519.Identity.from_str(identity)  # what cannot be opened again is not sealed
    return secret, identity


def _header(file_key: bytes, recipient: X25519PublicKey) -> bytes:
    """Who can open the file: one stanza, sealed against change."""
    passing = X25519PrivateKey.generate()
    share, known = passing.public_key().public_bytes_raw(), recipient.public_bytes_raw()
    wrap = _derived(passing.exchange(recipient), share + known, _VERSION + b"/X25519")
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    header = b"%s\n-> X25519 %s\n%s\n---" % (_VERSION, _text(share), _text(body))
    return header + b" " + _text(hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")) + b"\n"


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _text(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _full(source: Readable) -> bytes:
    """The next block; a shorter one only at the end."""
    block = source.read(_BLOCK)
    while 0 < len(block) < _BLOCK and (more := source.read(_BLOCK - len(block))):
        block += more
    return block
