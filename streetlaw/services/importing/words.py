"""What the words of a table mean: what somebody chose, a label in any language, another word for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import fold
from streetlaw.domain.likeness import same_words
from streetlaw.services.importing import cells
from streetlaw.services.importing.plan import LISTS, Plan
from streetlaw.services.importing.register import Register
from streetlaw.services.importing.report import UnknownWord
from streetlaw.services.ports import Work


class Words:
    """Reads the codes of words, target by target, and counts the words that no list knows."""

    def __init__(self, work: Work, plan: Plan, register: Register) -> None:
        self._work, self._plan, self._register = work, plan, register
        self._codes: dict[str, dict[str, str]] = {}
        self._unknown: Counter[tuple[str, str]] = Counter()

    @property
    def unknown(self) -> Sequence[UnknownWord]:
        """The words that no list knows, the most frequent first."""
        return [UnknownWord(listed, word, count, self._guess(listed, word))
                for (listed, word), count in self._unknown.most_common()]

    def one(self, target: str) -> Callable[[str], str]:
        """Reads one word; raises `import.word_unknown`."""
        return lambda text: self._code_of(LISTS[target], text)

    def several(self, target: str) -> Callable[[str], tuple[str, ...]]:
        """Reads words in a row, each code once; raises `import.word_unknown`."""
        def read(text: str) -> tuple[str, ...]:
            whole = self._known(LISTS[target], text)
            parts = (text,) if whole is not None else cells.several(text)
            codes = (self._code_of(LISTS[target], part) for part in parts)
            return tuple(dict.fromkeys(code for code in codes if code))
        return read

    def _code_of(self, listed: str, word: str) -> str:
        code = self._known(listed, word)
        if code is None:
            self._unknown[listed, word] += 1
            raise StreetLawError("import.word_unknown", text=word)
        return code

    def _known(self, listed: str, word: str) -> str | None:
        chosen = self._plan.meaning(listed, word)
        return chosen if chosen is not None else self._list(listed).get(fold(word))

    def _guess(self, listed: str, word: str) -> str:
        """The one code of the words it is like, but for a slip or their order; "" when there are more."""
        written = fold(word).split()
        codes = {code for known, code in self._list(listed).items() if same_words(written, known.split())}
        return codes.pop() if len(codes) == 1 else ""

    def _list(self, listed: str) -> dict[str, str]:
        if listed not in self._codes:
            labels, words = _labels(self._work, listed), self._register.words.get(listed, {})
            codes = set(labels.values())
            ours = {word: code for word, code in words.items() if not codes or code in codes}
            self._codes[listed] = ours | labels
        return self._codes[listed]


def _labels(work: Work, listed: str) -> dict[str, str]:
    """Every code and label of a list of the pack, folded, so that any of its languages is understood."""
    if listed in ("gender", "residence", "risk", "responses"):
        return {}
    return {fold(word): code for code, term in work.pack.terms(listed).items()
            for word in (code, *term.label.values()) if fold(word)}
