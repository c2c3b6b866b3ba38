"""Seal and open age files as streams, with flat memory; what fails inside comes out as it was raised.

Format: https://age-encryption.org/v1. pyrage turns every error of a Python stream into one of its own and
keeps only its text, so the streams given to it remember what happened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedIOBase
from typing import Any, Final, Protocol

import pyrage
from pyrage import x25519

from streetlaw.domain.errors import StreetLawError

BLOCK: Final = 2**20
"""Bytes read at a time: pyrage asks for 8 KiB, and reading each from the disk would take twice as long."""


class Readable(Protocol):
    """What can be read to its end."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


class Writable(Protocol):
    """What can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take all of it, and say how much that was."""
        ...


Watcher = Callable[[bytes], None]
"""Told every piece that passes; it may raise to stop."""


class _Tap(BufferedIOBase):
    """A stream between pyrage and ours: shows each piece to a watcher and keeps the error that broke it."""

    def __init__(self, watch: Watcher | None) -> None:
        super().__init__()
        self._watch = watch
        self.broken: BaseException | None = None

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            self.broken = error
            raise

    def _show(self, piece: bytes) -> None:
        if self._watch is not None and piece:
            self._watch(piece)


class _Source(_Tap):
    """Reads in blocks, shows each to the watcher, and gives pyrage the small pieces it asks for."""

    def __init__(self, stream: Readable, watch: Watcher | None = None) -> None:
        super().__init__(watch)
        self._stream = stream
        self._block = b""
        self._at = 0

    def read(self, size: int | None = -1, /) -> bytes:
        if self._at == len(self._block):
            with self._remembering():
                self._block = self._stream.read(BLOCK)
                self._show(self._block)
            self._at = 0
        end = len(self._block) if size is None or size < 0 else self._at + size
        piece = self._block[self._at:end]
        self._at += len(piece)
        return piece


class _Sink(_Tap):
    def __init__(self, stream: Writable, watch: Watcher | None = None) -> None:
        super().__init__(watch)
        self._stream = stream

    def write(self, data: Any, /) -> int:
        piece = bytes(data)
        with self._remembering():
            self._show(piece)
            self._stream.write(piece)
        return len(piece)


def seal(source: Readable, target: Writable, recipients: Sequence[str], watch: Watcher | None = None) -> None:
    """Write the age file of what `source` yields to `target`; `watch` sees the plain pieces."""
    tapped, sink = _Source(source, watch), _Sink(target)
    try:
        pyrage.encrypt_io(tapped, sink, [x25519.Recipient.from_str(text) for text in recipients])
    except (pyrage.EncryptError, OSError):
        broken = tapped.broken or sink.broken
        if broken is not None:
            raise broken from None
        raise


def unseal(source: Readable, target: Writable, identity: str, refusal: str,
           watch: Watcher | None = None) -> None:
    """Write what an age file holds to `target`; raises the code `refusal` when it is damaged or not for us.

    `target` may then hold the sound beginning: the caller must throw it away.
    """
    tapped, sink = _Source(source), _Sink(target, watch)
    try:
        pyrage.decrypt_io(tapped, sink, [x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError, OSError):
        broken = tapped.broken or sink.broken
        if broken is not None:
            raise broken from None
        raise StreetLawError(refusal) from None


class Measure:
    """How many bytes passed and what they hash to."""

    def __init__(self) -> None:
        self.size = 0
        self._hash = hashlib.sha256()

    def __call__(self, piece: bytes) -> None:
        """Count one more piece."""
        self.size += len(piece)
        self._hash.update(piece)

    @property
    def sha256(self) -> str:
        """SHA-256 of all that passed, in hexadecimal."""
        return self._hash.hexdigest()


def recipient_of(identity: str) -> str:
    """Return the recipient (age1…) of an identity."""
    return str(x25519.Identity.from_str(identity).to_public())


_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX: Final = "age-secret-key-"


def identity_of(secret: bytes) -> str:
    """Return the age identity (AGE-SECRET-KEY-1…) of a 32-byte X25519 secret: its Bech32 text (BIP-173)."""
    bits = int.from_bytes(secret, "big") << 4  # 256 bits are 51 groups of five and one bit
    data = [bits >> 5 * place & 31 for place in reversed(range(52))]
    spread = [ord(letter) >> 5 for letter in _PREFIX] + [0] + [ord(letter) & 31 for letter in _PREFIX]
    rest = _polymod([*spread, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    checksum = [rest >> 5 * place & 31 for place in reversed(range(6))]
    return (_PREFIX + "1" + "".join(_ALPHABET[value] for value in data + checksum)).upper()


def _polymod(values: Sequence[int]) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            if top >> place & 1:
                state ^= generator
    return state
