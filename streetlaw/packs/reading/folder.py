"""A pack's folder while it is read: its tables and settings, its sources, and where mistakes are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Container, Mapping
from datetime import date
from typing import Any, Final, TypeVar

import msgspec

from streetlaw.domain.condition import Condition
from streetlaw.domain.deadline import Rule, Unit
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Cite, Fact, Term
from streetlaw.domain.fact_check import LOCAL
from streetlaw.domain.record import PartialDate
from streetlaw.packs.reading import notation
from streetlaw.packs.reading.ordinary import TooLargeError
from streetlaw.packs.reading.place import LARGEST, Place, text_of
from streetlaw.packs.reading.problem import Problem, invalid
from streetlaw.packs.reading.rows import Row, SourceRow, Statement, TermRow
from streetlaw.packs.reading.tables import Table, completed, only_keys, read_table, typed

LARGEST_SETTINGS: Final = 2**18
MOST_DOTS: Final = 400

R = TypeVar("R", bound=Row)
T = TypeVar("T", bound=Term)
S = TypeVar("S", bound=msgspec.Struct)


def _whole_table(_row: Row) -> str:
    """The scope of codes that are unique in their table."""
    return ""


class Folder:
    """Reads files of one pack; everything wrong is refused as `pack.invalid`.

    `common` is the folder of the common words, for a pack that shares them. `read` gives a table's cells: a
    check leaves out what it knows to be wrong; `lost` are files, `forgiven` (file, line, code) it passes.
    """

    def __init__(self, path: Place, read: Callable[[Place], Table] = read_table,
                 lost: Container[str] = (), forgiven: Container[tuple[str, int, str]] = ()) -> None:
        self.path = path
        self.lost = lost
        self.common: Place | None = None
        self.languages: tuple[str, ...] = ()
        self._read = read
        self._forgiven = forgiven
        self._sources: dict[str, tuple[SourceRow, PartialDate | None]] | None = None
        self._texts: dict[str, list[str]] = {}
        self._facts: dict[tuple[object, ...], Fact] = {}

    def refuse(self, file: str, line: int, problem: Problem, value: str = "") -> StreetLawError:
        """The refusal to raise for a mistake in that line of that file."""
        return invalid(self.path / file, line, problem, value)

    def owns(self, file: str) -> bool:
        """True for a file of the pack itself, false for a common one."""
        return (self.path / file).exists()

    def settings(self, file: str, kind: type[S]) -> S:
        """A TOML file, typed; the common one where this pack has none of its own."""
        path = self.path / file if self.common is None or self.owns(file) else self.common / file
        try:
            text = text_of(path)
            self._texts[file] = text.splitlines()
            return msgspec.convert(tomllib.loads(bounded(text)), kind, strict=False)
        except FileNotFoundError:
            raise self.refuse(file, 0, Problem.NO_FILE) from None
        except TooLargeError:
            raise self.refuse(file, 0, Problem.TOO_LARGE, f"{LARGEST // 2**20} MB") from None
        except (OSError, UnicodeDecodeError):
            raise self.refuse(file, 0, Problem.NOT_READABLE) from None
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            raise self.refuse(file, int(place[1]) if place else 0, Problem.NOT_READABLE) from None
        except msgspec.ValidationError as error:
            raise self._wrong_setting(file, str(error)) from None
        except (ValueError, RecursionError):  # numbers of thousands of digits, brackets in brackets
            raise self.refuse(file, 0, Problem.NOT_READABLE) from None

    def _wrong_setting(self, file: str, message: str) -> StreetLawError:
        """The refusal for what msgspec found, with the line and the key, and no word of its English."""
        path = re.search(r"`\$\.?(\S*)`$", message)
        within = path[1] if path else ""
        field = re.search(r"field `(\w+)`", message)
        key = field[1] if field else within.rpartition(".")[2].partition("[")[0]
        if field and "missing" in message:
            line = self.line_of(file, within.rpartition(".")[2]) if within else 0
            return self.refuse(file, line, Problem.MISSING_CODE, f"{within}.{key}".lstrip("."))
        named = f"{within}.{key}".lstrip(".") if field else within
        return self.refuse(file, self.line_of(file, key), Problem.WRONG_VALUE, named)

    def line_of(self, file: str, key: str) -> int:
        """The first line of a TOML file that sets that key; 0 when none does."""
        setting = re.compile(rf"\s*(\[+[\w.]*\b)?{re.escape(key)}\b\s*(=|\]|\.)")
        return next((number for number, line in enumerate(self._lines(file), 1) if setting.match(line)), 0)

    def line_of_value(self, file: str, value: str) -> int:
        """The first line of a file that holds that text; 0 when none does."""
        return next((number for number, line in enumerate(self._lines(file), 1) if value in line), 0)

    def rows(self, file: str, kind: type[R], scope: Callable[[R], str] = _whole_table) -> list[R]:
        """The typed rows of a table, each code once within its scope."""
        rows = typed(self._table(file, kind), kind, self.languages)
        seen: set[tuple[str, str]] = set()
        for row in rows:
            key = (scope(row), row.code)
            if key in seen:
                raise self.refuse(file, row.line, Problem.DUPLICATE_CODE, row.code)
            seen.add(key)
        return rows

    def _table(self, file: str, kind: type[Row]) -> Table:
        """The cells of a table, with the common words where the pack shares them."""
        common = self.common and self.common / file
        if common is None or not common.exists():
            return self._read(self.path / file)
        words = self._read(common)
        own = self._read(self.path / file) if self.owns(file) else only_keys(words)
        return completed(own, words, kind, self.languages)

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
            dated = [day for source, day in sources if day]
            as_of = self._day(file, line, said.as_of) or min(dated, key=_last, default=None)
            found = Fact(source="; ".join(source.text for source, _ in sources), as_of=as_of, note=said.note,
                         confidence=said.confidence, next_check=said.next_check,
                         local=any(source.code.startswith(LOCAL) for source, _ in sources))
            self._facts[key] = found
        return found

    def _day(self, file: str, line: int, text: str) -> PartialDate | None:
        """A day, month or year of a statement; none where none is said."""
        try:
            return PartialDate(text) if text else None
        except StreetLawError:
            raise self.refuse(file, line, Problem.WRONG_VALUE, f"as_of: {text}") from None

    def refs(self, file: str, line: int, cell: str, known: Container[str]) -> tuple[str, ...]:
        """The codes of a cell, each known to another table."""
        codes = notation.codes(cell) if cell else ()
        unknown = [code for code in codes if code not in known]
        for code in unknown:
            if (file, line, code) not in self._forgiven:
                raise self.refuse(file, line, Problem.UNKNOWN_CODE, code)
        return tuple(code for code in codes if code in known) if unknown else codes

    def clocks(self, file: str, line: int, cell: str, rules: Mapping[str, Rule]) -> tuple[str, ...]:
        """The limits of a cell that run by the hour: whatever is not counted in hours is no clock."""
        codes = self.refs(file, line, cell, rules)
        for code in codes:
            span = rules[code].span
            if span is None or span.unit is not Unit.HOURS:
                raise self.refuse(file, line, Problem.NO_CLOCK, code)
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

    def _source(self, file: str, line: int, code: str) -> tuple[SourceRow, PartialDate | None]:
        if self._sources is None:
            own = "sources.csv"
            self._sources = {row.code: (row, self._day(own, row.line, row.as_of))
                             for row in self.rows(own, SourceRow)}
        if code not in self._sources:
            raise self.refuse(file, line, Problem.UNKNOWN_CODE, code)
        return self._sources[code]


def bounded(text: str) -> str:
    """The text of a TOML file, unless reading it would take for ever; raises ValueError.

    A key of n parts costs n² steps.
    """
    if len(text) > LARGEST_SETTINGS or any(line.count(".") > MOST_DOTS for line in text.splitlines()):
        raise ValueError
    return text


def _last(day: PartialDate) -> date:
    return day.last
