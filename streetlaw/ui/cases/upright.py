"""How a camera was held, for the kinds of pictures Qt does not turn by itself (EXIF 2.32, tag 274)."""

from __future__ import annotations

import struct
from typing import Final

from PySide6.QtGui import QImage, QTransform

_TAG: Final = 0x0112
_TURNS: Final = {3: 180, 5: 270, 6: 90, 7: 90, 8: 270}
_MIRRORED: Final = (2, 4, 5, 7)


def orientation(content: bytes, kind: str) -> int:
    """The orientation a PNG or WebP file says in its EXIF part, 1 to 8; 1 when it says none."""
    try:
        exif = {"png": _png_exif, "webp": _webp_exif}[kind](content)
        return _tag(exif.removeprefix(b"Exif\0\0"))
    except (KeyError, struct.error, ValueError):
        return 1


def turned(image: QImage, how: int) -> QImage:
    """The picture as it was seen."""
    if how == 4:
        return image.flipped()
    mirrored = QTransform().scale(-1, 1) if how in _MIRRORED else QTransform()
    turn = mirrored * QTransform().rotate(_TURNS.get(how, 0))
    return image if turn.isIdentity() else image.transformed(turn)


def _png_exif(content: bytes) -> bytes:
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        if name == b"eXIf":
            return content[at + 8:at + 8 + length]
        at += 12 + length


def _webp_exif(content: bytes) -> bytes:
    at = 12
    while True:
        name, length = struct.unpack_from("<4sI", content, at)
        if name == b"EXIF":
            return content[at + 8:at + 8 + length]
        at += 8 + length + length % 2


def _tag(exif: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}[exif[:2]]
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    for number in range(count):
        tag, kind, _many, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * number)
        if (tag, kind) == (_TAG, 3) and 1 <= value <= 8:
            return int(value)
    return 1
