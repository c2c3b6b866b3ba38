"""Files outside the vault that a person chose: read with a limit, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from streetlaw.domain.errors import StreetLawError

LIMIT = 64 * 2**20
"""Bytes a read file may have unless said otherwise."""

LONGEST_LINE = 4096
"""Characters of a line that are read."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def read(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a file; raises `file.not_read`, or `file.too_large` when there are more than `limit`."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise StreetLawError("file.not_read") from error
    if len(data) > limit:
        raise StreetLawError("file.too_large", megabytes=limit // 2**20)
    return data


def first_line(path: Path) -> str:
    """The first line of a text file, for a passphrase; raises `passphrase.unreadable`, `passphrase.empty`."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            given = file.readline(LONGEST_LINE).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise StreetLawError("passphrase.unreadable") from error
    if not given:
        raise StreetLawError("passphrase.empty")
    return given


def write(path: Path, data: bytes) -> Path:
    """Write a file with mode 0600 and put it in its place only when whole; raises `file.not_written`."""
    unfinished = path.with_name(f".{token_hex(8)}.part")
    try:
        with os.fdopen(os.open(unfinished, _NEW, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written, nothing can be removed
            unfinished.unlink()
        raise StreetLawError("file.not_written") from error
    return path
