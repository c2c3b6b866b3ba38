"""Make `resources/words/ky-latin.txt`, the Kyrgyz words of proposed passphrases, from two published lists.

`python packaging/kyrgyz_words.py FOLDER`, where the folder holds what two packages unpack to: the npm package
`cldr-annotations-full` 48.2.0 (what Unicode's CLDR calls signs and pictures in Kyrgyz) and the Python package
`kyrgyz-transliteration` 0.2.0 (frequent words). Their digests are checked: the list comes out the same.

Taken are words written small, of 3 to 8 Latin letters, that are not in `kyrgyz_words_left_out.txt`; of those
that begin with the same five letters the shortest, then the more frequent, then the first.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

HOME = Path(__file__).resolve().parent
TARGET = HOME.parent / "resources" / "words" / "ky-latin.txt"
LEFT_OUT = HOME / "kyrgyz_words_left_out.txt"

CLDR = ("package/annotations/ky/annotations.json",
        "9163c3f92b286db4b63a7e2a5c8872abfb50a48668019a87bb5b8a779a61eda9")
FREQUENT = ("kyrgyz_transliteration/data/kyrgyz_frequent.txt",
            "a96fc92c746ebb76e4c71ba496b99c3ff7f066e1244a23d9dbb196ce697cef28")

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёңөү"
_LATIN = "a b v g d e j z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya yo ng o u"
LETTERS = {letter: latin.strip("-") for letter, latin in zip(_CYRILLIC, _LATIN.split(), strict=True)}
"""BGN/PCGN 1979 without the marks on ө and ү and without signs, as people write on telephones."""

SHORTEST, LONGEST, OPENING = 3, 8, 5


def in_latin(word: str) -> str:
    """A Kyrgyz word in Latin letters a to z."""
    return "".join(LETTERS[letter] for letter in word)


def left_out() -> frozenset[str]:
    """The words that are not for a passphrase; why, says the file."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def chosen(found: Counter[str]) -> list[str]:
    """The words of the list in Latin letters, sorted, from Kyrgyz words and how often each was found."""
    unwanted = left_out()
    latin = {word: in_latin(word) for word in found if word not in unwanted}
    fit = [word for word in latin if SHORTEST <= len(latin[word]) <= LONGEST]
    by_opening: dict[str, str] = {}
    for word in sorted(fit, key=lambda word: (len(latin[word]), -found[word], word)):
        by_opening.setdefault(latin[word][:OPENING], latin[word])
    return sorted(by_opening.values())


def _words(texts: Iterable[str]) -> list[str]:
    parts = [part for text in texts for part in re.findall(r"[\w-]+", text)]
    return [part for part in parts if set(part) <= set(_CYRILLIC)]


def _read(folder: Path, source: tuple[str, str]) -> str:
    name, digest = source
    content = (folder / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        sys.exit(f"{name} is another version than the one the list was made from")
    return content.decode("utf-8")


def main() -> int:
    """Write the list."""
    folder = Path(sys.argv[1])
    signs = json.loads(_read(folder, CLDR))["annotations"]["annotations"].values()
    texts = (text for sign in signs for kind in ("default", "tts") for text in sign.get(kind, ()))
    found = Counter(_words(texts))
    frequent = _read(folder, FREQUENT).splitlines()
    found.update(_words(line for line in frequent if not line.startswith("#")))
    TARGET.write_text("\n".join(chosen(found)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
