"""Searching the law of a pack: any language, any script, article numbers, small slips; says what matched.

The index is made once per pack. A word of the query is looked for as a whole word, as a beginning, inside a
word, and only when it is nowhere so, as a word of the same stem or with one slip. Numbers are whole or
beginnings. Every word has to be found in an entry, in whichever of its passages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from streetlaw.domain.folding import fold

_WORD: Final = re.compile(r"\w+")
_MARKERS: Final = frozenset({
    "st", "statia", "stati", "statie", "ch", "chast", "chasti", "p", "pp", "punkt", "punkta", "art",
    "article", "berene", "berenesi", "berenenin", "boluk", "bolugu", "bolugunun", "part", "para", "no", "n"})
"""Folded words that only announce a number: статья, часть, пункт, берене, бөлүк, article."""

_STEM: Final = 5   # letters two words of one stem share at least
_SLIP: Final = 5   # words of fewer letters are taken as they are typed
_INSIDE: Final = 4

_WHOLE, _BEGINS, _HOLDS, _STEMS, _SLIPS = 0, 1, 4, 6, 8
"""How a word was found; the lower, the better."""


class Where(IntEnum):
    """What a passage is; the lower, the more an entry is about it."""

    ARTICLE = 0
    TITLE = 1
    SUBJECT = 2   # what for, who is entitled, what starts a limit
    MIND = 3      # watch-outs, advice, how to restore
    BASIS = 4
    CONTACT = 5
    ACT = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of an entry in one language ("" for none in particular)."""

    key: str
    where: Where
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that was found: the passage to show for it, and the folded words of it that matched."""

    key: str
    passage: Passage | None = None
    words: frozenset[str] = frozenset()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The parts of the passage's text that matched, begin and end; worked out when asked."""
        if self.passage is None:
            return ()
        return tuple((each.start(), each.end()) for each in _WORD.finditer(self.passage.text)
                     if self.words.intersection(fold(each.group()).split()))


@dataclass(slots=True)
class _Hits:
    """For one word of the query: each passage found, with its best score and the words that matched."""

    scores: dict[int, int] = field(default_factory=dict)
    words: dict[int, set[str]] = field(default_factory=dict)

    def add(self, word: str, passages: Iterable[int], score: int) -> None:
        for number in passages:
            if score < self.scores.get(number, score + 1):
                self.scores[number] = score
                self.words[number] = {word}
            elif score == self.scores[number]:
                self.words[number].add(word)


