"""Reading a sheet of a workbook (Excel xlsx, xls; OpenDocument ods) by calamine, as rows of text.

A workbook comes from somebody else: what it holds unpacked is counted before anything is read of it, formulas
are not calculated (their last value is taken), and nothing in it is run.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
    ZipError,
)

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange.csv_file import MOST_BYTES, MOST_CELL
from streetlaw.exchange.table_rows import under_header
from streetlaw.exchange.workbook_size import MOST_COLUMNS, MOST_ROWS, refuse_large
from streetlaw.services.importing.tables import Rows

SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_BEGINNINGS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
"""The part of a compound file that holds a workbook with a password."""

_DIRECTORY: Final = 2**22
"""So much of a compound file is searched for the names of its parts."""

Area = tuple[tuple[int, int], tuple[int, int]]
"""First and last row and column of merged cells, from 0."""


def is_workbook(path: Path) -> bool:
    """True for a file that is called a workbook, or begins like one whatever it is called."""
    try:
        with path.open("rb") as file:
            return path.suffix.casefold() in SUFFIXES or file.read(4) in _BEGINNINGS
    except OSError:
        return False


def sheets(path: Path) -> tuple[str, ...]:
    """The names of the sheets, in order, hidden ones last; raises what `read_sheet` raises."""
    tables = [sheet for sheet in _open(path).sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    ordered = sorted(tables, key=lambda sheet: sheet.visible is not SheetVisibleEnum.Visible)
    return tuple(sheet.name for sheet in ordered)


def read_sheet(path: Path, sheet: str = "") -> Rows:
    """The rows of a sheet ("" = the first), each with its line, as a mapping from the header's names.

    Dates come as ISO text, whole numbers without a point; what stands in merged cells stands in each row they
    run over. Raises `import.unreadable`, `import.too_large` (64 MiB, 32,000 characters a cell, and what
    `workbook_size` counts), `import.encrypted`, `import.no_table`, `import.not_a_table`.
    """
    book = _open(path)
    try:
        found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
        if found.height > MOST_ROWS or found.width > MOST_COLUMNS:
            raise StreetLawError("import.too_large")
        read = found.to_python(skip_empty_area=False)
        merged = found.merged_cell_ranges or ()
    except (CalamineError, WorksheetNotFound, IndexError, ValueError):
        raise StreetLawError("import.not_a_table", line=1) from None
    rows = [[_text(cell) for cell in row] for row in read]
    _fill_down(rows, merged)
    return under_header(list(enumerate(rows, start=1)))


def _open(path: Path) -> CalamineWorkbook:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StreetLawError("import.too_large")
        refuse_large(path)
        if _is_locked(path):
            raise StreetLawError("import.encrypted")
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise StreetLawError("import.encrypted") from None
    except (CalamineError, ZipError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError,
            ValueError, EOFError):
        raise StreetLawError("import.no_table") from None
    except OSError:
        raise StreetLawError("import.unreadable") from None


def _is_locked(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == _BEGINNINGS[1] and _LOCKED in file.read(_DIRECTORY)


def _fill_down(rows: Sequence[list[str]], merged: Iterable[Area]) -> None:
    """Let the first column of merged cells say the same in each of their rows; true ones never overlap."""
    filled = set[tuple[int, int]]()
    for (top, left), (bottom, _) in merged:
        for line in range(top + 1, min(bottom + 1, len(rows))):
            if (line, left) in filled:
                break
            filled.add((line, left))
            if left < len(rows[line]) and not rows[line][left]:
                rows[line][left] = rows[top][left]


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
