"""Reading a file that somebody brought: an ordinary one, and no further than it may go."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Final

CHUNK: Final = 64 * 1024
_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class TooLargeError(OSError):
    """A file is larger than it may be."""


def chunks(source: Path) -> Generator[bytes, None, None]:
    """What stands in an ordinary file; raises OSError, also for a pipe or device, which might never end."""
    with os.fdopen(os.open(source, _READ), "rb") as reading:
        if not stat.S_ISREG(os.fstat(reading.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file")
        while chunk := reading.read(CHUNK):
            yield chunk


def read(source: Path, limit: int) -> bytes:
    """The bytes of an ordinary file; raises OSError, and TooLargeError for one of more than `limit` bytes."""
    content = bytearray()
    with closing(chunks(source)) as reading:
        for chunk in reading:
            content += chunk
            if len(content) > limit:
                raise TooLargeError(errno.EFBIG, "larger than it may be")
    return bytes(content)
