"""Whether two names can be one person's: across scripts, word orders, patronymics and slips of the pen.

A name is taken as its folded words. A father's name (Асанович, Асан уулу, Асан кызы) and a family name made
of it (Асанов, Асанова) share a stem. Two words of a name tell a person, one does not: Айбек alone is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from streetlaw.domain.folding import fold

LETTERS: Final = 5
"""Words of fewer letters are compared as they are: a slip would make another name of them."""

_PARTICLES: Final = frozenset({"ulu", "kizi", "uli", "ogli", "teghin", "tegin"})
_FATHER: Final = re.compile(r"(ovich|evich|ovna|evna|ovic|evic)$")
_FAMILY: Final = re.compile(r"(ova|eva|ov|ev|of|ef|skaia|skii|ski)$")
_VOWEL: Final = re.compile("[aeiou]")
_GLIDE: Final = re.compile(r"i(?=[aeou])|([aeou])(?=i?\1)")
_LONG: Final = 7
_STEM: Final = 3  # letters a stem has at least


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name, folded: as written, its stem, and whether it is the name of the father.

    `loose` is a father's name that stands like a family name: Асан уулу, Асан кызы.
    """

    key: str
    stem: str
    is_father: bool = False
    loose: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The forms by which it can be looked for."""
        return tuple(dict.fromkeys((self.key, self.stem)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names agree: how many words, and whether all of them sound the same.

    `enough` says that they tell a person; one agreeing word does only when it is a rare one.
    """

    words: tuple[str, ...]
    exact: bool
    enough: bool


def words_of(name: str) -> tuple[NameWord, ...]:
    """The words of a name, in their order."""
    found: list[NameWord] = []
    for word in fold(name).split():
        if word in _PARTICLES and found:
            found[-1] = NameWord(found[-1].key, found[-1].key, is_father=True, loose=True)
        else:
            found.append(_word(word))
    return tuple(found)


def likeness(one: str, other: str) -> Likeness | None:
    """How two names agree; None when no word does, or when what both say of the father differs."""
    mine, theirs = words_of(one), words_of(other)
    pairs = _pairs(mine, theirs)
    if not pairs or _fathers_differ(mine, theirs):
        return None
    own = [pair for pair in pairs if all(not word.is_father or word.loose for word in pair)]
    named = min(_own_names(mine), _own_names(theirs))
    enough = len(own) > 1 if named > 1 else len(pairs) > 1
    return Likeness(tuple(a.key for a, _ in pairs), all(a.key == b.key for a, b in pairs), enough)


def slips(one: str, other: str) -> int:
    """How many letters are too many, too few, wrong or changed round with the next; 2 for two or more."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
                 min(len(one), len(other)))
    a, b = one[start:], other[start:]
    turned = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return 1 if turned or a[1:] == b[1:] or a[1:] == b or a == b[1:] else 2


def same_words(written: Sequence[str], known: Sequence[str]) -> bool:
    """True when each folded word has its own among the known ones, a long one with one slip at most."""
    left = list(known)
    for word in written:
        same = next((one for one in left if one == word or (min(len(word), len(one)) >= LETTERS
                                                            and slips(word, one) == 1)), None)
        if same is None:
            return False
        left.remove(same)
    return not left


def _word(word: str) -> NameWord:
    for pattern, is_father in ((_FATHER, True), (_FAMILY, False)):
        stem = pattern.sub("", word)
        if stem != word and len(stem) >= _STEM:
            return NameWord(word, stem, is_father)
    return NameWord(word, word)


def _pairs(mine: Sequence[NameWord], theirs: Sequence[NameWord]) -> list[tuple[NameWord, NameWord]]:
    """Words that agree, each taken once, the same spelling before others."""
    pairs: list[tuple[NameWord, NameWord]] = []
    for agree in (_same, _same_stem, _slipped, _sound_alike):
        for a in mine:
            b = next((b for b in theirs if agree(a, b) and _free(pairs, a, b)), None)
            if b is not None:
                pairs.append((a, b))
    return pairs


def _free(pairs: Iterable[tuple[NameWord, NameWord]], a: NameWord, b: NameWord) -> bool:
    return all(a is not one and b is not other for one, other in pairs)


def _same(a: NameWord, b: NameWord) -> bool:
    return a.key == b.key and a.is_father == b.is_father


def _same_stem(a: NameWord, b: NameWord) -> bool:
    """One stem: Асанов and Асанова, Асанов and Асан уулу; a patronymic is no family name and no given one."""
    if a.stem != b.stem:
        return False
    if a.is_father != b.is_father:
        return (a.loose and b.stem != b.key) or (b.loose and a.stem != a.key)
    return a.is_father or (a.stem != a.key and b.stem != b.key)


def _slipped(a: NameWord, b: NameWord) -> bool:
    if a.is_father != b.is_father:
        return False
    forms = ((a.key, b.key), (a.stem, b.stem))
    return any(min(len(one), len(other)) >= LETTERS and slips(one, other) == 1 for one, other in forms)


def _sound_alike(a: NameWord, b: NameWord) -> bool:
    """Long words that differ in vowels only, or in how one after another is written: Сергеев, Sergeyev."""
    if a.is_father != b.is_father or min(len(a.key), len(b.key)) < LETTERS:
        return False
    vowels_apart = len(a.key) >= _LONG and _VOWEL.sub("*", a.key) == _VOWEL.sub("*", b.key)
    return vowels_apart or _GLIDE.sub("", a.key) == _GLIDE.sub("", b.key)


def _fathers_differ(mine: Sequence[NameWord], theirs: Sequence[NameWord]) -> bool:
    """True when both tell the father, and not the same one."""
    fathers = [a for a in mine if a.is_father and not a.loose]
    others = [b for b in theirs if b.is_father and not b.loose]
    return bool(fathers and others) and not any(
        _same(a, b) or _same_stem(a, b) or _slipped(a, b) for a in fathers for b in others)


def _own_names(words: Sequence[NameWord]) -> int:
    """How many words are the person's own: family and given names, a father's that stands for one too."""
    return sum(not word.is_father or word.loose for word in words)
