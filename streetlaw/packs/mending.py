"""Reading a pack past its mistakes: what was said to be wrong is left out, and so is what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.reading.place import Place
from streetlaw.packs.reading.problem import Problem
from streetlaw.packs.reading.tables import BLANK, CODE, LABEL, Cells, Table, read_table

# Which tables the codes in a column are of.
REFERS: Mapping[str, tuple[str, ...]] = {
    "act": ("acts.csv",), "basis": ("acts.csv",), "supported_by": ("acts.csv",),
    "restore_basis": ("acts.csv",), "source": ("sources.csv",), "contact_source": ("sources.csv",),
    "norms": ("norms.csv",), "official_norms": ("norms.csv",), "warnings": ("norms.csv",),
    "channels": ("channels.csv",), "no_limit": ("channels.csv",),
    "rules": ("rules.csv",), "answer_rules": ("rules.csv",), "after_rules": ("rules.csv",),
    "clocks": ("rules.csv",), "grounds": ("grounds.csv",), "proceeding": ("representation.csv",),
    "categories": ("categories.csv",), "pleaded_as": ("grounds.csv",),
    "parent": ("regions.csv",), "question": ("questions.csv",),
    "needs": ("questions.csv", "choices.csv"), "any_of": ("questions.csv", "choices.csv"),
}
# What the settings and an income test refer to.
_ELSEWHERE = ("sources.csv", "acts.csv", "questions.csv", "choices.csv")
CITING = ("basis", "supported_by", "restore_basis")
ASKING = ("needs", "any_of")
_WHOLE_ROW = ("act", "question")


def said_in(column: str, cell: str) -> Iterator[tuple[str, set[str]]]:
    """The parts of a cell, each with the codes it names: codes, citations or conditions."""
    if column in CITING:
        for part in cell.split(";"):
            yield part.strip(), set(part.split()[:1])
    elif column in ASKING:
        for word in cell.split():
            yield word, set(re.split(r"[=<,]", word))
    else:
        for word in cell.split():
            yield word, {word}


class Mender:
    """Gives the tables of a folder without what was accepted as wrong."""

    def __init__(self, path: Place) -> None:
        self._path = path
        self.lost: set[str] = set()
        self.forgiven: set[tuple[str, int, str]] = set()
        self.touched: set[tuple[str, int]] = set()
        self.doubted: set[str] = set()
        self._unsure: set[str] = set()
        self._gone: dict[str, set[str]] = {}
        self._left_out: set[tuple[str, int]] = set()
        self._changed: dict[tuple[str, int], dict[str, str]] = {}
        self._changes = 0
        self._tables: dict[Place, Table] = {}

    def read(self, path: Place) -> Table:
        """The table without the mistakes accepted so far; without anything once it is lost."""
        if path.name in self.lost:
            return Table(path, 0, [], [])
        table = self._as_written(path)
        rows = [(line, self._mended(table, line, cells)) for line, cells in table.rows
                if (path.name, line) not in self._left_out]
        return Table(path, table.line, table.header, rows)

    def _as_written(self, path: Place) -> Table:
        """The table of a file, read once: a mistake after the other is looked for in it."""
        if path not in self._tables:
            self._tables[path] = read_table(path)
        return self._tables[path]

    def follows(self, file: str, line: int, problem: str, value: str) -> bool:
        """True when a mistake is only what became of another one that was said already."""
        if problem == Problem.WRONG_VALUE and value.startswith("kind:"):
            return "choices.csv" in self.lost or bool(self._gone.get("choices.csv"))
        if problem != Problem.UNKNOWN_CODE:
            return False
        return any(table in self.lost or table in self._unsure or value in self._gone.get(table, ())
                   for table in self._meant(file, line, value))

    def accept(self, file: str, line: int, problem: str, value: str) -> bool:
        """Leave the mistake out from now on; False when nothing can be read past it."""
        before = self._extent()
        self.touched.add((file, line))
        if problem == Problem.UNKNOWN_CODE:
            self.doubted |= self._meant(file, line, value)
        elif problem in (Problem.DUPLICATE_CODE, Problem.MISSING_CODE):
            self._unsure.add(file)  # nobody knows which code was meant there
        if not file.endswith(".csv"):
            self._accept_setting(file, line, problem, value)
        elif (table := self._table(file)) is None or line in (0, table.line):
            self.lost.add(file)
        elif problem == Problem.MISSING_LANGUAGE:
            stem, _, language = value.partition(" ")
            self._change(table, line, language if stem == LABEL else f"{stem}_{language}", BLANK)
        elif problem in (Problem.UNKNOWN_CODE, Problem.NO_CLOCK):
            self._drop_code(table, line, value)
        else:
            self._leave_out(table, line)
        return self._extent() != before

    def _accept_setting(self, file: str, line: int, problem: str, value: str) -> None:
        if problem == Problem.UNKNOWN_CODE:
            self.forgiven.add((file, line, value))
        elif file != "pack.toml":
            self.lost.add(file)

    def _drop_code(self, table: Table, line: int, code: str) -> None:
        columns = self._columns(table.path.name, line, code)
        if not columns or any(column in _WHOLE_ROW for column in columns):
            self._leave_out(table, line)
            return
        cells = next(cells for number, cells in self.read(table.path).rows if number == line)
        for column in columns:
            between = "; " if column in CITING else " "
            kept = [part for part, codes in said_in(column, table.cell(cells, column)) if code not in codes]
            self._change(table, line, column, between.join(kept))

    def _change(self, table: Table, line: int, column: str, cell: str) -> None:
        changed = self._changed.setdefault((table.path.name, line), {})
        if column in table.header and changed.get(column) != cell:
            changed[column] = cell
            self._changes += 1
        else:
            self._leave_out(table, line)

    def _leave_out(self, table: Table, line: int) -> None:
        file = table.path.name
        code = next((table.cell(cells, CODE) for number, cells in table.rows if number == line), "")
        self._left_out.add((file, line))
        rest = {table.cell(cells, CODE) for number, cells in table.rows
                if (file, number) not in self._left_out}
        if code not in rest:
            self._gone.setdefault(file, set()).add(code)

    def _meant(self, file: str, line: int, code: str) -> set[str]:
        """The tables in which that code of a line was looked for."""
        return {table for column in self._columns(file, line, code) for table in REFERS[column]} \
            or set(_ELSEWHERE)

    def _columns(self, file: str, line: int, code: str) -> list[str]:
        """The columns of a line in which that code stands."""
        table = self._table(file)
        if table is None:
            return []
        rows = [cells for number, cells in self.read(table.path).rows if number == line]
        return [column for cells in rows for column in REFERS
                if any(code in codes for _, codes in said_in(column, table.cell(cells, column)))]

    def _mended(self, table: Table, line: int, cells: Cells) -> Cells:
        changed = self._changed.get((table.path.name, line))
        if not changed or len(cells) != len(table.header):
            return cells
        return [changed.get(column, cell) for column, cell in zip(table.header, cells, strict=True)]

    def _table(self, file: str) -> Table | None:
        with suppress(StreetLawError):
            return self._as_written(self._path / file)
        return None

    def _extent(self) -> tuple[int, ...]:
        """How much was accepted so far: nothing of it is ever taken back."""
        return (len(self.lost), len(self.forgiven), len(self._left_out), self._changes)
