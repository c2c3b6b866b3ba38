"""Names that stand for cases: stable for one recipient and period, unlinkable between them."""

from __future__ import annotations

import hmac

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
_GROUP = 5
_BITS = 50


class Pseudonyms:
    """The pseudonyms of one recipient in one period: HMAC(HMAC(master, recipient ‖ period), case id).

    `recipient` is the id under which the vault knows the person: it never leaves and stays the same when the
    person changes keys. Without `master` (32 secret bytes) nothing can be computed.
    """

    def __init__(self, master: bytes, recipient: str, period: str) -> None:
        self._key = _hmac(master, f"{recipient}\0{period}")

    def of(self, case_id: str) -> str:
        """Ten speakable characters (50 bits) in two groups, for example "7K3QF-M0Z8R"."""
        number = int.from_bytes(_hmac(self._key, case_id)[:8], "big") >> (64 - _BITS)
        text = "".join(_ALPHABET[number >> shift & 31] for shift in range(_BITS - 5, -5, -5))
        return f"{text[:_GROUP]}-{text[_GROUP:]}"


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
