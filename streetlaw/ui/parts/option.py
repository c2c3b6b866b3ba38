"""One choice among several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias


class Option(NamedTuple):
    """A choice: the key the program knows, the text people read, and an icon when one helps."""

    key: str
    text: str
    icon: str = ""


Options: TypeAlias = Iterable[Option | tuple[str, str]]
"""Choices in order; a pair of key and text will do."""


def options_of(options: Options) -> list[Option]:
    """Return choices as options."""
    return [Option(*option) for option in options]
