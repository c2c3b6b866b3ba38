"""Large files outside the vault: read while they stay as they are, written whole or not at all.

No Qt here: the commands read and write by the same rules.
"""

from __future__ import annotations

import io
import mimetypes
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Final, Self

from streetlaw.domain.errors import StreetLawError
from streetlaw.services import attachments
from streetlaw.services.attachments import Held
from streetlaw.services.blobs import Blobs, StoredBlob, Writable
from streetlaw.services.printing import Papers
from streetlaw.services.progress import Progress

_READING: Final = (os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
                   | getattr(os, "O_CLOEXEC", 0))
_WRITING: Final = (os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                   | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0))
_BLOCK: Final = 2**18


def media_type(name: str) -> str:
    """What kind of file it is, as far as its name tells."""
    return mimetypes.guess_type(name, strict=False)[0] or "application/octet-stream"


def size_of(path: Path) -> int:
    """Bytes of a file that may no longer be there; then 0."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def seal(blobs: Blobs, path: Path, *, progress: Progress) -> StoredBlob:
    """Seal a file somebody chose; raises what `reading` and `Blobs.store` do."""
    with reading(path) as source:
        size = os.fstat(source.fileno()).st_size
        return blobs.store(source, size=size, progress=progress)


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read to its end.

    Raises `file.not_read`; `file.not_a_file` for a folder or a device; and while it is read `file.gone` when
    it can no longer be read or was deleted, `file.changed` when somebody writes to it meanwhile.
    """
    try:
        handle = os.open(path, _READING)
    except OSError:
        raise StreetLawError("file.not_read") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise StreetLawError("file.not_a_file")
    with io.BufferedReader(_Steady(handle), _BLOCK) as source:
        yield source


class _Steady(io.RawIOBase):
    """A file that is refused at its end unless it is what it was at its beginning."""

    def __init__(self, handle: int) -> None:
        self._file = io.FileIO(handle)
        self._read = 0
        self._first = os.fstat(handle)

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            count = self._file.readinto(buffer)
            if not count:
                self._compare(os.fstat(self._file.fileno()))
        except OSError:
            raise StreetLawError("file.gone") from None
        self._read += count
        return count

    def close(self) -> None:
        if not self.closed:
            super().close()
            with suppress(OSError):  # of a stick that is no longer there
                self._file.close()

    def _compare(self, last: os.stat_result) -> None:
        same = (last.st_size, last.st_mtime_ns) == (self._first.st_size, self._first.st_mtime_ns)
        if not same or self._read != last.st_size:
            raise StreetLawError("file.changed")
        if last.st_nlink == 0:
            raise StreetLawError("file.gone")


class Copy:
    """A file on its way out: written beside its place, for its owner alone, put there when all is well."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._part = target.with_name(f".{token_hex(8)}.part")

    def fill(self, write: Callable[[Writable], object]) -> None:
        """Let `write` write it; raises `file.not_written` and what `write` does, and then leaves nothing."""
        try:
            with _told():
                file = os.fdopen(os.open(self._part, _WRITING, 0o600), "wb", buffering=_BLOCK)
            with _Told(file) as told:
                write(told)
        except BaseException:
            self.throw_away()
            raise

    def put(self) -> Path:
        """Put it in its place, instead of what may be there; `file.not_written`, and nothing is left."""
        try:
            with _told():
                self._part.replace(self.target)
        except BaseException:
            self.throw_away()
            raise
        return self.target

    def throw_away(self) -> None:
        """Leave nothing of it beside its place."""
        with suppress(OSError):
            self._part.unlink()


def fill(copy: Copy, held: Held, papers: Papers | None, *, progress: Progress) -> None:
    """Write a copy of an attachment beside its place: as captured, or with `papers` only what is seen of it.

    Raises what `attachments.copy_out`, `Papers.bare_copy` and `Copy.fill` do; then nothing is left.
    """
    if papers is None:
        copy.fill(partial(attachments.copy_out, held, progress=progress))
        return
    bare = papers.bare_copy(attachments.read(held, progress))
    copy.fill(lambda target: target.write(bare))


class _Told:
    """A file whose errors are `file.not_written`; it is on the disk when the block ends well."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        with _told():
            try:
                if kind is None:
                    self._file.flush()
                    os.fsync(self._file.fileno())
            finally:
                self._file.close()

    def write(self, data: bytes, /) -> int:
        with _told():
            return self._file.write(data)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError:
        raise StreetLawError("file.not_written") from None
