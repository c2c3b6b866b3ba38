"""One writer at a time in a publication: of two at once, each would take away what the other one wrote."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from streetlaw import single
from streetlaw.domain.errors import StreetLawError

NAME: Final = "lock"
"""An empty file beside the statements; the system's lock on it ends with the process that holds it."""

_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_HELD: Final = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextmanager
def alone(metadata: Path) -> Iterator[None]:
    """Nobody else writes meanwhile; where a disk knows no locks, nobody can be asked.

    Raises `publish.in_use`, `publish.none_here` where there is no such folder, `file.not_written`.
    """
    try:
        descriptor = os.open(metadata / NAME, _FLAGS, 0o644)
    except (FileNotFoundError, NotADirectoryError):
        raise StreetLawError("publish.none_here") from None
    except OSError:
        raise StreetLawError("file.not_written", file=NAME) from None
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        single.lock(descriptor)
    except OSError as error:
        if error.errno in _HELD:
            raise StreetLawError("publish.in_use") from None
