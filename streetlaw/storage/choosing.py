"""Reading records by the values of their fields, in plain SQL; answers as `pending.matches` and `ordered` do.

The statements are few and alike, so they are written here and given to the driver itself, which keeps them
prepared: SQLAlchemy takes longer to put one together than SQLite takes to answer it.
"""

# ruff: noqa: S608 - statements are put together from names of tables and columns; values are bound
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Table
from sqlalchemy.dialects.sqlite import dialect

from streetlaw.domain.record import Record
from streetlaw.storage.mapping import Json, Processor
from streetlaw.storage.tables import records

R = TypeVar("R", bound=Record)

_DIALECT: Final = dialect()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A condition in SQL and the values it is bound to."""

    condition: str
    values: Sequence[object]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a kind is read: its table and columns as SQL, and what makes a value one of the record's."""

    table: str
    columns: str
    names: tuple[str, ...]
    processors: tuple[tuple[str, Processor], ...]


def found(driver: Any, kind: type[R], narrowing: Narrowing, *, order: str = "id", descending: bool = False,
          limit: int | None = None) -> list[R]:
    """The records of a kind that fulfil that: by a field, then by id, unknown values last."""
    shape = _shape(records[kind])
    sql = (f"SELECT {shape.columns} FROM {shape.table} WHERE {narrowing.condition}"
           f" ORDER BY {_ordering(kind, order, descending)}{at_most(limit)}")
    return [_record(kind, shape, row) for row in driver.execute(sql, narrowing.values)]


def counted(driver: Any, kind: type[Record], narrowing: Narrowing) -> int:
    """How many records of a kind fulfil that."""
    sql = f"SELECT count(*) FROM {_shape(records[kind]).table} WHERE {narrowing.condition}"
    [(number,)] = driver.execute(sql, narrowing.values)
    return int(number)


def equal(kind: type[Record], equals: Mapping[str, object]) -> Narrowing:
    """Fields that have those values; a tuple means any of its members."""
    conditions, values = ["1"], list[object]()
    for field, value in equals.items():
        column = records[kind].columns[field]
        condition, *bound = _any(column, value) if isinstance(value, tuple) else _one(column, value)
        conditions.append(str(condition))
        values += bound
    return Narrowing(" AND ".join(conditions), values)


def naming(kind: type[Record], id: str) -> Narrowing:
    """That id stands somewhere in a list of the record."""
    nested = [column.name for column in records[kind].columns if isinstance(column.type, Json)]
    condition = " OR ".join(f'instr("{name}", ?1) > 0' for name in nested)
    return Narrowing(f"({condition or 0})", [f'"{id}"'] if nested else [])


def at_most(limit: int | None) -> str:
    """A limit that stands in the statement itself.

    SQLite plans by the value of a bound one, and so prepares the statement anew at every use: ten times the
    work of a small read.
    """
    return "" if limit is None else f" LIMIT {int(limit)}"


def _record(kind: type[R], shape: _Shape, row: Sequence[Any]) -> R:
    values = dict(zip(shape.names, row, strict=True))
    for name, process in shape.processors:
        values[name] = process(values[name])
    return kind(**values)


@cache
def _shape(table: Table) -> _Shape:
    columns = table.columns
    typed = ((column.name, column.type.result_processor(_DIALECT, None)) for column in columns)
    return _Shape(table=f'"{table.name}"', columns=", ".join(f'"{one.name}"' for one in columns),
                  names=tuple(one.name for one in columns),
                  processors=tuple((name, process) for name, process in typed if process is not None))


def _ordering(kind: type[Record], order: str, descending: bool) -> str:
    """By that field, then by id, both turned round when descending; unknown values come last."""
    columns, turned = records[kind].columns, " DESC" if descending else ""
    last = " NULLS LAST" if columns[order].nullable else ""
    return f'"{order}"{turned}{last}' + ("" if order == "id" else f', "id"{turned}')


def _one(column: Column[Any], value: object) -> Iterator[object]:
    bound = _bound(column, value)
    if bound is None:
        yield f'"{column.name}" IS NULL'
    else:
        yield f'"{column.name}" = ?'
        yield bound


def _any(column: Column[Any], values: tuple[object, ...]) -> Iterator[object]:
    """Membership by one JSON list: a single statement for any number of values."""
    bound = [_bound(column, value) for value in values]
    among = f'"{column.name}" IN (SELECT value FROM json_each(?))'
    yield f'({among} OR "{column.name}" IS NULL)' if None in bound else among
    yield json.dumps([value for value in bound if value is not None])


def _bound(column: Column[Any], value: object) -> object:
    """The value as it stands in the column."""
    processor = _processor(column)
    return processor(value) if processor else value


@cache
def _processor(column: Column[Any]) -> Processor | None:
    return column.type.bind_processor(_DIALECT)
