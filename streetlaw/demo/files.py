"""Files somebody could bring, made in code: a scanned sheet and a recording that say nothing."""

from __future__ import annotations

import io
import math
import struct
import wave
import zlib

_WIDTH, _HEIGHT = 620, 877
"""An A4 sheet at 75 dots an inch."""

_PAPER, _INK, _STAMP = b"\xfb\xfa\xf6", b"\x8a\x8f\x94", b"\x5b\x7f\xa6"
_LINES = tuple((90 + at * 30, 60, 560 - 70 * (at % 3)) for at in range(18))
"""Lines of writing: how far down, from where, to where."""

_CENTRE, _RADIUS = (470, 730), 62
_RATE = 8000


def sheet() -> bytes:
    """A PNG of a page with grey lines for writing and a round stamp, without one letter."""
    rows = b"".join(b"\x00" + _row(y) for y in range(_HEIGHT))
    head = struct.pack(">2I5B", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) \
        + _chunk(b"IEND", b"")


def recording(seconds: int = 6) -> bytes:
    """A WAV of two hums that come and go like people taking turns."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(_RATE)
        written.writeframes(bytes(_sample(at / _RATE) for at in range(seconds * _RATE)))
    return sound.getvalue()


def _row(y: int) -> bytes:
    row = bytearray(_PAPER * _WIDTH)
    for top, left, right in _LINES:
        if 0 <= y - top < 7:
            row[3 * left:3 * right] = _INK * (right - left)
    inside = _RADIUS**2 - (y - _CENTRE[1]) ** 2
    if inside > 0:
        half = math.isqrt(inside)
        for edge in (_CENTRE[0] - half, _CENTRE[0] + half - 6):
            row[3 * edge:3 * (edge + 6)] = _STAMP * 6
    return bytes(row)


def _sample(moment: float) -> int:
    pitch = 140 if math.sin(moment * 1.7) > 0 else 210
    loud = 30 * abs(math.sin(moment * 9)) * abs(math.sin(moment * 1.7))
    return 128 + int(loud * math.sin(2 * math.pi * pitch * moment))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
