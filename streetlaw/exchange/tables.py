"""Tables of rows as zstd-compressed JSON lines, and back within limits that are checked before unpacking."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
import zstandard

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange import archive, canonical
from streetlaw.services.envelopes import Row
from streetlaw.services.ports import chunks

LEVEL = 3
BATCH = 500
"""Rows encoded at once."""
BLOCK = 8 * 2**20
MAX_MEMBER = 32 * 2**20
MAX_TOTAL = 256 * 2**20
MAX_RATIO = 200
FREE_RATIO = 2**20
"""Up to this raw size (bytes) any ratio is harmless."""
_WINDOW = 8 * 2**20


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """What the manifest says of one table file; `raw_size` is in bytes, `sha256` of the file as stored."""

    file: str
    table: Annotated[str, msgspec.Meta(max_length=40)]
    rows: Annotated[int, msgspec.Meta(ge=1)]
    raw_size: Annotated[int, msgspec.Meta(ge=1)]
    sha256: str


def pack(tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[Member, bytes]]:
    """Each file with what the manifest says of it; a large table becomes several files, none becomes none."""
    number = 0
    compressor = zstandard.ZstdCompressor(level=LEVEL)
    for table, rows in tables.items():
        for raw in _blocks(rows):
            stored = compressor.compress(raw)
            yield Member(file=archive.table_name(number), table=table, rows=raw.count(b"\n"),
                         raw_size=len(raw), sha256=hashlib.sha256(stored).hexdigest()), stored
            number += 1


def check(members: Sequence[Member], files: Mapping[str, bytes]) -> None:
    """Compare files and manifest, and refuse what would unpack to too much; unpacks nothing.

    Raises `bundle.altered`, `bundle.too_large`.
    """
    if [member.file for member in members] != list(files):
        raise StreetLawError("bundle.altered")
    for member in members:
        stored = files[member.file]
        if hashlib.sha256(stored).hexdigest() != member.sha256:
            raise StreetLawError("bundle.altered")
        if member.raw_size > MAX_MEMBER or member.raw_size > max(FREE_RATIO, MAX_RATIO * len(stored)):
            raise StreetLawError("bundle.too_large")
    if sum(member.raw_size for member in members) > MAX_TOTAL:
        raise StreetLawError("bundle.too_large")


def unpack(members: Sequence[Member], files: Mapping[str, bytes]) -> dict[str, Sequence[Row]]:
    """The rows of every table, after `check`; raises `bundle.damaged`, `bundle.altered`."""
    tables: dict[str, list[Row]] = {}
    for member in members:
        raw = _decompress(files[member.file], member.raw_size)
        rows = canonical.decode_rows(raw, refusal="bundle.damaged")
        if len(rows) != member.rows:
            raise StreetLawError("bundle.altered")
        tables.setdefault(member.table, []).extend(rows)
    return {table: tuple(rows) for table, rows in tables.items()}


def _blocks(rows: Sequence[Row]) -> Iterator[bytes]:
    """The rows as JSON lines in pieces of about BLOCK bytes."""
    block: list[bytes] = []
    for batch in chunks(rows, BATCH):
        block.append(canonical.encode_rows(batch))
        if sum(map(len, block)) >= BLOCK:
            yield b"".join(block)
            block = []
    if block:
        yield b"".join(block)


def _decompress(stored: bytes, raw_size: int) -> bytes:
    """Exactly `raw_size` bytes from one frame that says so itself; memory for no more is ever taken."""
    try:
        if zstandard.get_frame_parameters(stored).content_size != raw_size:
            raise StreetLawError("bundle.altered")
        decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        return decompressor.decompress(stored, allow_extra_data=False)
    except zstandard.ZstdError:
        raise StreetLawError("bundle.damaged") from None
