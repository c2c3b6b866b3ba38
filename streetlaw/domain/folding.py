"""One search key for a word in any of the region's scripts, so that Айбек finds Aibek and Aybek."""

from __future__ import annotations

import unicodedata

# Cyrillic to Latin: the everyday passport-style romanisation of Russian and Kyrgyz names, where spelling
# variants (й/y/i, х/kh/h, ж/zh/j, ц/ts/c, ю/iu/yu) are brought to one form by _VARIANTS below.
_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ү": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "қ": "k", "ғ": "g", "ҳ": "h", "ў": "u",
    "ә": "a", "ұ": "u", "һ": "h", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ҷ": "j", "ӣ": "i", "ӯ": "u",
})
_VARIANTS = (("zh", "j"), ("dj", "j"), ("dzh", "j"), ("kh", "h"), ("shch", "sh"), ("ts", "c"), ("ng", "n"),
             ("ph", "f"), ("y", "i"), ("w", "v"), ("x", "ks"), ("q", "k"))


def fold(text: str) -> str:
    """The search key of `text`: lower-case ASCII letters, digits and single spaces.

    Folding is idempotent, and equal for the Cyrillic and the usual Latin spelling of a name.
    """
    plain = text.casefold().translate(_CYRILLIC)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.casefold().translate(_CYRILLIC)
    plain = "".join(c if c.isascii() and c.isalnum() else " " for c in plain)
    for variant, form in _VARIANTS:
        plain = plain.replace(variant, form)
    return " ".join(_single(word) for word in plain.split())


def digits(text: str) -> str:
    """Only the digits of `text`: the key by which a telephone number is found."""
    return "".join(c for c in text if c.isascii() and c.isdigit())


def _single(word: str) -> str:
    """The word with doubled letters written once (Алла, Ala); digits stay as they are."""
    kept = [c for i, c in enumerate(word) if c.isdigit() or i == 0 or c != word[i - 1]]
    return "".join(kept)
