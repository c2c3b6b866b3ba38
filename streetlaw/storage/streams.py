"""Seal and open age files as streams, with flat memory; what fails inside comes out as it was raised.

Format: https://age-encryption.org/v1. pyrage turns every error of a Python stream into one of its own and
keeps only its text, so the streams given to it remember what happened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, BufferedWriter, RawIOBase
from typing import Any, Final, Protocol

import pyrage
from pyrage import x25519

from streetlaw.domain.errors import StreetLawError

BLOCK: Final = 2**20
"""Bytes read and written at a time."""


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


class _Tap(RawIOBase):
    """The raw end of a stream of ours: shows each block to a watcher and keeps the error that broke it.

    Between it and pyrage stands a buffer of Python's own: pyrage asks for 8 KiB at a time, and a call into
    Python for each costs as much as a third of the sealing.
    """

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
    def __init__(self, stream: Readable, watch: Watcher | None = None) -> None:
        super().__init__(watch)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        with self._remembering():
            piece = self._stream.read(len(buffer))
            self._show(piece)
        buffer[:len(piece)] = piece
        return len(piece)


class _Sink(_Tap):
    def __init__(self, stream: Writable, watch: Watcher | None = None) -> None:
        super().__init__(watch)
        self._stream = stream
        self.over = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        piece = bytes(data)
        if not self.over:  # the buffer writes what is left once more when it goes
            with self._remembering():
                self._show(piece)
                self._stream.write(piece)
        return len(piece)


def seal(source: Readable, target: Writable, recipients: Sequence[str], watch: Watcher | None = None) -> None:
    """Write the age file of what `source` yields to `target`; `watch` sees the plain blocks."""
    keys = [x25519.Recipient.from_str(text) for text in recipients]
    problem = _problem(pyrage.encrypt_io, _Source(source, watch), _Sink(target), keys)
    if problem is not None:
        raise problem


def unseal(source: Readable, target: Writable, identity: str, refusal: str,
           watch: Watcher | None = None) -> None:
    """Write what an age file holds to `target`; raises the code `refusal` when it is damaged or not for us.

    `target` may then hold the sound beginning: the caller must throw it away.
    """
    try:
        keys = [x25519.Identity.from_str(identity)]
    except pyrage.IdentityError:
        raise StreetLawError(refusal) from None
    if _problem(pyrage.decrypt_io, _Source(source), _Sink(target, watch), keys) is not None:
        raise StreetLawError(refusal)


def _problem(work: Callable[..., object], source: _Source, target: _Sink,
             keys: Sequence[object]) -> Exception | None:
    """Let pyrage work from one stream to the other, and give what it says against the file.

    An error of one of the streams is raised as it was.
    """
    buffer = BufferedWriter(target, BLOCK)
    try:
        work(BufferedReader(source, BLOCK), buffer, keys)
        buffer.flush()
    except (pyrage.EncryptError, pyrage.DecryptError, OSError) as error:
        broken = source.broken or target.broken
        if broken is not None:
            raise broken from None
        return error
    finally:
        target.over = True
    return None


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
