"""The secrets a vault can be opened by, as a person gives them; none shows itself in a repr."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from streetlaw.domain.errors import StreetLawError

Words = str | Sequence[str]
"""24 words: one text, however spaced, or a word each."""

KEY_FILE_SIZES: Final = range(32, 2**20 + 1)
"""Bytes a key file may have."""


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """What a person remembers."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class KeyFile:
    """What a person remembers together with a file they have; `digest` is the file's SHA-256, 32 bytes."""

    text: str
    digest: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Recovery:
    """The 24 words on the recovery sheet."""

    words: Words


@dataclass(frozen=True, slots=True, repr=False)
class Escrow:
    """24 words a supervisor released."""

    words: Words


@dataclass(frozen=True, slots=True, repr=False)
class Shares:
    """The words on two of three sheets, in either order."""

    first: Words
    second: Words


Secret = Passphrase | KeyFile | Recovery | Escrow | Shares


def digest_of(key_file: bytes) -> bytes:
    """Return what counts of a key file, its SHA-256; raises `keys.key_file_size`."""
    if len(key_file) not in KEY_FILE_SIZES:
        raise StreetLawError("keys.key_file_size")
    return hashlib.sha256(key_file).digest()


def given(secret: Secret | None, passphrase: str | None, recovery_words: Words | None) -> Secret:
    """Return the one secret that was given, in full or in one of two short forms."""
    forms = (secret, None if passphrase is None else Passphrase(passphrase),
             None if recovery_words is None else Recovery(recovery_words))
    found = [form for form in forms if form is not None]
    if len(found) != 1:
        raise TypeError("exactly one secret opens a vault")
    return found[0]
