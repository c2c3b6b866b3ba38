"""The age encryption of a bundle: sealed to X25519 recipients, opened in memory, all or nothing.

Format: https://age-encryption.org/v1. pyrage holds the interpreter's lock while it works, and tells the
reason of a refusal only in words; a truncated file raises and its partial plaintext never comes back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pyrage
from pyrage import x25519

from streetlaw.domain.errors import StreetLawError

_NO_MATCH = "No matching keys found"


def new_identity() -> tuple[str, str]:
    """A fresh secret key (AGE-SECRET-KEY-1…) and its recipient (age1…)."""
    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def is_recipient(text: str) -> bool:
    """True when something can be sealed to `text`."""
    try:
        x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def fingerprint(recipient: str) -> str:
    """What a manifest says of a recipient: the SHA-256 of its text, in hexadecimal."""
    return hashlib.sha256(recipient.encode()).hexdigest()


def seal(plain: bytes, recipients: Sequence[str]) -> bytes:
    """The age file that exactly these recipients can open; raises `keys.damaged`."""
    try:
        return bytes(pyrage.encrypt(plain, [x25519.Recipient.from_str(text) for text in recipients]))
    except (pyrage.RecipientError, pyrage.EncryptError):
        raise StreetLawError("keys.damaged") from None


def unseal(sealed: bytes, identity: str) -> bytes:
    """What is inside; raises `bundle.not_for_me`, `bundle.damaged` or `keys.damaged`.

    A file whose recipient lines were damaged cannot be told from one for somebody else.
    """
    try:
        return bytes(pyrage.decrypt(sealed, [x25519.Identity.from_str(identity)]))
    except pyrage.IdentityError:
        raise StreetLawError("keys.damaged") from None
    except pyrage.DecryptError as error:
        code = "bundle.not_for_me" if str(error) == _NO_MATCH else "bundle.damaged"
        raise StreetLawError(code) from None
    except OSError:
        raise StreetLawError("bundle.damaged") from None
