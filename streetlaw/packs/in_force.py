"""The one place where it is decided which pack of a jurisdiction is in force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

from streetlaw import resources
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.packs import amending, loader
from streetlaw.packs.reading.archive import unpacked
from streetlaw.packs.reading.place import Held, Place


def in_force(code: str, archive: bytes | None = None, checks: Sequence[FactCheck] = ()) -> Pack:
    """The pack of a code: the one taken over when it is newer than the one the program brings.

    `archive` is a verified pack as it was published. One that this program cannot read any more, because its
    tables are those of another version, gives way to the one the program brings. `checks` are what somebody
    here found and corrected since, earliest first. Raises `pack.unknown`.
    """
    published = _published(code, archive)
    return amending.corrected(published_place(code, archive), checks) if checks else published


@lru_cache(maxsize=4)
def published_place(code: str, archive: bytes | None) -> Place:
    """Where the published pack that is in force lies: in the archive, or beside the program.

    It is asked for each correction there is: unpacking one archive once is enough.
    """
    brought = resources.path("packs", code)
    if archive is not None:
        with suppress(StreetLawError):
            taken = place_of(code, archive)
            version = loader.load_folder(taken, at_once=False).version
            if not (brought / loader.SETTINGS).is_file() or is_newer(version, brought_version(code)):
                return taken
    return brought


def _published(code: str, archive: bytes | None) -> Pack:
    brought = resources.path("packs", code)
    if archive is None:
        return loader.load(code)
    if not (brought / loader.SETTINGS).is_file():
        return loader.load_folder(place_of(code, archive), at_once=False)
    try:
        taken = place_of(code, archive)
        if not is_newer(loader.header_of(taken).version, loader.header_of(brought).version):
            return loader.load(code)
        return loader.load_folder(taken, at_once=False)
    except StreetLawError as refusal:
        if refusal.code not in ("pack.invalid", "update.damaged"):
            raise
        return loader.load(code)


def brought_version(code: str) -> str:
    """The version of the pack the program brings; "" when it brings none of that code."""
    path: Place = resources.path("packs", code)
    return loader.header_of(path).version if (path / loader.SETTINGS).is_file() else ""


def place_of(code: str, archive: bytes) -> Held:
    """Where in an archive the pack of that code lies; raises `update.damaged`, `update.too_large`."""
    return Held(unpacked(archive, f"{code}.zip"), code)


def is_newer(version: str, than: str) -> bool:
    """True for a later version: numbers are compared as numbers, so that 2026.12 follows 2026.9."""
    return _order(version) > _order(than)


def _order(version: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isascii() and part.isdigit() else (-1, part)
                 for part in re.split(r"[.\-_]", version) if part)
