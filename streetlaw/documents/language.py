"""The language of a paper, whatever the window speaks: texts, dates, and the other languages beside it."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from streetlaw.domain.record import PartialDate, Precision
from streetlaw.translation import LANGUAGES, N_, translate

# Papers write dates as people of the field do; the Kyrgyz forms are those of CLDR.
_DAY = {"ky": "y-'ж'., d-MMMM", "ru": "d MMMM y", "en": "d MMMM y"}
_MONTH = {"ky": "y-'ж'., MMMM", "ru": "LLLL y", "en": "LLLL y"}
_NUMBERS = {"ky": "dd.MM.y", "ru": "dd.MM.y", "en": "d MMM y"}


class Language:
    """The language of one paper. Call it with a text marked by N_ to get that text."""

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise ValueError(f"no papers in language {code!r}")
        self.code = code

    def __call__(self, msgid: str) -> str:
        """Return the text marked with N_ in this language."""
        return translate(msgid, self.code)

    def beside(self, msgid: str) -> str:
        """Return the same text in the other languages, as it stands small beside a heading."""
        return " · ".join(translate(msgid, other) for other in LANGUAGES if other != self.code)

    def day(self, day: date) -> str:
        """Return the day in words: 24 November 2026."""
        return format_date(day, _DAY[self.code], locale=self.code)

    def weekday(self, day: date) -> str:
        """Return the day in words and its weekday: 30 November 2026, Monday."""
        return f"{self.day(day)}, {format_date(day, 'EEEE', locale=self.code)}"

    def short_day(self, day: date | None) -> str:
        """Return the day for a table, or a dash when there is none: 24.11.2026."""
        return "—" if day is None else format_date(day, _NUMBERS[self.code], locale=self.code)

    def short_partial(self, when: PartialDate) -> str:
        """Return a date for a table as precisely as it is known: 12.10.2026, or March 2026."""
        return self.short_day(when.first) if when.precision is Precision.DAY else self.partial(when)

    def partial(self, when: PartialDate | None) -> str:
        """Return a remembered date as precisely as it is known, or that it is not known."""
        if when is None:
            return self(N_("date not known"))
        match when.precision:
            case Precision.YEAR:
                return when.edtf
            case Precision.MONTH:
                return format_date(when.first, _MONTH[self.code], locale=self.code)
            case Precision.ABOUT:
                return self(N_("about {date}")).format(date=self.day(when.first))
        return self.day(when.first)
