"""What the columns and words of registers mean: tables beside the program that anybody can add to."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from streetlaw import resources
from streetlaw.domain.folding import fold

_LANGUAGES: Final = ("en", "ru", "ky")


@cache
def columns() -> Mapping[str, str]:
    """Folded name of a column, in any language, to the target it goes to."""
    return {fold(name): row["target"] for row in _rows("register_columns.csv")
            for name in (row["target"], *_names(row)) if fold(name)}


@cache
def words(listed: str) -> Mapping[str, str]:
    """Folded word, in any language, to the code of that list."""
    return {fold(name): row["code"] for row in _rows("register_words.csv") if row["list"] == listed
            for name in (row["code"], *_names(row))}


def lists() -> frozenset[str]:
    """The lists for which there are words."""
    return frozenset(row["list"] for row in _rows("register_words.csv"))


def _names(row: Mapping[str, str]) -> Iterator[str]:
    for language in _LANGUAGES:
        yield from (name.strip() for name in row[language].split("|") if name.strip())


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    with resources.path("lists", name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))
