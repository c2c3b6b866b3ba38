"""Reading one table of a pack: CSV with comment lines, into typed rows that know their line.

A column named by a language (`en`) belongs to the row's `label`; `filing_en` belongs to its `filing`. Empty
cells take the field's default; "-" in a text column means "not found, left blank on purpose". In a pack that
shares the common words, an empty cell first takes what the common table says of that code.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from streetlaw.packs.reading.ordinary import TooLargeError
from streetlaw.packs.reading.place import LARGEST, Place, text_of
from streetlaw.packs.reading.problem import Problem, invalid
from streetlaw.packs.reading.rows import Row

BLANK = "-"
LABEL = "label"
CODE = "code"
_ASIDE = "# \t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"

R = TypeVar("R", bound=Row)


Cells = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table as they stand: the header and the rows, each with its line in the file."""

    path: Place
    line: int
    header: Cells
    rows: list[tuple[int, Cells]]

    def cell(self, cells: Cells, column: str) -> str:
        """What a row says in that column; nothing where there is no such cell."""
        index = self.header.index(column) if column in self.header else len(cells)
        return cells[index] if index < len(cells) else ""


def read_table(path: Place) -> Table:
    """The cells of a CSV file without its comments; raises `pack.invalid`."""
    text = _read(path).splitlines(keepends=True)
    numbers = [n for n, line in enumerate(text, 1)
               if line[0] not in _ASIDE or not (line[0] == "#" or line.isspace())]
    reader = csv.reader([text[n - 1] for n in numbers], strict=True)
    try:
        cells = [(numbers[reader.line_num - 1], row) for row in reader]
    except csv.Error as error:
        raise invalid(path, numbers[reader.line_num - 1], Problem.NOT_READABLE, str(error)) from None
    if not cells:
        raise invalid(path, 0, Problem.NOT_READABLE)
    return Table(path, *cells[0], cells[1:])


