"""A pack's folder while it is read: its tables and settings, its sources, and where mistakes are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Container, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from streetlaw.domain.condition import Condition
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Cite, Fact, Term
from streetlaw.domain.record import PartialDate
from streetlaw.packs import notation
from streetlaw.packs.problem import Problem, invalid
from streetlaw.packs.rows import Row, SourceRow, Statement, TermRow
from streetlaw.packs.tables import read_rows

R = TypeVar("R", bound=Row)
T = TypeVar("T", bound=Term)
S = TypeVar("S", bound=msgspec.Struct)


def _whole_table(_row: Row) -> str:
    """The scope of codes that are unique in their table."""
    return ""


class Folder:
    """Reads files of one pack; everything wrong is refused as `pack.invalid`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.languages: tuple[str, ...] = ()
        self._sources: dict[str, SourceRow] | None = None
        self._texts: dict[str, list[str]] = {}
        self._facts: dict[tuple[object, ...], Fact] = {}

    def refuse(self, file: str, line: int, problem: Problem, value: str = "") -> StreetLawError:
        """The refusal to raise for a mistake in that line of that file."""
        return invalid(self.path / file, line, problem, value)

    def settings(self, file: str, kind: type[S]) -> S:
        """A TOML file, typed."""
        try:
            text = (self.path / file).read_text(encoding="utf-8")
            self._texts[file] = text.splitlines()
            return msgspec.convert(tomllib.loads(text), kind, strict=False)
        except FileNotFoundError:
            raise self.refuse(file, 0, Problem.NO_FILE) from None
        except (OSError, UnicodeDecodeError):
            raise self.refuse(file, 0, Problem.NOT_READABLE) from None
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            raise self.refuse(file, int(place[1]) if place else 0, Problem.NOT_READABLE, str(error)) from None
        except msgspec.ValidationError as error:
            key = re.search(r"field `(\w+)`", str(error)) or re.search(r"(\w+)(\[\S*\])?`$", str(error))
            line = self.line_of(file, key[1]) if key else 0
            raise self.refuse(file, line, Problem.WRONG_VALUE, str(error)) from None

    def line_of(self, file: str, key: str) -> int:
        """The first line of a TOML file that sets that key; 0 when none does."""
        setting = re.compile(rf"\s*(\[+[\w.]*\b)?{re.escape(key)}\b\s*(=|\]|\.)")
        return next((number for number, line in enumerate(self._lines(file), 1) if setting.match(line)), 0)

    def line_of_value(self, file: str, value: str) -> int:
        """The first line of a file that holds that text; 0 when none does."""
        return next((number for number, line in enumerate(self._lines(file), 1) if value in line), 0)

    def rows(self, file: str, kind: type[R], scope: Callable[[R], str] = _whole_table) -> list[R]:
        """The typed rows of a table, each code once within its scope."""
        rows = read_rows(self.path / file, kind, self.languages)
        seen: set[tuple[str, str]] = set()
        for row in rows:
            key = (scope(row), row.code)
            if key in seen:
                raise self.refuse(file, row.line, Problem.DUPLICATE_CODE, row.code)
            seen.add(key)
        return rows

    def items(self, file: str, kind: type[R], make: Callable[[R], T]) -> dict[str, T]:
        """The items made of a table's rows, by code, in the table's order."""
        return {row.code: make(row) for row in self.rows(file, kind)}

    def terms(self, file: str) -> dict[str, Term]:
        """A table of plain terms."""
        return self.items(file, TermRow, lambda row: Term(**self.term(file, row)))

    def term(self, file: str, row: TermRow) -> dict[str, Any]:
        """What every item has, as arguments of a `Term`."""
        return {"code": row.code, "label": row.label, "wording": row.wording,
                "fact": self.fact(file, row.line, row)}

    def fact(self, file: str, line: int, said: Statement) -> Fact:
        """Where a statement comes from; without a day of its own it is as old as its oldest dated source."""
        # By identity: hashing an enumeration's member costs more than all else here.
        key = (said.source, said.as_of, id(said.confidence), said.note, said.next_check)
        found = self._facts.get(key)
        if found is None:
            sources = [self._source(file, line, code) for code in said.source.split()]
            dated = [PartialDate(source.as_of) for source in sources if source.as_of]
            as_of = PartialDate(said.as_of) if said.as_of else min(dated, key=_last, default=None)
            found = Fact(source="; ".join(source.text for source in sources), as_of=as_of, note=said.note,
                         confidence=said.confidence, next_check=said.next_check)
            self._facts[key] = found
        return found

    def refs(self, file: str, line: int, cell: str, known: Container[str]) -> tuple[str, ...]:
        """The codes of a cell, each known to another table."""
        codes = notation.codes(cell) if cell else ()
        for code in codes:
            if code not in known:
                raise self.refuse(file, line, Problem.UNKNOWN_CODE, code)
        return codes

    def cites(self, file: str, line: int, cell: str, acts: Container[str]) -> tuple[Cite, ...]:
        """The citations of a cell, each of a known act."""
        if not cell:
            return ()
        found = notation.cites(cell)
        self.refs(file, line, " ".join(cite.act for cite in found), acts)
        return found

    def conditions(self, file: str, line: int, cell: str,
                   answers: Mapping[str, Container[str] | None]) -> tuple[Condition, ...]:
        """The conditions of a cell: known questions, and answers these can have (None: a number)."""
        if not cell:
            return ()
        try:
            found = notation.conditions(cell)
        except ValueError as error:
            raise self.refuse(file, line, Problem.WRONG_VALUE, str(error)) from None
        for condition in found:
            self.refs(file, line, condition.question, answers)
            possible = answers[condition.question]
            if (possible is None) is not (condition.below is not None):
                raise self.refuse(file, line, Problem.WRONG_VALUE, condition.question)
            if possible is not None:
                self.refs(file, line, " ".join(sorted(condition.values)), possible)
        return found

    def _lines(self, file: str) -> list[str]:
        """The lines of a TOML file that has been read."""
        return self._texts.get(file, [])

    def _source(self, file: str, line: int, code: str) -> SourceRow:
        if self._sources is None:
            self._sources = {row.code: row for row in self.rows("sources.csv", SourceRow)}
        if code not in self._sources:
            raise self.refuse(file, line, Problem.UNKNOWN_CODE, code)
        return self._sources[code]


def _last(day: PartialDate) -> date:
    return day.last
