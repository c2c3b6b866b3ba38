"""Reading a table somebody made in a spreadsheet: UTF-8 or Windows Cyrillic, comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from streetlaw.domain.errors import StreetLawError

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELL = 32_000


def read_table(path: Path) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The rows of a CSV file, each with the number of its (last) line, as a mapping from the header's names.

    Raises `import.unreadable`, `import.too_large` (64 MiB, 200,000 rows, 32,000 characters a cell),
    `import.encoding`, `import.not_a_table` with the `line`.
    """
    text = _text(path)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:20_000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    dialect.strict = True
    csv.field_size_limit(MOST_CELL)
    return _rows(text, dialect)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StreetLawError("import.too_large")
        raw = path.read_bytes()
    except OSError:
        raise StreetLawError("import.unreadable", file=path.name) from None
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise StreetLawError("import.encoding")


def _rows(text: str, dialect: type[csv.Dialect] | csv.Dialect) -> Sequence[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), dialect)
    try:
        header = [name.strip() for name in next(reader, [])]
        rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise StreetLawError("import.not_a_table", line=reader.line_num) from None
    if len(rows) > MOST_ROWS:
        raise StreetLawError("import.too_large")
    if len(set(header)) != len(header):
        raise StreetLawError("import.not_a_table", line=1)
    for line, cells in rows:
        if len(cells) > len(header):
            raise StreetLawError("import.not_a_table", line=line)
    return [(line, dict(zip(header, cells, strict=False))) for line, cells in rows]
