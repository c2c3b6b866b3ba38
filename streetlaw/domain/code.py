"""Speakable client codes such as 4172-C: a number and a check letter.

The check letters are the eleven capitals that look the same in Latin and Cyrillic script, so a code read
from paper can be typed on either keyboard layout. The check is the ISO 7064 pure system with modulus 11 and
radix 2 (MOD 11-2) with letters for its eleven values: it finds every single wrong digit and every
swapped pair.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from streetlaw.domain.errors import StreetLawError

LETTERS = "ABEKMHPCTYX"
_CYRILLIC = str.maketrans("АВЕКМНРСТУХ", LETTERS)
_SHAPE = re.compile(rf"(\d{{4,9}})[ ‐-―-]?([{LETTERS}])", re.ASCII)


def code(number: int) -> str:
    """The code of `number` (≥ 1000), for example 4172 → "4172-C"."""
    remainder = 0
    for digit in str(number):
        remainder = (remainder + int(digit)) * 2 % 11
    return f"{number}-{LETTERS[(12 - remainder) % 11]}"


def parse(text: str) -> str:
    """The code meant by `text`, typed in either script, with any dash, a space or nothing between.

    Raises `client.code_invalid` when its shape or check letter is wrong.
    """
    match = _SHAPE.fullmatch(text.strip().upper().translate(_CYRILLIC))
    if match is None or code(int(match[1])) != f"{match[1]}-{match[2]}":
        raise StreetLawError("client.code_invalid", example=code(4172))
    return f"{match[1]}-{match[2]}"


def draw(taken: Callable[[str], bool], count: int, rng: random.Random) -> str:
    """A random free code; `count` codes are in use. Codes tell nothing about order or number of clients."""
    low = 1000
    while (low * 9) < count * 2:
        low *= 10
    while True:
        drawn = code(rng.randrange(low, low * 10))
        if not taken(drawn):
            return drawn
