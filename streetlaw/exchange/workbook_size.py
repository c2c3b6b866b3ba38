"""How large a workbook really is, told before it is read.

Its reader takes memory for every cell between the first and the last one: two cells far apart, in a file of
one kilobyte, would end the program.
"""

from __future__ import annotations

import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

from streetlaw.domain.errors import StreetLawError

MOST_UNPACKED: Final = 512 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 400
MOST_CELLS: Final = 10_000_000
"""Rows times columns: what is reserved for them stays below 300 MB."""

_BLOCK: Final = 2**20
_LONGEST: Final = 2**16
"""A tag longer than that is none."""

_CELL: Final = re.compile(
    rb"""<(?:\w+:)?(c|row)(?=[\s/>])(?:[^<]{0,4000}?\sr\s*=\s*["']([A-Za-z]{0,8})(\d{1,12})["'])?""")


def refuse_large(path: Path) -> None:
    """Unpack a workbook to nowhere, and refuse one that is too large or of no known make.

    Raises `import.too_large` when it unpacks to more than 512 MiB, whatever it says of itself, or when a
    sheet reaches beyond 200,000 rows, 400 columns or ten million cells; `import.no_table` for a binary one,
    of which that cannot be told. A file that is no archive passes: an older format cannot reach that far.
    """
    if not zipfile.is_zipfile(path):
        return
    left = MOST_UNPACKED
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > left:
            raise StreetLawError("import.too_large")
        for member in archive.infolist():
            if member.filename.endswith("workbook.bin"):
                raise StreetLawError("import.no_table")
            reach = _Reach()
            member.file_size = left + 2 * _BLOCK  # what it says of its size is not believed
            with archive.open(member) as packed:
                while block := packed.read(_BLOCK):
                    left -= len(block)
                    if left < 0:
                        raise StreetLawError("import.too_large")
                    reach.look(block)
            reach.end()


class _Reach:
    """Follows the cells of one member: a cell that does not say where it stands is beside the last one."""

    def __init__(self) -> None:
        self._rest = b""
        self._row = self._column = self._rows = self._columns = 0

    def look(self, block: bytes) -> None:
        """Count the cells of a block; a tag that is cut off waits for the next one."""
        text = self._rest + block
        cut = max(text.rfind(b"<"), len(text) - _LONGEST)
        self._count(text[:cut])
        self._rest = text[cut:]

    def end(self) -> None:
        """Count what is left."""
        self._count(self._rest)

    def _count(self, text: bytes) -> None:
        for tag, letters, digits in _CELL.findall(text):
            if tag == b"row":
                self._row, self._column = int(digits) if digits else self._row + 1, 0
            else:
                self._column = _number(letters) if letters else self._column + 1
                self._row = int(digits) if digits else self._row
            self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
        if (self._rows > MOST_ROWS or self._columns > MOST_COLUMNS
                or self._rows * self._columns > MOST_CELLS):
            raise StreetLawError("import.too_large")


@cache
def _number(letters: bytes) -> int:
    """The place of a column by its letters, from 1."""
    number = 0
    for sign in letters.upper():
        number = number * 26 + sign - ord("A") + 1
    return number
