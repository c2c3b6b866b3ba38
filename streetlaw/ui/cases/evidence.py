"""Taking a file into the vault, piece by piece on the vault's thread; what is known of a file by its name."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from streetlaw.domain.action import Attachment
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.attachments import AttachFile, attach_file
from streetlaw.services.ports import Work
from streetlaw.ui.desk import LongWork

LARGEST_SHOWN = 64 * 2**20
"""Bytes of a file that is looked at in the window; a larger one is saved outside."""

_ICONS = {"image": "image", "audio": "microphone", "video": "video-camera", "text": "file-text"}

Told = Callable[[int], object]
"""Is told how many percent of a file are read, on the vault's thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeFile:
    """A file somebody chose, to be kept as evidence of a client and case."""

    path: Path
    client_id: str
    case_id: str = ""


def take_file(work: Work, wanted: TakeFile, told: Told, under_way: LongWork) -> Outcome:
    """Seal the file into the vault; raises `file.not_read`, `work.cancelled`, and what `attach_file` does."""
    try:
        source = wanted.path.open("rb")
    except OSError as error:
        raise StreetLawError("file.not_read") from error
    with source:
        size = wanted.path.stat().st_size
        watched = io.BufferedReader(_Watched(source, size, told, under_way))
        return attach_file(work, AttachFile(
            client_id=wanted.client_id, case_id=wanted.case_id, name=wanted.path.name,
            media_type=media_type(wanted.path.name), source=watched))


def media_type(name: str) -> str:
    """What kind of file it is, as far as its name tells."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def icon_of(file: Attachment) -> str:
    """The icon of a kind of file."""
    if file.media_type == "application/pdf":
        return "file-pdf"
    return _ICONS.get(file.media_type.partition("/")[0], "paperclip")


def can_show(file: Attachment) -> bool:
    """True when the window can show the file itself."""
    kind = file.media_type
    return file.size <= LARGEST_SHOWN and (kind == "application/pdf" or kind.startswith(("image/", "text/")))


class _Watched(io.RawIOBase):
    """A file that tells how far it is read, and stops when the work is cancelled."""

    def __init__(self, source: BinaryIO, size: int, told: Told, under_way: LongWork) -> None:
        self._source, self._size, self._told, self._under_way = source, size, told, under_way
        self._percent = -1

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._under_way.check()
        data = self._source.read(len(buffer))
        buffer[:len(data)] = data
        percent = 100 if not self._size else min(100, self._source.tell() * 100 // self._size)
        if percent != self._percent:
            self._percent = percent
            self._told(percent)
        return len(data)
