"""What was taken over from a table in one go, so that it can be taken back in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from streetlaw.domain.record import Record


@dataclass(frozen=True, slots=True)
class Taken:
    """One record that an import made: the kind's table name and the record's id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableImport(Record):
    """One import of a table: the file's name, when (UTC), its rows, and the records made of them in order."""

    file: str = ""
    made: datetime | None = None
    rows: int = 0
    records: tuple[Taken, ...] = ()

    def number(self, kind: str) -> int:
        """How many records of that kind were made."""
        return sum(taken.kind == kind for taken in self.records)
