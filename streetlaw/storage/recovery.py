"""A recovery key as 24 words a person can write down: BIP-39, in Russian or English.

Source: https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki; the word lists are those of the
`mnemonic` package. Words are read here and not by the package: it takes й apart and then knows no such word.
In its Russian list one word is damaged ("снова", two bytes of which became U+FFFD): it is mended here.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from mnemonic import Mnemonic

from streetlaw.domain.errors import StreetLawError

RECOVERY_SIZE: Final = 32
WORDS: Final = 24

_DAMAGED, _MENDED = "сно\ufffd\ufffdа", "снова"
_LISTS: Final = {"ky": "russian", "ru": "russian", "en": "english"}


_BETWEEN: Final = re.compile(r"[\s\d.,;:()]+")
"""What people write between words: spaces, commas, the words' numbers."""


def new_recovery() -> bytes:
    """Return a fresh 256-bit recovery key."""
    return secrets.token_bytes(RECOVERY_SIZE)


def to_words(recovery: bytes, language: str) -> tuple[str, ...]:
    """Return the 24 words of a recovery key, the last of which holds a checksum.

    The words are Russian for "ky" and "ru", English otherwise: BIP-39 has no Kyrgyz list.
    """
    return tuple(map(_mended, _book(language).to_mnemonic(recovery).split()))


def from_words(words: str | Sequence[str]) -> bytes:
    """Return the recovery key that words stand for, however they are spaced and capitalised.

    Raises `vault.recovery_word_unknown` (fact `number`, from 1) or `vault.recovery_words_mistyped`.
    """
    text = words if isinstance(words, str) else " ".join(words)
    typed = [_mended(word) for word in _BETWEEN.split(_plain(text)) if word]
    language = _language_of(typed)
    known = _places(language)
    for number, word in enumerate(typed, start=1):
        if word not in known:
            raise StreetLawError("vault.recovery_word_unknown", number=number)
    if len(typed) != WORDS:
        raise StreetLawError("vault.recovery_words_mistyped")
    bits = 0
    for word in typed:
        bits = bits << 11 | known[word]
    recovery = (bits >> 8).to_bytes(RECOVERY_SIZE, "big")
    if [_plain(word) for word in to_words(recovery, language)] != typed:
        raise StreetLawError("vault.recovery_words_mistyped")
    return recovery


def word_list(language: str) -> tuple[str, ...]:
    """The 2048 words recovery words in a language are taken from, as a keyboard writes them (NFC)."""
    return tuple(map(_mended, _book(language).wordlist))


def _mended(word: str) -> str:
    """The word as a keyboard writes it (NFC)."""
    return _MENDED if word == _DAMAGED else unicodedata.normalize("NFC", word)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def _language_of(typed: Sequence[str]) -> str:
    return max(("ru", "en"), key=lambda language: sum(word in _places(language) for word in typed))


@cache
def _book(language: str) -> Mnemonic:
    return Mnemonic(_LISTS.get(language, "english"))


@cache
def _places(language: str) -> dict[str, int]:
    return {_plain(word): place for place, word in enumerate(word_list(language))}
