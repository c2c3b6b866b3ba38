"""Checking a whole pack at once: every mistake with file and line, and none that only follows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.packs import loader, soundness
from streetlaw.packs.mending import Mender
from streetlaw.packs.reading.folder import Folder, bounded
from streetlaw.packs.reading.place import Place, text_of
from streetlaw.packs.reading.problem import Problem
from streetlaw.packs.reading.rows import AidEntry, AuthorityEntry, Header, IncomeEntry, ScopeEntry

MANY: Final = 100
"""So many mistakes are said at once: whoever has more opened another kind of file."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong in that line of that file (0: the whole file)."""

    file: str
    line: int
    problem: Problem
    value: str


def check(path: Place, today: date) -> tuple[Mistake, ...]:
    """Everything wrong with the pack in that folder, by file and line; nothing is raised for a mistake.

    Of a row whose values cannot be read, the first mistake is said; of the settings, the first one too.
    """
    return _Check(path, today).run()


class _Check:
    """One check: reads, notes the refusal, reads again without it."""

    def __init__(self, path: Place, today: date) -> None:
        self._path, self._today = path, today
        self._mender = Mender(path)
        self._found: list[Mistake] = []

    def run(self) -> tuple[Mistake, ...]:
        header = self._header()
        pack = self._pack(header) if header else None
        if pack is not None:
            looked = (Mistake(*each) for each in soundness.look(self._path, pack, self._today))
            self._found += [each for each in looked if not self._follows(each)]
        return tuple(sorted(set(self._found)))

    def _follows(self, mistake: Mistake) -> bool:
        """True when something unsound is only what became of a mistake that was said already."""
        mender = self._mender
        if mistake.problem in (Problem.NEVER_USED, Problem.NEVER_FIRES):
            return mistake.file in mender.doubted or bool(mender.lost)
        if mistake.file == loader.SETTINGS:
            return any(file == loader.SETTINGS for file, _ in mender.touched)
        return (mistake.file, mistake.line) in mender.touched

    def _header(self) -> Header | None:
        """The settings, or as much of them as the tables need; None when not even that can be read."""
        folder = Folder(self._path)
        header = self._noted(lambda: folder.settings(loader.SETTINGS, Header))
        if header is None:
            return self._makeshift()
        self._noted(lambda: loader.holidays_known(folder, header))
        return header

    def _makeshift(self) -> Header | None:
        with suppress(OSError, ValueError, RecursionError, msgspec.ValidationError):
            raw = tomllib.loads(bounded(text_of(self._path / loader.SETTINGS)))
            aid = AidEntry(authority=AuthorityEntry(label={}), income=IncomeEntry(),
                           scope=ScopeEntry(residence=[]), matters={})
            given = {key: raw[key] for key in ("languages", "extends") if key in raw}
            least: dict[str, object] = {
                "code": "x", "version": "x", "as_of": "2000", "country": "XX", "time_zone": "UTC",
                "currency": "XXX", "holidays_key": "", "names": {}, "currency_names": {},
                "aid": msgspec.to_builtins(aid)}
            return msgspec.convert(least | given, Header)
        return None

    def _pack(self, header: Header) -> Pack | None:
        plain = Folder(self._path)
        with suppress(StreetLawError):
            plain.settings(loader.SETTINGS, Header)  # so that lines of the settings are known
        as_of = self._noted(lambda: loader.as_of(plain, header)) or PartialDate("2000")
        zone = self._noted(lambda: loader.zone(plain, header)) or ZoneInfo("UTC")
        while True:
            folder = Folder(self._path, self._mender.read, self._mender.lost, self._mender.forgiven)
            with suppress(StreetLawError):
                folder.settings(loader.SETTINGS, Header)
            try:
                return loader.assemble(folder, header, as_of=as_of, zone=zone)
            except StreetLawError as refusal:
                mistake = _mistake(refusal)
            if not self._mender.follows(mistake.file, mistake.line, mistake.problem, mistake.value):
                self._found.append(mistake)
            if len(self._found) >= MANY:
                self._found.append(Mistake(mistake.file, mistake.line, Problem.MANY, ""))
                return None
            if not self._mender.accept(mistake.file, mistake.line, mistake.problem, mistake.value):
                return None

    def _noted(self, step: Callable[[], T]) -> T | None:
        try:
            return step()
        except StreetLawError as refusal:
            self._found.append(_mistake(refusal))
        return None


def _mistake(refusal: StreetLawError) -> Mistake:
    facts = refusal.facts
    return Mistake(str(facts["file"]), int(str(facts["line"])), Problem(str(facts["problem"])),
                   str(facts["value"]))
