"""Writing corrected tables into the folder of a pack: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.amending import SOURCES

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_all(folder: Path, texts: Mapping[str, str]) -> None:
    """Write those files of a folder, or leave it as it is; raises `file.not_written`.

    All are whole on the disk before the first takes its place. The sources take theirs first, so that no
    table ever names one that is not there yet.
    """
    parts: dict[str, Path] = {}
    placed: dict[str, bytes] = {}
    name = ""
    try:
        for name in sorted(texts, key=lambda each: (each != SOURCES, each)):
            parts[name] = folder / f".{token_hex(8)}.part"
            _write(parts[name], texts[name].encode(), (folder / name).stat().st_mode & 0o777)
        for name, part in parts.items():
            before = (folder / name).read_bytes()
            part.replace(folder / name)
            placed[name] = before
    except OSError:
        for back, before in placed.items():
            with suppress(OSError):
                (folder / back).write_bytes(before)
        raise StreetLawError("file.not_written", file=name) from None
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _write(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, _NEW, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
