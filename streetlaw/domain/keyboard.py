"""What a text would be had the other keyboard layout been on: fqbek is айбек, by the places of the keys.

The Cyrillic layout is the Russian one; the Kyrgyz one has the same letters in the same places.
"""

from __future__ import annotations

from typing import Final

_LATIN: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC: Final = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)


def other_layout(text: str) -> str:
    """The text in small letters as the same keys would have written it; what no key writes stays as it is."""
    small = text.casefold()
    typed_in_cyrillic = any(letter in _CYRILLIC for letter in small)
    return small.translate(_TO_LATIN if typed_in_cyrillic else _TO_CYRILLIC)
