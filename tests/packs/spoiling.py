"""Spoiling a copy of a pack."""

from __future__ import annotations

import csv
import io
from pathlib import Path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_with(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def write_cell(path: Path, code: str, column: str, cell: str) -> int:
    """Write one cell of the row with that code; returns its line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = next(row for line in lines if not line.startswith("#") for row in csv.reader([line]))
    for number, line in enumerate(lines):
        (cells,) = csv.reader([line])
        if not line.startswith("#") and cells[header.index("code")] == code:
            cells[header.index(column)] = cell
            text = io.StringIO()
            csv.writer(text, lineterminator="").writerow(cells)
            lines[number] = text.getvalue()
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            return number + 1
    raise AssertionError(code)
