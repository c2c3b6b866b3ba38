"""Random words for a passphrase a person can remember.

Russian and English words are those of BIP-39. There is no Kyrgyz list yet: for "ky" the words are Russian, as
recovery words are (`recovery.to_words`). Our own Kyrgyz texts have about a thousand words of 4 to 8 letters,
but most of them are inflected forms of few words, which nobody remembers as words.
"""

from __future__ import annotations

import secrets
from functools import cache
from typing import Final

from streetlaw.storage import recovery

COUNT: Final = 7
"""Words of a proposal: 77 bits from a list of 2048; with Argon2id behind them, more than anybody can try."""


def words(language: str, count: int = COUNT) -> tuple[str, ...]:
    """Return so many random words of the list of a language (ky, ru or en)."""
    known = word_list(language)
    return tuple(secrets.choice(known) for _ in range(count))


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The 2048 words proposals in a language are made of."""
    return recovery.word_list(language)
