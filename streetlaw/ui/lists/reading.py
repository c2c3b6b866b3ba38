"""Reading a list: its first lines at once, the rest of its ids when nobody waits for anything else."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from streetlaw.domain.saved_view import SavedView
from streetlaw.services import saved_views
from streetlaw.services.ports import Work
from streetlaw.ui.paged import PAGE

L = TypeVar("L")
L_co = TypeVar("L_co", covariant=True)


class Source(Protocol[L_co]):
    """Where a list is read; called on the vault's thread."""

    def ids(self, work: Work, query: Any, first: int | None = None) -> Sequence[str]:
        """The ids of the list, or the first of them."""
        ...

    def lines(self, work: Work, ids: Sequence[str], text: str = "", /) -> Sequence[L_co]:
        """The lines of those records; `text` is what was searched for."""
        ...

    def total(self, work: Work) -> int:
        """How many there are without search and filters."""
        ...


@dataclass(frozen=True, slots=True)
class Found(Generic[L]):
    """What a query gave: ids, the lines of the first page, the seconds it took; `whole` when these are all.

    `total` is None until all were counted.
    """

    ids: Sequence[str]
    lines: Sequence[L]
    seconds: float
    whole: bool
    total: int | None = None


def read_first(work: Work, source: Source[L], query: Any, total: int | None) -> Found[L]:
    """The first page of a list."""
    started = time.perf_counter()
    ids = source.ids(work, query, PAGE)
    lines = source.lines(work, ids, query.text)
    seconds = time.perf_counter() - started
    whole = len(ids) < PAGE
    return Found(ids, lines, seconds, whole, source.total(work) if whole and total is None else total)


def read_rest(work: Work, source: Source[L], query: Any, total: int | None) -> Found[L]:
    """All ids of a list."""
    return Found(source.ids(work, query), (), 0.0, True, source.total(work) if total is None else total)


def read_again(work: Work, source: Source[L], query: Any) -> Found[L]:
    """All ids of a list that is shown already, and the lines of its first page."""
    ids = source.ids(work, query)
    return Found(ids, source.lines(work, ids[:PAGE], query.text), 0.0, True, source.total(work))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a list: its views, and how it was left last (None before the first time)."""

    views: Sequence[SavedView]
    last: Mapping[str, object] | None


def read_kept(work: Work, place: str) -> Kept:
    """Views and last choices of a list."""
    return Kept(saved_views.views(work, place), saved_views.last_choices(work, place))
