"""Choosing records by the values of their fields; answers as `pending.matches` and `pending.ordered` do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, func, literal_column, or_, select
from sqlalchemy.dialects.sqlite import dialect

from streetlaw.domain.record import Record
from streetlaw.storage.mapping import Json
from streetlaw.storage.tables import records

_DIALECT = dialect()


def chosen(query: Select[Any], kind: type[Record], equals: Mapping[str, object]) -> Select[Any]:
    """The query narrowed to records whose fields equal those values; a tuple means any of its members."""
    columns = records[kind].columns
    return query.where(*(
        _any(columns[field], value) if isinstance(value, tuple) else _one(columns[field], value)
        for field, value in equals.items()
    ))


def ordering(kind: type[Record], order: str, *, descending: bool) -> list[ColumnElement[Any]]:
    """By that field, then by id, both turned round when descending; unknown values come last."""
    columns = records[kind].columns
    by = [columns[order]] if order == "id" else [columns[order], columns["id"]]
    turned = [column.desc() if descending else column.asc() for column in by]
    return [column.nulls_last() if columns[order].nullable else column for column in turned]


def at_most(limit: int | None) -> ColumnElement[int] | None:
    """A limit that stands in the statement itself.

    SQLite plans by the value of a bound one, and so prepares the statement anew at every use: ten times the
    work of a small read.
    """
    return None if limit is None else literal_column(str(int(limit)), Integer)


def among(column: ColumnElement[Any], values: tuple[Any, ...]) -> ColumnElement[bool]:
    """Membership by one JSON list: a single statement for any number of values."""
    listed = func.json_each(json.dumps(values)).table_valued("value")
    return column.in_(select(listed.c.value))


def naming(query: Select[Any], kind: type[Record], id: str) -> Select[Any]:
    """The query narrowed to records that have that id somewhere in a list of theirs."""
    nested = [column for column in records[kind].columns if isinstance(column.type, Json)]
    return query.where(or_(*(func.instr(column, f'"{id}"') > 0 for column in nested)))


def _one(column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
    return column.is_(None) if _bound(column, value) is None else column == value


def _any(column: ColumnElement[Any], values: tuple[object, ...]) -> ColumnElement[bool]:
    bound = [_bound(column, value) for value in values]
    known = among(column, tuple(value for value in bound if value is not None))
    return or_(known, column.is_(None)) if None in bound else known


def _bound(column: ColumnElement[Any], value: object) -> object:
    """The value as it stands in the column."""
    processor = column.type.bind_processor(_DIALECT)
    return processor(value) if processor else value
