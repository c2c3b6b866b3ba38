"""A table of a pack that is read when somebody first looks into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class Later(Mapping[K, V_co]):
    """A mapping that `read` gives at the first look; raises then what `read` raises.

    Two threads that look at once may both read: they read the same.
    """

    def __init__(self, read: Callable[[], Mapping[K, V_co]]) -> None:
        self._read = read
        self._found: Mapping[K, V_co] | None = None

    def __getitem__(self, key: K) -> V_co:
        return self._all()[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __contains__(self, key: object) -> bool:
        return key in self._all()

    def __repr__(self) -> str:
        return f"Later({self._found!r})"

    def _all(self) -> Mapping[K, V_co]:
        if self._found is None:
            self._found = self._read()
        return self._found
