"""Pictures inside papers, without what cameras and programs wrote into them; their pixels are not touched.

JPEG: of the segments before the picture only those stay that are needed to decode it. JPEG 2000: of the boxes
only those that hold the picture.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from streetlaw.domain.errors import StreetLawError

_START, _END, _SCAN, _COMMENT, _ADOBE = 0xD8, 0xD9, 0xDA, 0xFE, 0xEE
_APPLICATION: Final = range(0xE0, 0xF0)
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""

_JP2: Final = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_JP2_BEGINS: Final = b"\0\0\0\x0cjP  "


def cleaned(data: bytes, filters: Sequence[str]) -> bytes:
    """The bytes of a stream as encoded by those filters; raises `copy.paper_damaged`."""
    if list(filters) == ["/DCTDecode"]:
        return b"".join(_jpeg(data))
    if list(filters) == ["/JPXDecode"] and data.startswith(_JP2_BEGINS):
        return b"".join(_jp2(data))
    if "/DCTDecode" in filters or "/JPXDecode" in filters or "/Crypt" in filters:
        raise StreetLawError("copy.paper_damaged")  # nobody wraps a picture once more
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments of a JPEG file that its picture needs; nothing after its end."""
    at = data.find(b"\xff\xd8")
    if at < 0:
        raise StreetLawError("copy.paper_damaged")
    yield data[at:at + 2]
    at += 2
    while at + 2 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF:
            raise StreetLawError("copy.paper_damaged")
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            break
        if marker in _BARE:
            yield data[at:at + 2]
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2:at + 4], "big")
        if not (marker in _APPLICATION and marker != _ADOBE) and marker != _COMMENT:
            yield data[at:end]
        if marker == _SCAN:
            scanned = _after_scan(data, end)
            yield data[end:scanned]
            end = scanned
        at = max(end, at + 4)
    yield b"\xff\xd9"


def _after_scan(data: bytes, at: int) -> int:
    """Where the coded pixels of a scan end: at the next marker that is none of theirs."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and data[at + 1] not in _BARE:
            return at
        at += 2
    return len(data)


def _jp2(data: bytes) -> Iterator[bytes]:
    """The boxes of a JPEG 2000 file that its picture needs."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size == 1:
            size = int.from_bytes(data[at + 8:at + 16], "big")
        elif size == 0:
            size = len(data) - at
        if size < 8:
            raise StreetLawError("copy.paper_damaged")
        if kind in _JP2:
            yield data[at:at + size]
        at += size
