"""The packs in force in an open vault: what the program brings, and what stands on the shelf instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from typing import Any, Final

import msgspec
from sqlalchemy import Engine

from streetlaw.domain.fact_check import Cells, FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.storage import faults

SHELVED: Final = "law/pack/"
"""Before the code of a pack on the shelf."""

InForce = Callable[[str, bytes | None, Sequence[FactCheck]], Pack]
"""The pack of a code, from the archive on the shelf or without one, with what was corrected here."""

_CHECKS: Final = """
    SELECT place, code, checked_on, reference, cells, before FROM fact_check
    WHERE jurisdiction = ? AND cells != '[]' AND revoked_on IS NULL ORDER BY id
"""


class Law:
    """The packs of one vault by their codes; each is read once, and again after its law changed."""

    def __init__(self, engine: Engine, in_force: InForce) -> None:
        self._engine = engine
        self._in_force = in_force
        self._read: dict[str, Pack] = {}

    def __call__(self, code: str) -> Pack:
        """The pack in force; raises `pack.unknown`."""
        if code not in self._read:
            self._read[code] = self.with_archive(code, self._shelved(code))
        return self._read[code]

    def with_archive(self, code: str, archive: bytes | None) -> Pack:
        """The pack as it would be with that archive on the shelf; raises what reading it raises."""
        return self._in_force(code, archive, self._corrections(code))

    def forget(self) -> None:
        """Read every pack anew when it is asked for next."""
        self._read.clear()

    def _corrections(self, code: str) -> Sequence[FactCheck]:
        """What holds here beside the published pack, earliest first."""
        with faults.mapped(), closing(self._engine.raw_connection()) as pooled:
            driver: Any = pooled.driver_connection
            found = driver.execute(_CHECKS, (code,)).fetchall()
        read = msgspec.json.Decoder(Cells).decode
        return [FactCheck(jurisdiction=code, place=place, code=of, reference=reference, cells=read(cells),
                          before=read(before), checked_on=date.fromisoformat(day) if day else None)
                for place, of, day, reference, cells, before in found]

    def _shelved(self, code: str) -> bytes | None:
        """Asked of the driver itself: every opening asks it, and no statement is prepared for it."""
        with faults.mapped(), closing(self._engine.raw_connection()) as pooled:
            driver: Any = pooled.driver_connection
            found = driver.execute("SELECT content FROM shelf WHERE name = ?", (SHELVED + code,)).fetchall()
        return next((bytes(content) for (content,) in found), None)
