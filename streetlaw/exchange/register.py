"""Names of columns and words in registers of community organisations, from tables beside the program."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from streetlaw import resources
from streetlaw.domain.folding import fold
from streetlaw.services.importing.register import Register

_LANGUAGES: Final = ("en", "ru", "ky")


@cache
def load() -> Register:
    """Read both tables; names and words are folded, so that case, script and signs do not matter."""
    columns = {fold(name): row["target"] for row in _rows("register_columns.csv")
               for name in (row["target"], *_names(row))}
    words: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows("register_words.csv"):
        words[row["list"]] |= {fold(name): row["code"] for name in (row["code"], *_names(row))}
    return Register({name: target for name, target in columns.items() if name}, words)


def _names(row: Mapping[str, str]) -> Iterator[str]:
    for language in _LANGUAGES:
        yield from (name.strip() for name in row[language].split("|") if name.strip())


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with resources.path("lists", name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))
