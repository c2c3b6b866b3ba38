"""The parts of the program: are they there, of which version, and do they work."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Final

from streetlaw import __version__, resources, translation
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.finding import Finding, act, fine
from streetlaw.packs import loader
from streetlaw.storage.selftest import selftest

FONTS: Final = ("InterDesk-Regular.ttf", "InterDesk-Medium.ttf", "InterDesk-SemiBold.ttf",
                "NotoSansMono-Regular.ttf", "NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf")

_TRUE_TYPE: Final = b"\0\1\0\0"
_WINDOW: Final = ("PySide6-Essentials", "PySide6")


def installation() -> tuple[Finding, ...]:
    """Everything about the program itself; takes a moment, and writes to a folder that goes away again."""
    return (
        fine("program.version", version=__version__, python=platform.python_version()),
        _window(),
        *_database(),
        _packs(),
        _fonts(),
        _languages(),
    )


def _window() -> Finding:
    if find_spec("PySide6") is None:
        return act("window.missing")
    return fine("window.there", version=next(filter(None, map(_version, _WINDOW)), "?"))


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:  # a frozen program carries no such notes
        return ""


def _database() -> Iterator[Finding]:
    found = selftest()
    versions = {"cipher": found.cipher, "provider": found.provider, "sqlite": found.sqlite}
    yield fine("cipher.works", **versions) if found.seals else act("cipher.broken")
    yield fine("search.works") if found.searches else act("search.broken")


def _packs() -> Finding:
    codes = sorted(folder.name for folder in resources.path("packs").iterdir()
                   if (folder / loader.SETTINGS).is_file())
    broken = [code for code in codes if not _loads(code)]
    if broken or not codes:
        return act("packs.broken", packs=", ".join(broken) or "-")
    return fine("packs.load", packs=", ".join(codes))


def _loads(code: str) -> bool:
    try:
        loader.load_folder(resources.path("packs", code))
    except StreetLawError:
        return False
    return True


def _fonts() -> Finding:
    missing = [name for name in FONTS if not _is_font(name)]
    return act("fonts.missing", fonts=", ".join(missing)) if missing else fine("fonts.load")


def _is_font(name: str) -> bool:
    try:
        with resources.path("fonts", name).open("rb") as file:
            return file.read(len(_TRUE_TYPE)) == _TRUE_TYPE
    except OSError:
        return False


def _languages() -> Finding:
    silent = [language for language in translation.LANGUAGES if not _speaks(language)]
    if silent:
        return act("languages.missing", languages=", ".join(silent))
    return fine("languages.load", languages=", ".join(translation.LANGUAGES))


def _speaks(language: str) -> bool:
    try:
        translation.catalogue(language)
    except OSError:
        return False
    return True