class LawIndex:
    """All passages of a pack, prepared for searching. For one thread at a time."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._keys = tuple(dict.fromkeys(passage.key for passage in passages))
        self._order = {key: number for number, key in enumerate(self._keys)}
        held: dict[str, dict[int, None]] = {}
        self._plain: list[str] = []
        for number, passage in enumerate(passages):
            folded = fold(passage.text)
            self._plain.append(f" {folded} ")
            for word in folded.split():
                held.setdefault(word, {})[number] = None
        self._held = {word: tuple(found) for word, found in held.items()}
        self._words = sorted(self._held)
        self._known: dict[str, _Hits] = {}

    def find(self, text: str, keys: Collection[str] | None = None, language: str = "") -> tuple[Match, ...]:
        """What holds every word of the text, best first; everything in its order for an empty text.

        `keys` narrows. Among passages that match equally well the one in `language` is shown.
        """
        tokens = self._tokens(text)
        if not tokens:
            return tuple(Match(key) for key in self._keys if keys is None or key in keys)
        hits = [self._hits(token) for token in tokens]
        found = [self._of_entries(each) for each in hits]
        common = set(found[0]).intersection(*found[1:])
        if keys is not None:
            common &= set(keys)
        scored = sorted(common, key=lambda key: (sum(each[key] for each in found), self._order[key]))
        shown = self._shown(hits, language)
        return tuple(self._match(key, shown[key], hits) for key in scored)

    def _tokens(self, text: str) -> tuple[str, ...]:
        """The words of a query; numbers that follow one another are one, if they stand so anywhere."""
        words = fold(text).split()
        if any(word.isdigit() for word in words):
            words = [word for word in words if word not in _MARKERS]
        tokens: list[str] = []
        for word in words:
            if word.isdigit() and tokens and tokens[-1].replace(" ", "").isdigit():
                joined = f"{tokens[-1]} {word}"
                if any(f" {joined}" in plain for plain in self._plain):
                    tokens[-1] = joined
            else:
                tokens.append(word)
        return tuple(dict.fromkeys(tokens))

    def _of_entries(self, hits: _Hits) -> dict[str, int]:
        """For each entry its best score."""
        best: dict[str, int] = {}
        for number, score in hits.scores.items():
            passage = self._passages[number]
            rated = _rated(score, passage)
            if rated < best.get(passage.key, rated + 1):
                best[passage.key] = rated
        return best

    def _hits(self, token: str) -> _Hits:
        if token not in self._known:
            if len(self._known) > 500:  # what somebody types in a day
                self._known.clear()
            self._known[token] = self._looked_up(token)
        return self._known[token]

    def _looked_up(self, token: str) -> _Hits:
        hits = _Hits()
        if " " in token:
            self._numbers(token, hits)
            return hits
        for word in self._beginning(token):
            hits.add(word, self._held[word], _WHOLE if word == token else _BEGINS)
        if token.isdigit():
            return hits
        if len(token) >= _INSIDE:
            for word in self._words:
                if token in word and not word.startswith(token):
                    hits.add(word, self._held[word], _HOLDS)
        if not hits.scores and len(token) >= _SLIP:
            for word in self._words:
                if not word.isdigit() and (score := _likeness(token, word)):
                    hits.add(word, self._held[word], score)
        return hits

    def _numbers(self, token: str, hits: _Hits) -> None:
        """An article and its part, side by side."""
        for number, plain in enumerate(self._plain):
            if f" {token}" in plain:
                for part in token.split():
                    hits.add(part, (number,), _WHOLE if f" {token} " in plain else _BEGINS)

    def _beginning(self, token: str) -> Iterator[str]:
        at = bisect_left(self._words, token)
        while at < len(self._words) and self._words[at].startswith(token):
            yield self._words[at]
            at += 1

    def _shown(self, hits: Sequence[_Hits], language: str) -> dict[str, int]:
        """For each entry the passage that holds most words of the query, best, in that language if it can."""
        held: dict[int, list[int]] = {}
        for each in hits:
            for number, score in each.scores.items():
                held.setdefault(number, []).append(_rated(score, self._passages[number]))
        best: dict[str, tuple[tuple[int, int, bool, int], int]] = {}
        for number, scores in held.items():
            one = self._passages[number]
            rank = (-len(scores), sum(scores), one.language not in ("", language), number)
            if one.key not in best or rank < best[one.key][0]:
                best[one.key] = rank, number
        return {key: number for key, (_, number) in best.items()}

    def _match(self, key: str, number: int, hits: Sequence[_Hits]) -> Match:
        words = frozenset(word for each in hits for word in each.words.get(number, ()))
        return Match(key, self._passages[number], words)


def _rated(score: int, passage: Passage) -> int:
    """How good it is to find a word so in that passage: a title that begins so is better than a remark."""
    return score * 2 + passage.where * 3


def _likeness(token: str, word: str) -> int:
    """`_STEMS` for a word of the same stem, `_SLIPS` for one with one slip, 0 for another word."""
    if len(word) < _SLIP - 1 or (token[0] != word[0] and token[1:3] != word[1:3]):
        return 0
    shared = next((at for at, (one, other) in enumerate(zip(token, word, strict=False)) if one != other),
                  min(len(token), len(word)))
    if shared >= max(_STEM, len(token) * 2 // 3):
        return _STEMS
    rest, other = token[shared:], word[shared:]
    swapped = len(rest) > 1 and len(other) > 1 and rest[:2] == other[1::-1]
    if other[1:].startswith(rest[1:]) or other.startswith(rest[1:]) or other[1:].startswith(rest) or (
            swapped and other[2:].startswith(rest[2:])):
        return _SLIPS
    return 0
