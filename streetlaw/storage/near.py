"""Names typed with a slip: one letter too many, too few or wrong, or two changed round, in a long word.

Whoever types a word with one slip gets one of its halves right, unless two letters were changed round just in
the middle: so a name that is meant holds a half, or the word with its middle turned back. The index of
trigrams gives those names; their words are then measured against what was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import OSA

LETTERS: Final = 5
"""A word of fewer letters is only found as it was typed: another name is never far from it."""

CANDIDATES: Final = 3000
"""How many names are measured at most, latest written first."""

_LEAST: Final = 3  # what the index of trigrams can look for


def can_slip(words: Sequence[str]) -> bool:
    """True when one of the folded words is long enough to be forgiven a slip."""
    return any(_is_long(word) for word in words)


def match(words: Sequence[str]) -> str:
    """What the index of trigrams shall match so that no name with one slip in a long word is left out."""
    return " AND ".join(f"({' OR '.join(sorted(_alternatives(word)))})" for word in words)


def slips(words: Sequence[str], name: str) -> int | None:
    """How many of the words stand in the name with a slip, both folded; None when one does not at all."""
    known = name.split()
    found = [_slip(word, known) for word in words]
    return None if None in found else sum(slip for slip in found if slip)


def _alternatives(word: str) -> Iterator[str]:
    yield f'"{word}"' if len(word) >= _LEAST else f'"{_start(word)[-_LEAST:]}"'
    if _is_long(word):
        middle = len(word) // 2
        yield f'"{_start(word[:middle])}"'
        yield f'"{word[middle:]}"'
        turned = word[:middle - 1] + word[middle] + word[middle - 1] + word[middle + 1:]
        yield f'"{_start(turned)}"'


def _slip(word: str, known: Sequence[str]) -> int | None:
    """0 when the word begins one of the known ones, 1 when it does with one slip, None otherwise."""
    if any(one.startswith(word) for one in known):
        return 0
    if _is_long(word) and any(_begins(word, one) for one in known):
        return 1
    return None


def _begins(word: str, known: str) -> bool:
    """True when the known word begins with what was typed, but for one slip; its first letter may be it."""
    lengths = range(len(word) - 1, min(len(word) + 1, len(known)) + 1)
    return any(OSA.distance(word, known[:length], score_cutoff=1) <= 1 for length in lengths)


def _start(word: str) -> str:
    return f"  {word}"


def _is_long(word: str) -> bool:
    return len(word) >= LETTERS and not word.isdigit()
