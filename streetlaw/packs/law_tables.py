"""The tables of published packs, for the services that correct them (`services.fact_checks.LawTables`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from streetlaw.domain.fact import Texts
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.packs import amending, loader
from streetlaw.packs.in_force import in_force, published_place
from streetlaw.services.law.links import Link
from streetlaw.services.law.tables import Breach


class PackTables:
    """The packs the program brings, and those taken over."""

    def countries(self) -> Mapping[str, Texts]:
        """What the countries are called whose packs the program brings, by code."""
        return loader.countries()

    def cells(self, code: str, archive: bytes | None, link: Link) -> Mapping[str, str] | None:
        """What the published pack says in a row, by column; None without such a row."""
        return amending.cells(published_place(code, archive), link.place, link.code)

    def pack_with(self, code: str, archive: bytes | None, checks: Sequence[FactCheck]) -> Pack:
        """The pack with those corrections; raises `pack.unknown`."""
        return in_force(code, archive, checks)

    def breaches(self, code: str, archive: bytes | None, checks: Sequence[FactCheck],
                 today: date) -> Sequence[Breach]:
        """What would be wrong with the pack because of those corrections."""
        return [Breach(file=each.file, line=each.line, problem=each.problem.value, value=each.value)
                for each in amending.mistakes(published_place(code, archive), checks, today)]
