"""Random words for a passphrase a person can remember.

Russian and English words are those of BIP-39 (`recovery`); Kyrgyz ones, in Latin letters so that they can be
typed on any keyboard, stand in `resources/words` with their sources.
"""

from __future__ import annotations

import secrets
from functools import cache
from typing import Final

from streetlaw import resources
from streetlaw.domain.passphrase import Proposed
from streetlaw.storage import recovery

COUNT: Final = 7
"""Words of a proposal: 77 bits from a list of 2048; with Argon2id behind them, more than anybody can try."""


def propose(language: str) -> Proposed:
    """Return COUNT random words of the list of a language (ky, ru or en)."""
    known = word_list(language)
    return Proposed(words=tuple(secrets.choice(known) for _ in range(COUNT)), list_size=len(known))


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The words proposals in a language are made of."""
    if language == "ky":
        return tuple(resources.path("words", "ky-latin.txt").read_text(encoding="utf-8").split())
    return recovery.word_list(language)
