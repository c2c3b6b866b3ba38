"""Values to plain data (dict, list, str, int, bool, None) and back, strictly by their annotations.

Received rows become values only here: a wrong type, an unknown code of a closed list or a text or list beyond
the caps is refused; fields a newer minor version added are ignored.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from streetlaw.domain.errors import StreetLawError

T = TypeVar("T")

MAX_TEXT = 20_000
MAX_ITEMS = 1_000


def to_plain(value: object) -> Any:
    """The value with dataclasses as dictionaries and tuples as lists; dates have no place in what leaves."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(type(value).__name__)


def from_plain(kind: type[T], data: object) -> T:
    """The value of that class; raises `bundle.damaged` when the data is not one."""
    try:
        value: T = _read(kind, data)
    except (TypeError, ValueError):
        raise StreetLawError("bundle.damaged") from None
    return value


def _read(kind: Any, data: object) -> Any:
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in _expect(list, data))
    if origin is UnionType:
        return None if data is None else _read(_only(kind), data)
    if is_dataclass(kind):
        return _read_fields(kind, _expect(dict, data))
    if issubclass(kind, StrEnum):
        return kind(_expect(str, data))
    return _expect(kind, data)


def _read_fields(kind: Any, data: dict[str, object]) -> Any:
    hints = _hints(kind)
    needed = {f.name for f in fields(kind) if f.default is MISSING}
    if needed - data.keys():
        raise ValueError("a field is missing")
    return kind(**{name: _read(hints[name], data[name]) for name in _names(kind) if name in data})


def _expect(kind: Any, data: object) -> Any:
    """The data when it is of exactly that type and not too large."""
    if type(data) is not kind:
        raise TypeError(kind)
    if isinstance(data, str) and len(data) > MAX_TEXT:
        raise ValueError("the text is too long")
    if isinstance(data, list) and len(data) > MAX_ITEMS:
        raise ValueError("the list is too long")
    return data


def _only(union: Any) -> Any:
    """The other type of an optional one."""
    (other,) = (part for part in get_args(union) if part is not NoneType)
    return other


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
