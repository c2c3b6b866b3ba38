"""What no single row shows: statements without a source, limits that never run, conditions nobody meets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from streetlaw.domain.condition import Condition
from streetlaw.domain.eligibility import RESIDENCE
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.hidden_signs import hidden_signs
from streetlaw.domain.law import Category
from streetlaw.domain.pack import LISTS, Pack
from streetlaw.packs.mending import REFERS, said_in
from streetlaw.packs.reading.place import Place, text_of
from streetlaw.packs.reading.problem import Problem
from streetlaw.packs.reading.tables import CODE, Cells, Table, read_table

SETTINGS = "pack.toml"
Found = tuple[str, int, Problem, str]

_SOURCE = re.compile(r'^\s*(?:\w+\.)?source\s*=\s*"([^"]*)"', re.MULTILINE)
_NAMES = sorted((*LISTS, "choices", "sources"))
_FORMULA = re.compile(r"\s*(?:[=@]|[+-].*[A-Za-z]\w*\s*[(|!])")
_USED = {"norms.csv": Problem.NEVER_USED, "sources.csv": Problem.NEVER_USED, "rules.csv": Problem.NEVER_FIRES}


def look(path: Place, pack: Pack, today: date) -> Iterator[Found]:
    """Everything unsound in a pack that can be read, with its place."""
    tables = {table.path.name: table for table in _tables(path)}
    yield from _statements(path, tables, pack, today)
    yield from _undated(tables)
    yield from _unused(path, tables)
    yield from _out_of_reach(pack, tables)
    yield from steering(path)
    yield from _formulas(tables)
    for name in ("categories", "bases"):
        for code, item in pack.terms(name).items():
            scope = pack.aid.scope if name == "categories" else frozenset[str]()
            if isinstance(item, Category) and not can_hold(item, scope):
                yield _place(tables, f"{name}.csv", code, Problem.NEVER_HOLDS, code)


def can_hold(category: Category, scope: frozenset[str]) -> bool:
    """True when some answers fit all of `needs` and one of `any_of`, within the scope of the law."""
    needs = [*([Condition(RESIDENCE, scope)] if scope else []), *category.needs]
    return any(_agree([*needs, each]) for each in category.any_of) if category.any_of else _agree(needs)


def _agree(conditions: Sequence[Condition]) -> bool:
    """True when one answer to each question meets all conditions on it."""
    values: dict[str, frozenset[str]] = {}
    for condition in conditions:
        if condition.below is not None:
            if condition.below <= 0:
                return False
            continue
        values[condition.question] = values.get(condition.question, condition.values) & condition.values
    return all(values.values())


def _tables(path: Place) -> Iterator[Table]:
    for name in _NAMES:
        with suppress(StreetLawError):
            yield read_table(path / f"{name}.csv")


def _statements(path: Place, tables: dict[str, Table], pack: Pack, today: date) -> Iterator[Found]:
    for name in LISTS:
        for code, item in pack.terms(name).items():
            for problem, value in _about(item.fact, code, today):
                yield _place(tables, f"{name}.csv", code, problem, value)
    for code, channel in pack.terms("channels").items():
        contact = getattr(channel, "contact", None)
        if contact is not None and contact.text:
            for problem, value in _about(contact.fact, f"{code}, contact", today):
                yield _place(tables, "channels.csv", code, problem, value)
    text = text_of(path / SETTINGS)
    for key, fact in _settings(pack):
        named = re.compile(rf"\[+{re.escape(key)}\]")
        line = next((n for n, said in enumerate(text.splitlines(), 1) if named.match(said)), 0)
        for problem, value in _about(fact, key, today):
            yield SETTINGS, line, problem, value
        if fact.verified and fact.source and fact.as_of is None:
            yield SETTINGS, line, Problem.NO_DAY, key


def _settings(pack: Pack) -> Iterator[tuple[str, Fact]]:
    yield "aid.authority", pack.aid.authority.fact
    yield "aid.income", pack.aid.income.fact
    yield "aid.scope", pack.aid.scope_fact
    for wage in pack.aid.income.wages:
        yield "aid.income.wages", wage.fact
    for matter, fact in pack.aid.matters.items():
        yield f"aid.matters.{matter}", fact


def _about(fact: Fact, code: str, today: date) -> Iterator[tuple[Problem, str]]:
    if fact.verified and not fact.source:
        yield Problem.NO_SOURCE, code
    if fact.next_check is not None and fact.next_check < today:
        yield Problem.CHECK_OVERDUE, f"{code}, {fact.next_check.isoformat()}"


def _undated(tables: dict[str, Table]) -> Iterator[Found]:
    """The sources without a day on which alone something rests that is called verified."""
    sources = tables.get("sources.csv")
    if sources is None:
        return
    lines = {sources.cell(cells, CODE): line for line, cells in sources.rows
             if not sources.cell(cells, "as_of")}
    found: set[str] = set()
    for table in tables.values():
        for kind in ("", "contact_"):
            for _, cells in table.rows:
                named = table.cell(cells, f"{kind}source").split()
                verified = table.cell(cells, f"{kind}confidence") == Confidence.VERIFIED
                if verified and not table.cell(cells, f"{kind}as_of") and lines.keys() >= set(named):
                    found |= set(named)
    for code in found:
        yield "sources.csv", lines[code], Problem.NO_DAY, code


def _unused(path: Place, tables: dict[str, Table]) -> Iterator[Found]:
    """Codes of norms, sources and limits that stand nowhere else in the pack, right or wrong."""
    used = {target: set(_named(target, tables.values())) for target in _USED}
    for file in (SETTINGS, "consents.toml"):
        with suppress(OSError, UnicodeDecodeError):
            for cell in _SOURCE.findall(text_of(path / file)):
                used["sources.csv"] |= set(cell.split())
    for target, problem in _USED.items():
        table = tables.get(target)
        for line, cells in table.rows if table else ():
            code = table.cell(cells, CODE) if table else ""
            if code and code not in used[target]:
                yield target, line, problem, code


def _out_of_reach(pack: Pack, tables: dict[str, Table]) -> Iterator[Found]:
    """Limits meant for an act that no channel of the act has: they would never be counted for it."""
    for code, act in pack.violations.items():
        channels = [pack.channels[each] for each in act.channels if each in pack.channels]
        reached = {rule for channel in channels for rule in channel.rules}
        for rule in act.rules:
            if rule not in reached:
                yield _place(tables, "violations.csv", code, Problem.NEVER_FIRES, rule)


def steering(path: Place) -> Iterator[Found]:
    """The signs nobody sees in a pack's files: they show another text than the one that stands there."""
    for file in (SETTINGS, "consents.toml", *(f"{name}.csv" for name in _NAMES)):
        text = ""
        with suppress(OSError, UnicodeDecodeError):
            text = text_of(path / file, "utf-8-sig")
        for line, said in enumerate(text.splitlines(keepends=True), 1):
            yield from ((file, line, Problem.HIDDEN_SIGN, sign) for sign in sorted({*hidden_signs(said)}))


def _formulas(tables: dict[str, Table]) -> Iterator[Found]:
    """The cells that a spreadsheet would carry out instead of showing them."""
    for file, table in tables.items():
        for line, cells in table.rows:
            yield from ((file, line, Problem.FORMULA, cell[:40]) for cell in cells if _FORMULA.match(cell))


def _named(target: str, tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        for column in table.header:
            if target in REFERS.get(column, ()):
                for cells in _rows(target, table):
                    for _, codes in said_in(column, table.cell(cells, column)):
                        yield from codes


def _rows(target: str, table: Table) -> list[Cells]:
    """The rows that name something: a closed body names no limit that ever runs."""
    return [cells for _, cells in table.rows
            if target != "rules.csv" or table.cell(cells, "active") != "no"]


def _place(tables: dict[str, Table], file: str, code: str, problem: Problem, value: str) -> Found:
    table = tables.get(file)
    rows = table.rows if table else []
    line = next((n for n, cells in rows if table and table.cell(cells, CODE) == code), 0)
    return file, line, problem, value
