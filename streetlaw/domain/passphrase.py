"""How hard a passphrase is to guess, told honestly: by somebody who knows how people choose them.

An estimate in bits: each bit doubles the work. Words count as taken from a list, not as letters; what is
repeated, counted on or typed along the keyboard counts next to nothing. A passphrase drawn from chance has
its true bits (`generated_bits`); of a typed one nobody can know more than an estimate, which is kept low.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import log2
from typing import Final

FAIR_BITS: Final = 44.0
"""Four words of a list of 2048; at two seconds a try, half a million years of one processor on average."""
GOOD_BITS: Final = 64.0
"""Six words of a list of 2048 have 66, seven of one of 1296 have 72."""

_LETTER_BITS: Final = 2.3
"""Of running text; Shannon, “Prediction and Entropy of Printed English” (1951), finds about 1 to 2.3."""
_LONGEST_WORD: Final = 14.0
_DIGIT_BITS: Final = 3.3
_SIGN_BITS: Final = 4.0
_TRIVIAL: Final = 3.0
_YEAR_BITS: Final = 7.0

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
                "01234567890", "abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_COMMON: Final = frozenset({
    "password", "passwort", "пароль", "сырсөз", "сырсоз", "admin", "админ", "login", "welcome", "letmein",
    "bishkek", "бишкек", "kyrgyzstan", "кыргызстан", "streetlaw",
})
_LEET: Final = str.maketrans("013457@$!", "oieastasi")
_PART: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]+|_+")
_YEAR: Final = re.compile(r"(19|20)\d\d")


class Strength(StrEnum):
    """What to tell a person about a passphrase."""

    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Words drawn by chance for a passphrase, and how many words the list has they were drawn from."""

    words: tuple[str, ...]
    list_size: int

    @property
    def bits(self) -> float:
        """What they are worth."""
        return generated_bits(len(self.words), self.list_size)


def strength(passphrase: str, known: Collection[str] = ()) -> Strength:
    """How strong a typed passphrase is; `known` are words of a list it may have been drawn from."""
    return strength_of(bits(passphrase, known))


def strength_of(bits: float) -> Strength:
    """What so many bits are worth."""
    return Strength.GOOD if bits >= GOOD_BITS else Strength.FAIR if bits >= FAIR_BITS else Strength.WEAK


def generated_bits(words: int, list_size: int) -> float:
    """The bits of so many words drawn by chance from a list of that size, one after the other."""
    return words * log2(list_size)


def bits(passphrase: str, known: Collection[str] = ()) -> float:
    """How many bits a typed passphrase has at most worth counting; 0 for an empty one."""
    text = unicodedata.normalize("NFKC", passphrase).casefold()
    total, seen = 0.0, set[str]()
    for token in text.split():
        if token in seen:
            total += 1
            continue
        seen.add(token)
        total += _token_bits(token, known)
    return total


def _token_bits(token: str, known: Collection[str]) -> float:
    if token in known:
        return log2(len(known))
    if token.translate(_LEET).strip("!?.,;:1234567890") in _COMMON:
        return _TRIVIAL
    return sum(_part_bits(part) for part in _PART.findall(token))


def _part_bits(part: str) -> float:
    if part in _COMMON or _is_run(part):
        return _TRIVIAL
    if part.isdigit():
        return _YEAR_BITS if _YEAR.fullmatch(part) else _DIGIT_BITS * len(part)
    if part.isalpha():
        return min(_LONGEST_WORD, _LETTER_BITS * len(part))
    return _SIGN_BITS * len(set(part))


def _is_run(part: str) -> bool:
    """True when at least three signs repeat or follow each other in the alphabet or on the keyboard."""
    if len(part) < 3:
        return False
    if len(set(part)) <= 2:
        return True
    return any(_follows(row, part) or _follows(row[::-1], part) for row in _ROWS)


def _follows(row: str, part: str) -> bool:
    return all(second in row and first in row and row.find(first + second) >= 0
               for first, second in pairwise(part))
