"""Reading a table made in a spreadsheet: UTF-8, UTF-16 or Windows Cyrillic; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.importing.tables import Row, Rows

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_CELL: Final = 32_000
_DELIMITERS: Final = (",", ";", "\t")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_table(path: Path) -> Rows:
    """The rows of a CSV file, each with the number of its (last) line, as a mapping from the header's names.

    Raises `import.unreadable`, `import.too_large` (64 MiB, 200,000 rows, 32,000 characters a cell),
    `import.encoding`, `import.not_a_table` with the `line`.
    """
    text = _text(path)
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, Row]] = []
    try:
        header = _header(next(reader, []))
        for cells in reader:
            if len(rows) == MOST_ROWS:
                raise StreetLawError("import.too_large")
            if any(cell.strip() for cell in cells[len(header):]):
                raise StreetLawError("import.not_a_table", line=reader.line_num)
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, dict(zip(header, cells, strict=False))))
    except csv.Error:
        raise StreetLawError("import.not_a_table", line=max(reader.line_num, 1)) from None
    return rows


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError:
        raise StreetLawError("import.unreadable") from None
    if len(raw) > MOST_BYTES:
        raise StreetLawError("import.too_large")
    for encoding in ("utf-16",) if raw.startswith(_UTF_16) else ("utf-8-sig", "cp1251"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise StreetLawError("import.encoding")


def _delimiter(text: str) -> str:
    """What splits the first row into most cells."""
    def cells(delimiter: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))
        except csv.Error:
            return 0
    return max(_DELIMITERS, key=cells)


def _header(cells: Sequence[str]) -> Sequence[str]:
    """The names of the columns; empty ones at the end are what a spreadsheet leaves of deleted columns."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(set(names)) != len(names):
        raise StreetLawError("import.not_a_table", line=1)
    return names