def typed(table: Table, kind: type[R], languages: Sequence[str]) -> list[R]:
    """The typed rows of a table, none of one without a header; raises `pack.invalid` with file and line."""
    if not table.header:
        return []
    columns = _Columns(table.path, table.line, table.header, kind=kind, languages=languages)
    raw = [columns.row(line, row) for line, row in table.rows]
    try:
        return msgspec.convert(raw, list[kind], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        raise _wrong_value(table.path, raw, str(error)) from None


def completed(table: Table, common: Table, kind: type[Row], languages: Sequence[str]) -> Table:
    """The table with what the common one says of the same codes wherever it says nothing itself.

    A language that neither of them has is a gap on purpose: "-".
    """
    if not table.header:
        return table
    told = {_key(common, cells): cells for _, cells in common.rows}
    new = [column for column in common.header
           if column not in table.header and _split(column, languages)[0] in kind.__struct_fields__]
    gaps = [language for language in languages if language not in (*table.header, *new)]
    shared = [(index, column) for index, column in enumerate(table.header) if column in common.header]

    def complete(cells: Cells) -> Cells:
        same = told.get(_key(table, cells))
        if same is None or len(cells) != len(table.header):
            return [*cells, *("" for _ in (*new, *gaps))]
        own = list(cells)
        for index, column in shared:
            own[index] = own[index] or common.cell(same, column)
        return [*own, *(common.cell(same, column) for column in new), *(BLANK for _ in gaps)]

    rows = [(line, complete(cells)) for line, cells in table.rows]
    return Table(table.path, table.line, [*table.header, *new, *gaps], rows)


def only_keys(table: Table) -> Table:
    """The codes of a table alone, to be completed by what it says itself in the languages wanted."""
    kept = [index for index, column in enumerate(table.header) if column in ("question", CODE)]
    rows = [(line, [cells[index] for index in kept]) for line, cells in table.rows]
    return Table(table.path, table.line, [table.header[index] for index in kept], rows)


def _key(table: Table, cells: Cells) -> tuple[str, str]:
    """What is the same in both tables: the code, for an answer that of its question too."""
    return table.cell(cells, "question"), table.cell(cells, CODE)


def _read(path: Place) -> str:
    try:
        return text_of(path, "utf-8-sig")
    except FileNotFoundError:
        raise invalid(path, 0, Problem.NO_FILE) from None
    except TooLargeError:
        raise invalid(path, 0, Problem.TOO_LARGE, f"{LARGEST // 2**20} MB") from None
    except (OSError, UnicodeDecodeError):
        raise invalid(path, 0, Problem.NOT_READABLE) from None


class _Columns:
    """The header of a table: which cell goes to which field, and which text to which language."""

    def __init__(self, path: Place, line: int, header: Sequence[str], *, kind: type[Row],
                 languages: Sequence[str]) -> None:
        self._path, self._width = path, len(header)
        self._plain: list[tuple[int, str]] = []
        self._texts: dict[str, list[tuple[str, int]]] = {}
        for index, column in enumerate(header):
            stem, language = _split(column, languages)
            if stem not in kind.__struct_fields__:
                raise invalid(path, line, Problem.UNKNOWN_COLUMN, column)
            if language:
                self._texts.setdefault(stem, []).append((language, index))
            else:
                self._plain.append((index, column))
        given = {"line", *self._texts, *(column for _, column in self._plain)}
        for name in _required(kind):
            if name not in given:
                raise invalid(path, line, Problem.MISSING_COLUMN, name)
        for stem, found in self._texts.items():
            found.sort(key=lambda text: languages.index(text[0]))
            if [language for language, _ in found] != list(languages):
                raise invalid(path, line, Problem.MISSING_LANGUAGE, stem)

    def row(self, line: int, cells: Sequence[str]) -> dict[str, object]:
        """The fields of one line, untyped."""
        if len(cells) != self._width:
            raise invalid(self._path, line, Problem.WRONG_VALUE, f"{len(cells)} ≠ {self._width}")
        row: dict[str, object] = {column: cells[index] for index, column in self._plain if cells[index]}
        row["line"] = line
        for stem, columns in self._texts.items():
            texts = {language: cells[index] for language, index in columns if cells[index]}
            if len(texts) < len(columns) and (texts or stem == LABEL):
                missing = next(language for language, _ in columns if language not in texts)
                raise invalid(self._path, line, Problem.MISSING_LANGUAGE, f"{stem} {missing}")
            if BLANK in texts.values():
                texts = {language: text for language, text in texts.items() if text != BLANK}
            if texts or stem == LABEL:
                row[stem] = texts
        return row


def _required(kind: type[Row]) -> list[str]:
    """The fields without a default."""
    names, defaults = kind.__struct_fields__, kind.__struct_defaults__
    late = names[len(names) - len(defaults):]
    optional = {name for name, default in zip(late, defaults, strict=True)
                if default is not msgspec.NODEFAULT}
    return [name for name in names if name not in optional]


def _split(column: str, languages: Sequence[str]) -> tuple[str, str]:
    """The field and the language a column speaks of."""
    if column in languages:
        return LABEL, column
    stem, _, language = column.rpartition("_")
    return (stem, language) if stem and language in languages else (column, "")


_PLACE = re.compile(r"\$\[(\d+)\]\.?(\w*)")


def _wrong_value(path: Place, raw: Sequence[dict[str, object]], message: str) -> Exception:
    """The refusal for what msgspec found, with the line and the cell."""
    index, column = _PLACE.findall(message)[-1]
    row = raw[int(index)]
    number = int(str(row["line"]))
    missing = re.search(r"required field `(\w+)`", message)
    if missing:
        return invalid(path, number, Problem.MISSING_CODE, missing[1])
    return invalid(path, number, Problem.WRONG_VALUE, f"{column}: {row.get(column, '')}")
