"""Random words for a passphrase a person can remember.

Russian and English words are those of BIP-39, which no two words of share their first four letters; Kyrgyz
speakers who type on a Latin keyboard get words of our own list (`resources/words/ky-latin.txt`).
"""

from __future__ import annotations

import secrets
from functools import cache
from math import log2
from typing import Final

from streetlaw.storage import recovery

COUNT: Final = 7
"""Words of a proposal: 77 bits from a list of 2048; with Argon2id behind them, more than anybody can try."""


def words(language: str, count: int = COUNT) -> tuple[str, ...]:
    """Return so many random words of the list of a language (ky, ru or en)."""
    known = word_list(language)
    return tuple(secrets.choice(known) for _ in range(count))


def bits(language: str, count: int = COUNT) -> float:
    """How many bits so many random words have."""
    return count * log2(len(word_list(language)))


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The words proposals in a language are made of."""
    return recovery.word_list(language)
