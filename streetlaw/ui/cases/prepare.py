"""What a file's bytes are made into before they are shown; done beside the window, and nothing is written.

The bytes alone decide what a file is: its name may say anything.
"""

from __future__ import annotations

import codecs
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader

from streetlaw.domain.errors import StreetLawError
from streetlaw.ui.cases.prepared import Paper, Picture, Prepared, Writing
from streetlaw.ui.cases.upright import orientation, turned

MOST_PIXELS: Final = 64_000_000
MOST_JPEG_PIXELS: Final = 250_000_000  # a JPEG is made smaller while it is read
"""Pixels a picture may have; a small file can claim many more."""

LONGEST_SIDE: Final = 4096
"""Pixels of the longer side of a picture as it is shown."""

MOST_TEXT: Final = 500_000
"""Characters of a text that are shown."""

_CYRILLIC: Final = ("cp1251", "koi8-r", "cp866")
_FREQUENT: Final = frozenset("оеаинтсрвл")
_PLAIN_CONTROLS: Final = frozenset("\t\n\r\f")


def prepare(content: bytes) -> Prepared | None:
    """What can be shown of a file, or None.

    Raises `picture.too_large`, `picture.damaged`, `sound.not_known`.
    """
    if b"%PDF-" in content[:1024]:
        return Paper(content)
    if kind := _picture_kind(content):
        return _picture(content, kind)
    if _is_sound(content):
        # lazy: the library of sounds is wanted for recordings only
        from streetlaw.ui.cases import sound

        return sound.recording(content)
    return _writing(content)


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────


def _picture_kind(content: bytes) -> str:
    """Qt's name of the kind, of those that are shown; vector drawings may name other files, so none is."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    begins = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF8", "gif"), (b"BM", "bmp"),
              (b"II*\0", "tiff"), (b"MM\0*", "tiff"))
    return next((kind for begin, kind in begins if content.startswith(begin)), "")


def _picture(content: bytes, kind: str) -> Picture:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    shown = _read(buffer, kind)  # in a function of its own: the reader must go before its buffer
    return Picture(turned(shown.image, orientation(content, kind)), shown.size)


def _read(buffer: QBuffer, kind: str) -> Picture:
    reader = QImageReader(buffer, kind.encode())
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise StreetLawError("picture.damaged")
    if size.width() * size.height() > (MOST_JPEG_PIXELS if kind == "jpeg" else MOST_PIXELS):
        raise StreetLawError("picture.too_large")
    if max(size.width(), size.height()) > LONGEST_SIDE:
        most = QSize(LONGEST_SIDE, LONGEST_SIDE)
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise StreetLawError("picture.damaged")
    return Picture(image, size)


# ── Recordings ───────────────────────────────────────────────────────────────────────────────────────────


def _is_sound(content: bytes) -> bool:
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return True
    if content[:4] == b"OggS" and b"\x01vorbis" in content[:128]:
        return True
    frame = len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2  # MPEG audio, layer III
    return content.startswith((b"fLaC", b"ID3")) or frame


# ── Texts ────────────────────────────────────────────────────────────────────────────────────────────────


def _writing(content: bytes) -> Writing | None:
    """A text in UTF-8, in UTF-16 that says so, or in a Cyrillic encoding when that is beyond doubt."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(content, "utf-16")
    if found := _decoded(content, "utf-8-sig"):
        return found
    read = [_decoded(content, encoding) for encoding in _CYRILLIC]
    fitting = [found for found in read if found is not None and _is_prose(found.text)]
    return fitting[0] if len(fitting) == 1 else None


def _decoded(content: bytes, encoding: str) -> Writing | None:
    part = content[:4 * MOST_TEXT]
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(part, final=len(part) == len(content))
    except UnicodeDecodeError:
        return None
    if any(letter < " " and letter not in _PLAIN_CONTROLS for letter in text):
        return None
    is_whole = len(part) == len(content) and len(text) <= MOST_TEXT
    return Writing(text[:MOST_TEXT], encoding.removesuffix("-sig"), is_whole)


def _is_prose(text: str) -> bool:
    """True when what is beyond ASCII is Russian: nearly only its letters, and its frequent ones frequent.

    Read by the wrong encoding, a text has about four frequent letters in ten; by the right one, nearly seven.
    """
    beyond = [letter for letter in text.lower() if letter > "\x7f"]
    letters = sum("а" <= letter <= "я" or letter == "ё" for letter in beyond)
    frequent = sum(letter in _FREQUENT for letter in beyond)
    return letters >= 0.9 * len(beyond) and frequent > 0.53 * letters
