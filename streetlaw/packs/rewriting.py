"""Changing a cell of a table or a setting in its text: every other line and every other cell stays."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Final

from streetlaw.packs.reading.folder import bounded
from streetlaw.packs.reading.tables import CODE

_CELL: Final = re.compile(r'(?:^|,)("(?:[^"]|"")*"|[^,]*)')
_KEY: Final = re.compile(r"^(\s*)([\w-]+)(\s*=\s*)(\"(?:[^\"\\]|\\.)*\"|[^#\r\n]*?)(\s*(?:#.*)?)(\r?\n?)$")
_SECTION: Final = re.compile(r"^\s*(\[{1,2})\s*([\w.]+)\s*\]{1,2}")


def row_of(text: str, code: str) -> Mapping[str, str] | None:
    """The cells of the row of that code in a CSV table, by column; None without such a row."""
    found = _find(text, code)
    return dict(found[1]) if found else None


def with_cells(text: str, code: str, cells: Mapping[str, str]) -> str:
    """The table with other cells in the row of that code; KeyError for no such row or column."""
    found = _find(text, code)
    if found is None:
        raise KeyError(code)
    at, _said, header = found
    lines = text.splitlines(keepends=True)
    parts = _CELL.findall(lines[at].rstrip("\r\n"))
    for column, cell in cells.items():
        parts[header.index(column) if column in header else _missing(column)] = _quoted(cell)
    ending = lines[at][len(lines[at].rstrip("\r\n")):]
    lines[at] = ",".join(parts) + ending
    return "".join(lines)


def with_row(text: str, cells: Mapping[str, str]) -> str:
    """The table with one more row at its end; columns it does not have are left out."""
    lines = text.splitlines(keepends=True)
    header = _header(lines)
    if header is None:
        raise KeyError(CODE)
    row = ",".join(_quoted(cells.get(column, "")) for column in header[1])
    ending = "\r\n" if lines[header[0]].endswith("\r\n") else "\n"
    return text + ("" if text.endswith("\n") else ending) + row + ending


def settings_of(text: str, code: str) -> Mapping[str, str] | None:
    """The plain settings of a section of pack.toml ("aid.income.wages.2026"), as text; None without it."""
    section, year = _section(code)
    try:
        held: object = tomllib.loads(bounded(text))
    except (ValueError, RecursionError):
        return None
    for part in section.split("."):
        held = held.get(part) if isinstance(held, dict) else None
    if isinstance(held, list):
        held = next((one for one in held if isinstance(one, dict) and str(one.get("year")) == year), None)
    if not isinstance(held, dict):
        return None
    return {key: str(value) for key, value in held.items()
            if isinstance(value, str | int) and not isinstance(value, bool)}


def with_settings(text: str, code: str, cells: Mapping[str, str]) -> str:
    """The settings with other values in that section; KeyError for no such section."""
    lines = text.splitlines(keepends=True)
    first, last = _range(lines, code)
    left = dict(cells)
    for number in range(first + 1, last):
        line = _KEY.match(lines[number])
        if line and line[2] in left:
            value = _written(left.pop(line[2]), bare=not line[4].startswith('"'))
            lines[number] = f"{line[1]}{line[2]}{line[3]}{value}{line[5]}{line[6]}"
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    lines[last:last] = [f"{key} = {_written(value, bare=False)}\n" for key, value in left.items()]
    return "".join(lines)


def _find(text: str, code: str) -> tuple[int, dict[str, str], list[str]] | None:
    """The line of a row, its cells by column, and the columns."""
    lines = text.splitlines(keepends=True)
    found = _header(lines)
    if found is None or CODE not in found[1]:
        return None
    start, header = found
    for number in range(start + 1, len(lines)):
        if lines[number].startswith("#") or not lines[number].strip():
            continue
        cells = _cells(lines[number])
        if len(cells) == len(header) and cells[header.index(CODE)] == code:
            return number, dict(zip(header, cells, strict=True)), header
    return None


def _header(lines: list[str]) -> tuple[int, list[str]] | None:
    """Where the columns are named, and their names; None where they are not."""
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip("\ufeff").startswith("#"):
            return number, _cells(line.lstrip("\ufeff"))
    return None


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def _quoted(cell: str) -> str:
    """A cell as it is written in CSV; a line break would be another row."""
    held = io.StringIO()
    lines = cell.splitlines()
    csv.writer(held, lineterminator="").writerow([" ".join(lines) if len(lines) > 1 else "".join(lines), ""])
    return held.getvalue()[:-1]


def _missing(column: str) -> int:
    raise KeyError(column)


def _section(code: str) -> tuple[str, str]:
    """The name of a section, and the year of one of several."""
    section, _, year = code.rpartition(".")
    return (section, year) if year.isdigit() else (code, "")


def _range(lines: list[str], code: str) -> tuple[int, int]:
    """The line of a section's name, and the one after its last."""
    section, year = _section(code)
    starts = [number for number, line in enumerate(lines) if _SECTION.match(line)]
    for number, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        named = _SECTION.match(lines[number])
        inside = "".join(lines[number + 1:end])
        if named and named[2] == section and (not year or re.search(rf"(?m)^\s*year\s*=\s*{year}\b", inside)):
            return number, next((at for at in range(number + 1, end) if lines[at].startswith("#")), end)
    raise KeyError(code)


def _written(value: str, *, bare: bool) -> str:
    return value if bare and value.isdigit() else json.dumps(value, ensure_ascii=False)
