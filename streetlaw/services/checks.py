"""Checks every saved record passes: codes the pack knows, dates that can be, references that exist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.services.ports import Work


def known_codes(work: Work, listed: str, codes: Iterable[str], jurisdiction: str = "") -> None:
    """Refuse a code the pack's list does not hold (`code.unknown`); an empty code is "not said".

    The pack is that of the jurisdiction, "" for the home one (`pack.unknown`).
    """
    pack = work.pack_of(jurisdiction)
    for code in codes:
        if code and not pack.has(listed, code):
            raise StreetLawError("code.unknown", list=listed, code=code)


def not_in_future(work: Work, day: date | PartialDate | None) -> None:
    """Refuse a day that has not come yet (`date.in_future`)."""
    first = day.first if isinstance(day, PartialDate) else day
    if first is not None and first > work.today:
        raise StreetLawError("date.in_future")


def event_has_been(work: Work, pack: Pack, day: date | None, at: datetime | None) -> None:
    """Refuse an event that has not come yet by the clock of the pack's country (`date.in_future`).

    A year in which nobody lives was mistyped (`date.invalid`).
    """
    for said in (day, at):
        if said is not None and said.year < _LONG_AGO:
            raise StreetLawError("date.invalid", text=said.isoformat())
    if (at is not None and at > work.now) or (
            day is not None and day > work.now.astimezone(pack.zone).date()):
        raise StreetLawError("date.in_future")


def not_empty(text: str, code: str) -> str:
    """The text without outer spaces; refuses an empty one with that code."""
    if not text.strip():
        raise StreetLawError(code)
    return text.strip()


_LONG_AGO = 1900
