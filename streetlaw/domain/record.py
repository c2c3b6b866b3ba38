"""What all records share: an id, a revision, and dates as precise as the memory of them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from streetlaw.domain.errors import StreetLawError


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A thing kept in the vault; `id` is empty and `revision` 0 until it is first stored."""

    id: str = ""
    revision: int = 0

    @property
    def is_new(self) -> bool:
        """True until the record has been stored once."""
        return not self.id


R = TypeVar("R", bound=Record)


class Precision(StrEnum):
    """How precisely a date is remembered (HURIDOCS micro-thesaurus 48, ISO 8601-2 names)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})~?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month, the year or about a day, in EDTF (ISO 8601-2:2019, level 1).

    `edtf` is "2026-11-17", "2026-11", "2026" or "2026-11-17~"; anything else raises `date.invalid`.
    """

    edtf: str

    def __post_init__(self) -> None:
        match = _EDTF.fullmatch(self.edtf)
        if match is None:
            raise StreetLawError("date.invalid", text=self.edtf)
        year, month, day = (int(part) if part else 1 for part in match.groups()[:3])
        try:
            date(year, month, day)
        except ValueError:
            raise StreetLawError("date.invalid", text=self.edtf) from None

    @classmethod
    def on(cls, day: date, precision: Precision = Precision.DAY) -> PartialDate:
        """The date `day` remembered with that precision."""
        text = day.isoformat()
        forms = {Precision.DAY: text, Precision.MONTH: text[:7], Precision.YEAR: text[:4],
                 Precision.ABOUT: f"{text}~"}
        return cls(forms[precision])

    @property
    def precision(self) -> Precision:
        """How precisely the date is known."""
        if self.edtf.endswith("~"):
            return Precision.ABOUT
        return {4: Precision.YEAR, 7: Precision.MONTH}.get(len(self.edtf), Precision.DAY)

    @property
    def first(self) -> date:
        """The earliest day it can be; the day itself when known to the day."""
        parts = [int(part) for part in self.edtf.rstrip("~").split("-")]
        return date(*[*parts, 1, 1][:3])

    @property
    def last(self) -> date:
        """The latest day it can be."""
        day = self.first
        match self.precision:
            case Precision.YEAR:
                return date(day.year, 12, 31)
            case Precision.MONTH:
                return date(day.year, day.month, monthrange(day.year, day.month)[1])
        return day

    @property
    def quarter(self) -> str:
        """The quarter as "2026-Q4"; the year alone when no month is known."""
        if self.precision is Precision.YEAR:
            return self.edtf
        return f"{self.first.year}-Q{(self.first.month + 2) // 3}"


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; `before` is None for a new record, `after` for a removed one."""

    before: Record | None
    after: Record | None

    @property
    def kind(self) -> type[Record]:
        """The record's class."""
        return type(self.after or self.before)  # type: ignore[return-value]

    @property
    def id(self) -> str:
        """The record's id."""
        return (self.after or self.before).id  # type: ignore[union-attr]

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished action did: its past-tense name and the changes, in order."""

    name: str
    changes: tuple[Change, ...] = ()

    def touches(self, *kinds: type[Record]) -> bool:
        """True when a record of one of those kinds changed."""
        return any(change.kind in kinds for change in self.changes)

    def the(self, kind: type[R]) -> R:
        """The last record of that kind as it is now; KeyError when none changed."""
        for change in reversed(self.changes):
            if isinstance(change.after, kind):
                return change.after
        raise KeyError(kind.__name__)
