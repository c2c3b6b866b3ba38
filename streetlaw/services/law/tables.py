"""The tables behind packs as services see them: rows as published, and packs made with corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from streetlaw.domain.fact import Texts
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.services.law.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Why a correction cannot be: the line of the file, the kind of mistake, and the value."""

    file: str
    line: int
    problem: str
    value: str


class LawTables(Protocol):
    """The tables of published packs, and packs made of them with corrections."""

    def countries(self) -> Mapping[str, Texts]:
        """What the countries are called whose packs the program brings, by code."""
        ...

    def cells(self, code: str, archive: bytes | None, link: Link) -> Mapping[str, str] | None:
        """What the published pack says in a row, by column; None without such a row."""
        ...

    def pack_with(self, code: str, archive: bytes | None, checks: Sequence[FactCheck]) -> Pack:
        """The pack with those corrections; raises `pack.unknown`."""
        ...

    def breaches(self, code: str, archive: bytes | None, checks: Sequence[FactCheck],
                 today: date) -> Sequence[Breach]:
        """What would be wrong with the pack because of those corrections."""
        ...
