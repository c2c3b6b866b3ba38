"""Values to plain data (dict, list, str, int, bool, None) and back, strictly by their annotations.

Received rows become values only here: a wrong type, an unknown code of a closed list or a text or list beyond
the caps is refused; fields a newer minor version added are ignored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from streetlaw.domain.errors import StreetLawError

T = TypeVar("T")
Reader = Callable[[object], Any]

MAX_TEXT = 20_000
MAX_ITEMS = 1_000


def to_plain(value: object) -> Any:
    """The value with dataclasses as dictionaries and tuples as lists; dates have no place in what leaves."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(type(value).__name__)


def from_plain(kind: type[T], data: object) -> T:
    """The value of that class; raises `bundle.damaged` when the data is not one."""
    try:
        reader: Reader = _reader(kind)  # type: ignore[arg-type]
        value: T = reader(data)
    except (TypeError, ValueError):
        raise StreetLawError("bundle.damaged") from None
    return value


@cache
def _reader(kind: Any) -> Reader:
    """What turns data into a value of that annotation, or raises TypeError or ValueError."""
    if get_origin(kind) is tuple:
        return _list_reader(_reader(get_args(kind)[0]))
    if get_origin(kind) is UnionType:
        (other,) = (part for part in get_args(kind) if part is not NoneType)
        return _optional_reader(_reader(other))
    if is_dataclass(kind):
        return _record_reader(kind)
    if issubclass(kind, StrEnum):
        return lambda data: kind(_expect(str, data))
    return lambda data: _expect(kind, data)


def _record_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = [(name, _reader(hints[name])) for name in _names(kind)]
    needed = {f.name for f in fields(kind) if f.default is MISSING}

    def read(data: object) -> Any:
        found = _expect(dict, data)
        if not needed <= found.keys():
            raise ValueError("a field is missing")
        return kind(**{name: reader(found[name]) for name, reader in readers if name in found})

    return read


def _list_reader(item: Reader) -> Reader:
    return lambda data: tuple(map(item, _expect(list, data)))


def _optional_reader(other: Reader) -> Reader:
    return lambda data: None if data is None else other(data)


def _expect(kind: Any, data: object) -> Any:
    """The data when it is of exactly that type and not too large."""
    if type(data) is not kind:
        raise TypeError(kind)
    if kind is str and len(data) > MAX_TEXT:  # type: ignore[arg-type]
        raise ValueError("the text is too long")
    if kind is list and len(data) > MAX_ITEMS:  # type: ignore[arg-type]
        raise ValueError("the list is too long")
    return data


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))
