"""Reading a file no further than it may go, and writing one whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from streetlaw.domain.errors import StreetLawError

CHUNK: Final = 64 * 1024
_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class TooLarge(OSError):
    """A file is larger than it may be."""


def chunks(source: Path) -> Iterator[bytes]:
    """What stands in an ordinary file; raises OSError, also for a pipe or device, which might never end."""
    with os.fdopen(os.open(source, _READ), "rb") as reading:
        if not stat.S_ISREG(os.fstat(reading.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file")
        while chunk := reading.read(CHUNK):
            yield chunk


def read(source: Path, limit: int) -> bytes:
    """The bytes of an ordinary file; raises OSError, and TooLarge for one of more than `limit` bytes."""
    content = bytearray()
    with closing(chunks(source)) as reading:
        for chunk in reading:
            content += chunk
            if len(content) > limit:
                raise TooLarge(errno.EFBIG, "larger than it may be")
    return bytes(content)


def write(target: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file that is there whole, or as it was; raises `file.not_written`."""
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as part:
            try:
                part.write(content)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).chmod(mode)
                Path(part.name).replace(target)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError:
        raise StreetLawError("file.not_written", file=target.name) from None
