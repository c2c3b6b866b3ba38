"""The ids of a long list, kept as the one text SQLite gave: 300,000 of them cost no object each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, overload

_LENGTH: Final = 32
_STEP: Final = _LENGTH + 1
_TOGETHER: Final = "SELECT group_concat(id, ' ') FROM ({} LIMIT {})"
"""All ids in one value: a row each takes four times as long. The limit: see `choosing.at_most`."""


class Ids(Sequence[str]):
    """Ids of 32 characters with a space between them."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __len__(self) -> int:
        return (len(self._text) + 1) // _STEP

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self._at(row) for row in range(*at.indices(len(self)))]
        row = at + len(self) if at < 0 else at
        if not 0 <= row < len(self):
            raise IndexError(at)
        return self._at(row)

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.split())

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._find(id) >= 0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Ids):
            return self._text == other._text
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """The row of an id; ValueError when it is not there."""
        row = self._find(value)
        if row < 0 or not start <= row < (len(self) if stop is None else stop):
            raise ValueError(value)
        return row

    def _at(self, row: int) -> str:
        return self._text[row * _STEP:row * _STEP + _LENGTH]

    def _find(self, id: str) -> int:
        at = self._text.find(id) if len(id) == _LENGTH else -1
        return at // _STEP if at >= 0 and at % _STEP == 0 else -1


def asked(driver: Any, statement: str, values: Mapping[str, object], most: int | None) -> Sequence[str]:
    """The ids that a statement gives in its column `id`, in its order; the first of them, or all for None."""
    [(together,)] = driver.execute(_TOGETHER.format(statement, -1 if most is None else int(most)), values)
    return ids_of(together)


def ids_of(text: str | None) -> Sequence[str]:
    """The ids in a text with a space between them, as few objects as can be."""
    if not text:
        return ()
    number, rest = divmod(len(text) + 1, _STEP)
    if rest == 0 and text.count(" ") == number - 1 == text[_LENGTH::_STEP].count(" "):
        return Ids(text)
    return text.split()
