"""How a value of a record stands in a column: one SQLAlchemy type for each kind of annotation.

Dates and enumerations are text, times are UTC text that sorts, nested values are JSON, None is NULL.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from sqlalchemy import Boolean, Column, Dialect, ForeignKey, Integer, Text
from sqlalchemy.types import TypeEngine

from streetlaw.domain.record import PartialDate, Record
from streetlaw.storage.kinds import NAMES, REFERENCES

Processor = Callable[[Any], Any]

ATTRIBUTES: Final[dict[type[Record], Callable[[Record], tuple[object, ...]]]] = {
    kind: attrgetter(*(field.name for field in fields(kind))) for kind in NAMES
}
"""For each kind a function that gives a record's values in the order of its columns."""


class Day(Text):
    """A date as 2026-11-17."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """The ISO text of a date."""
        return lambda value: None if value is None else value.isoformat()

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """The date of an ISO text."""
        return lambda value: None if value is None else date.fromisoformat(value)


class Moment(Text):
    """A time with its zone, kept in UTC with microseconds, so that the text sorts; a naive one is refused."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """The text of an aware time; ValueError for a naive one."""
        return lambda value: None if value is None else utc_text(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """The UTC time of a text."""
        return lambda value: None if value is None else datetime.fromisoformat(value)


class Remembered(Text):
    """A partial date as its EDTF text."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """The EDTF text."""
        return lambda value: None if value is None else value.edtf

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """The partial date of an EDTF text."""
        return lambda value: None if value is None else PartialDate(value)


class Word(Text):
    """A member of an enumeration as its word."""

    cache_ok = True

    def __init__(self, enumeration: type[StrEnum]) -> None:
        super().__init__()
        self.enumeration = enumeration

    def bind_processor(self, dialect: Dialect) -> None:
        """Its members are text already."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """The member of a word; KeyError for a word it does not have."""
        return {member.value: member for member in self.enumeration}.__getitem__


class Reference(Text):
    """The id of another record; "" is NULL, so that the database can see to it that the other one exists."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """NULL for an empty id."""
        return lambda value: value or None

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """An empty id for NULL."""
        return lambda value: value or ""


class Json(Text):
    """A tuple or a nested value as JSON, typed again when read."""

    cache_ok = True

    def __init__(self, annotation: Any) -> None:
        super().__init__()
        self.annotation = annotation

    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        """The JSON text."""
        encode = msgspec.json.Encoder().encode
        return lambda value: encode(value).decode()

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        """The value of a JSON text."""
        return msgspec.json.Decoder(self.annotation).decode


def utc_text(moment: datetime) -> str:
    """The moment as it is kept, in UTC; ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a time without its zone is not kept")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


_PLAIN: Final[dict[Any, type[TypeEngine[Any]]]] = {str: Text, int: Integer, bool: Boolean}
_KEPT: Final[dict[Any, type[Text]]] = {date: Day, datetime: Moment, PartialDate: Remembered}


def columns(kind: type[Record]) -> list[Column[Any]]:
    """The columns of a record kind, one for each field in their order."""
    hints = get_type_hints(kind)
    return [_column(field.name, hints[field.name]) for field in fields(kind)]


def plain(value: object) -> Any:
    """A field's value as plain data: text, numbers, lists and mappings."""
    return value.edtf if isinstance(value, PartialDate) else msgspec.to_builtins(value)


def _column(name: str, annotation: Any) -> Column[Any]:
    if name == "id":
        return Column(name, Text, primary_key=True)
    if name in REFERENCES:
        target = NAMES[REFERENCES[name]]
        points = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
        return Column(name, Reference, points, nullable=True)
    base, optional = _without_none(annotation)
    return Column(name, _type(base), nullable=optional)


def _type(base: Any) -> TypeEngine[Any]:
    if base in _PLAIN:
        return _PLAIN[base]()
    if base in _KEPT:
        return _KEPT[base]()
    if isinstance(base, type) and issubclass(base, StrEnum):
        return Word(base)
    return Json(base)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """The annotation without its None, and whether it had one."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation, False
    base, = (part for part in get_args(annotation) if part is not type(None))
    return base, True
