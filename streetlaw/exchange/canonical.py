"""Canonical JSON: sorted keys, no spaces, one byte sequence for one value.

Reading accepts only what writing would have produced. That refuses doubled keys, escapes that hide a
character, spare spaces and NaN in one comparison; depth and the size of integers are bounded by the type
that is decoded into.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import GenericAlias
from typing import Annotated, Any

import msgspec

from streetlaw.domain.errors import StreetLawError

_DEPTH = 10
_INTEGER = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]


def _object(depth: int) -> Any:
    """The type of a JSON object with values nested at most `depth` deep, and integers of 64 bits."""
    scalar: Any = bool | _INTEGER | float | str | None
    value = scalar
    for _ in range(depth):
        value = scalar | GenericAlias(list, (value,)) | GenericAlias(dict, (str, value))
    return GenericAlias(dict, (str, value))


_encoder = msgspec.json.Encoder(order="sorted")
_decoder: msgspec.json.Decoder[dict[str, object]] = msgspec.json.Decoder(_object(_DEPTH))
# msgspec names what is wrong by several classes; bytes that are no UTF-8 surface as UnicodeDecodeError.
_REFUSALS = (msgspec.MsgspecError, UnicodeError, RecursionError, OverflowError)


def encode(value: object) -> bytes:
    """The canonical bytes of a value made of plain data or msgspec structs."""
    return _encoder.encode(value)


def encode_rows(rows: Sequence[object]) -> bytes:
    """Canonical JSON lines."""
    return _encoder.encode_lines(rows)


def decode(data: bytes, *, refusal: str) -> dict[str, object]:
    """The object in canonical `data`, or the refusal of that code."""
    try:
        value = _decoder.decode(data)
        same = _encoder.encode(value) == data
    except _REFUSALS:
        raise StreetLawError(refusal) from None
    if not same:
        raise StreetLawError(refusal)
    return value


def decode_rows(data: bytes, *, refusal: str) -> Sequence[dict[str, object]]:
    """The objects in canonical JSON lines, or the refusal of that code."""
    try:
        with _no_collecting():
            rows = _decoder.decode_lines(data)
        same = _encoder.encode_lines(rows) == data
    except _REFUSALS:
        raise StreetLawError(refusal) from None
    if not same:
        raise StreetLawError(refusal)
    return rows


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let the cycle collector rest: JSON has no cycles, and looking for them takes six times the decoding."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
