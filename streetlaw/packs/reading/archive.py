"""One file for a folder that is published: the same folder always gives the same bytes.

A ZIP of "kg/pack.toml" and the like. What comes from outside is read into memory within limits, and nothing
of it is ever written under a name that it says.
"""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.hidden_signs import visible
from streetlaw.packs.reading import ordinary

MEBIBYTE: Final = 2**20
MAX_ARCHIVE: Final = 8 * MEBIBYTE
MAX_CONTENT: Final = 32 * MEBIBYTE
MAX_FILES: Final = 500
MAX_SEEN: Final = 10_000
TABLES: Final = (".csv", ".toml")
"""What of a pack's folder is the pack: notes and spreadsheets beside its tables are not."""

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_PART: Final = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"
_NAME: Final = re.compile(rf"{_PART}(/{_PART})+")
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
                  OSError, LookupError, ValueError)
"""What `zipfile` raises for a file that is none; RuntimeError for one with a passphrase."""


def files_in(folder: Path, name: str, endings: tuple[str, ...] = ("",)) -> dict[str, bytes]:
    """What lies in a folder and the folders below, by path ("kg/pack.toml"); hidden files stay out.

    Files with other `endings` stay out too: notes and spreadsheets that lie beside the tables.
    Raises `publish.cannot_read` for what cannot be published, `publish.too_large`.
    """
    found: dict[str, bytes] = {}
    left = MAX_CONTENT
    for path in _visible(folder):
        if not path.name.endswith(endings):
            continue
        inside = path.relative_to(folder).as_posix()
        if path.is_symlink() or not _NAME.fullmatch(f"{name}/{inside}"):
            raise StreetLawError("publish.cannot_read", file=visible(inside))
        try:
            content = ordinary.read(path, left)
        except ordinary.TooLargeError:
            raise StreetLawError("publish.too_large", file=name, megabytes=MAX_CONTENT // MEBIBYTE) from None
        except OSError:
            raise StreetLawError("publish.cannot_read", file=inside) from None
        left -= len(content)
        found[f"{name}/{inside}"] = content
        if len(found) > MAX_FILES:
            raise StreetLawError("publish.too_large", file=name, megabytes=MAX_CONTENT // MEBIBYTE)
    return found


def _visible(folder: Path) -> Iterator[Path]:
    """Whatever is no folder, in order and never past a hidden name or a link."""

    def refuse(_error: OSError) -> None:
        raise StreetLawError("publish.cannot_read", file=folder.name)

    seen = 0
    for here, folders, names in os.walk(folder, onerror=refuse):
        names += [name for name in folders if Path(here, name).is_symlink()]  # refused later, not passed over
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(folders) + len(names)
        if seen > MAX_SEEN:
            raise StreetLawError("publish.too_large", file=folder.name, megabytes=MAX_CONTENT // MEBIBYTE)
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Those files as one archive; raises `publish.too_large`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    if made.tell() > MAX_ARCHIVE:
        raise StreetLawError("publish.too_large", file=min(files, default=""),
                             megabytes=MAX_ARCHIVE // MEBIBYTE)
    return made.getvalue()


def unpacked(archive: bytes, name: str) -> dict[str, bytes]:
    """The files of an archive of that name by their paths, read no further than the limits.

    Raises `update.damaged` for what is no archive, or names what it must not, `update.too_large`.
    """
    if len(archive) > MAX_ARCHIVE:
        raise StreetLawError("update.too_large", file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return _read(opened, name)
    except _BROKEN:
        raise StreetLawError("update.damaged", file=name) from None


def _read(opened: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    entries, left = opened.infolist(), MAX_CONTENT
    if len(entries) > MAX_FILES:
        raise StreetLawError("update.too_large", file=name)
    found: dict[str, bytes] = {}
    for entry in entries:
        if not _NAME.fullmatch(entry.filename) or entry.filename in found:
            raise StreetLawError("update.damaged", file=name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise StreetLawError("update.damaged", file=name)
        with opened.open(entry) as reading:
            found[entry.filename] = reading.read(left + 1)
        left -= len(found[entry.filename])
        if left < 0:
            raise StreetLawError("update.too_large", file=name)
    return found
