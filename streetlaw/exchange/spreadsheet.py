"""Reading a sheet of a workbook (Excel xlsx, xls, xlsb; OpenDocument ods) by calamine, as rows of text.

A workbook comes from somebody else: what it holds unpacked is counted before anything is read of it, formulas
are not calculated (their last value is taken), and nothing in it is run.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    WorksheetNotFound,
    ZipError,
)

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange.csv_file import MOST_BYTES, MOST_CELL, MOST_ROWS
from streetlaw.services.importing.tables import Row, Rows

SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
MOST_UNPACKED: Final = 512 * 1024 * 1024
MOST_COLUMNS: Final = 400
_HEADER_WITHIN: Final = 20
"""The header is sought in so many rows: a title and empty rows often stand above it."""


def sheets(path: Path) -> tuple[str, ...]:
    """The names of the sheets, in order; raises what `read_sheet` raises."""
    return tuple(_open(path).sheet_names)


def read_sheet(path: Path, sheet: str = "") -> Rows:
    """The rows of a sheet ("" = the first), each with its line, as a mapping from the header's names.

    Dates come as ISO text, whole numbers without a point. Raises `import.unreadable`, `import.too_large`
    (64 MiB, 512 MiB unpacked, 200,000 rows, 400 columns, 32,000 characters a cell), `import.encrypted`,
    `import.not_a_table`.
    """
    book = _open(path)
    try:
        found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        if found.height > MOST_ROWS or found.width > MOST_COLUMNS:
            raise StreetLawError("import.too_large")
        rows = found.to_python(skip_empty_area=False)
    except (CalamineError, WorksheetNotFound, IndexError, ValueError):
        raise StreetLawError("import.not_a_table", line=1) from None
    return list(_under_header([[_text(cell) for cell in row] for row in rows]))


def _open(path: Path) -> CalamineWorkbook:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StreetLawError("import.too_large")
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                    raise StreetLawError("import.too_large")
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise StreetLawError("import.encrypted") from None
    except (CalamineError, ZipError, zipfile.BadZipFile, NotImplementedError, ValueError):
        raise StreetLawError("import.not_a_table", line=1) from None
    except OSError:
        raise StreetLawError("import.unreadable") from None


def _under_header(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Row]]:
    """The rows below the first row that is about as full as any of the first ones."""
    widths = [sum(bool(cell) for cell in row) for row in rows[:_HEADER_WITHIN]]
    if not any(widths):
        return
    place = next(place for place, width in enumerate(widths) if 2 * width > max(widths))
    header = _names(rows[place])
    for line, row in enumerate(rows[place + 1:], start=place + 2):
        cells = {name: cell for name, cell in zip(header, row, strict=False) if name}
        if any(cells.values()):
            yield line, cells


def _names(cells: Sequence[str]) -> list[str]:
    """The names of the columns; a name that comes again is numbered."""
    names: list[str] = []
    for cell in cells:
        plain, times = " ".join(cell.split()), 1
        name = plain
        while name and name in names:
            times += 1
            name = f"{plain} ({times})"
        names.append(name)
    return names


def _text(cell: object) -> str:
    match cell:
        case bool():
            return "1" if cell else "0"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | time() | timedelta():
            return str(cell)
    text = str(cell).strip()
    if len(text) > MOST_CELL:
        raise StreetLawError("import.too_large")
    return text
