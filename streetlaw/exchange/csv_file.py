"""Reading a table made in a spreadsheet: UTF-8, UTF-16 or Windows Cyrillic; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange.table_rows import WITHIN, Line, header_at, under_header
from streetlaw.services.importing.tables import Rows

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_CELL: Final = 32_000
_DELIMITERS: Final = (",", ";", "\t")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAYS_DELIMITER: Final = re.compile(r"sep=([,;\t])\r?\n")
"""The line by which Excel tells itself what stands between cells."""

_NO_TABLE: Final = re.compile(r"\s*(%PDF-|\{\\rtf|<[a-z!?/])", re.IGNORECASE)
"""How documents of other kinds begin that are text too."""


def read_table(path: Path) -> Rows:
    """The rows of a CSV file, each with the number of its (last) line, as a mapping from the header's names.

    Raises `import.unreadable`, `import.too_large` (64 MiB, 200,000 rows, 32,000 characters a cell),
    `import.encoding`, `import.no_table`, `import.not_a_table` with the `line` where the one that does not fit
    begins.
    """
    text = _text(path)
    if _NO_TABLE.match(text):
        raise StreetLawError("import.no_table")
    said = _SAYS_DELIMITER.match(text)
    if said:
        text = "\n" + text[said.end():]
    csv.field_size_limit(MOST_CELL)
    lines = list(_lines(text, said[1] if said else _delimiter(text)))
    place = header_at(lines)
    width = len(lines[place][1]) if place is not None else 0
    for before, (_, cells) in zip([0, *(number for number, _ in lines)], lines, strict=False):
        if place is not None and before >= lines[place][0] and any(cells[width:]):
            raise StreetLawError("import.not_a_table", line=before + 1)
    return under_header(lines)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    """Every line with its number; one that quotes run through has the number of its last."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 0
    try:
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                raise StreetLawError("import.too_large")
            begun = reader.line_num
            yield begun, [cell.strip() for cell in cells]
    except csv.Error:
        raise StreetLawError("import.not_a_table", line=begun + 1) from None


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
    """What splits most of the first lines into the same number of cells, then into most."""
    def agreement(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(cells) for cells in islice(reader, WITHIN) if len(cells) > 1)
        except csv.Error:
            return 0, 0
        return max(((lines, width) for width, lines in widths.items()), default=(0, 0))
    return max(_DELIMITERS, key=agreement)
