"""How a list looks, and by what it can be ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

NARROW: Final = 760
"""Logical px of a list below which it shows fewer columns, and its filters behind a button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The columns of a list by number: width in logical px (None shares the rest), order by that column.

    Orders in `falling` put the highest value first; `order` is the one at first. `narrow` are columns that a
    narrow window leaves out.
    """

    widths: Mapping[int, int | None]
    orders: Mapping[int, str]
    falling: frozenset[str]
    order: str
    narrow: tuple[int, ...]

    def known(self, order: str) -> str:
        """That order, or the one at first when there is no such."""
        return order if order in self.orders.values() else self.order

    def column(self, order: str) -> int:
        """The column that stands for an order; -1 when none does."""
        return next((column for column, name in self.orders.items() if name == order), -1)

    def is_rising(self, order: str, *, backwards: bool) -> bool:
        """True when the lowest value comes first."""
        return (order in self.falling) is backwards
