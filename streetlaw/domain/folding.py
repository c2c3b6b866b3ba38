"""One search key for a word in any of the region's scripts, so that Айбек finds Aibek and Aybek.

The key is made by two tables. The first writes each letter in ASCII, the way passports of the region do; the
second brings the usual spellings of one sound to one form: ж zh j дж, х kh h, ц ts, щ shch, ң ng, й ы и y i,
ю yu iu, я ya ia. What stays apart: х written x (that is ks, as in Maxim), ё written yo, ю written u.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ү": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "қ": "k", "ғ": "g", "ҳ": "h", "ў": "u",
    "ә": "a", "ұ": "u", "һ": "h", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ҷ": "j", "ӣ": "i", "ӯ": "u",
}
_LATIN: Final = {"ş": "sh", "ç": "ch", "ı": "i"}
_APOSTROPHES: Final = dict.fromkeys("'`´ʹʻʼ‘’", "")
_SPACES: Final = {chr(sign): " " for sign in range(128) if not chr(sign).isalnum()}
_LETTERS: Final = str.maketrans(_SPACES | _CYRILLIC | _LATIN | _APOSTROPHES)

_FORMS: Final = (
    (" ye", " e"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("shch", "sh"), ("ts", "c"), ("ng", "n"),
    ("ph", "f"), ("y", "i"), ("w", "v"), ("x", "ks"), ("q", "k"),
)
_DOUBLED: Final = re.compile(r"([a-z])\1+")


def fold(text: str) -> str:
    """The search key of `text`: lower-case ASCII letters, digits and single spaces.

    Folding is idempotent, each word is folded by itself, and the Cyrillic and the usual Latin spellings of a
    name fold to the same key. Letters are never doubled (Алла, Ala); digits stay as they are.
    """
    plain = text.casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = _without_marks(plain)
    key = f" {' '.join(plain.split())}"
    while (formed := _formed(key)) != key:
        key = formed
    return key[1:]


def digits(text: str) -> str:
    """Only the digits of `text`: the key by which a telephone number is found."""
    return "".join(c for c in text if c.isascii() and c.isdigit())


def _formed(key: str) -> str:
    for variant, form in _FORMS:
        key = key.replace(variant, form)
    return _DOUBLED.sub(r"\1", key)


def _without_marks(text: str) -> str:
    """The text without accents, in ASCII; what cannot be written in it becomes a space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c if c.isascii() else " " for c in bare.casefold().translate(_LETTERS))
