"""Days and numbers as the language of the interface writes them."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from streetlaw.domain.record import PartialDate, Precision
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext

_TERRITORY = {"ky": "ky_KG", "ru": "ru_KG", "en": "en_GB"}
_SHORT = {"ky": "d-MMM", "ru": "d MMM", "en": "d MMM"}
_LONG = {"ky": "yyyy-'ж.', d-MMMM", "ru": "d MMMM yyyy", "en": "d MMMM yyyy"}
_MONTH = {"ky": "{year}-ж., {month}", "ru": "{month} {year}", "en": "{month} {year}"}


_FAR = 330
"""Days from today from which on a day without its year could be taken for another."""


def locale() -> QLocale:
    """Qt's knowledge of the language of the interface."""
    return QLocale(_TERRITORY[language()])


def is_far(day: date, today: date) -> bool:
    """True when a day has to be written with its year."""
    return abs((day - today).days) >= _FAR


def day_text(day: date, today: date | None = None) -> str:
    """A day, short: 27 Nov, 27 нояб., 27-ноя.; one far from `today` whole: 27.11.2028."""
    if today is not None and is_far(day, today):
        return day_full(day)
    return locale().toString(_qt(day), _SHORT[language()])


def day_long(day: date) -> str:
    """A day in words with its year: 24 November 2026."""
    return locale().toString(_qt(day), _LONG[language()])


def day_full(day: date) -> str:
    """A day in digits: 24.11.2026."""
    return day.strftime("%d.%m.%Y")


def weekday_day(day: date) -> str:
    """A day with its weekday: Tuesday, 24 November 2026."""
    return f"{locale().dayName(day.isoweekday(), QLocale.FormatType.LongFormat)}, {day_long(day)}"


def day_unit(day: date) -> tuple[str, str]:
    """Number and weekday for a date block: ("27", "Fri")."""
    return str(day.day), locale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def month_unit(day: date) -> tuple[str, str]:
    """Number and month for a date block: ("24", "Nov")."""
    return str(day.day), locale().toString(_qt(day), "MMM")


def year_unit(day: date) -> tuple[str, str]:
    """Year and month for a date block: ("2028", "Nov")."""
    return str(day.year), locale().toString(_qt(day), "MMM")


def partial_text(when: PartialDate | None) -> str:
    """A remembered date, as precisely as it is known; "" for none."""
    if when is None:
        return ""
    match when.precision:
        case Precision.YEAR:
            return str(when.first.year)
        case Precision.MONTH:
            month = locale().standaloneMonthName(when.first.month)
            month = month.lower() if language() == "ky" else month  # it stands after the year
            return _MONTH[language()].format(year=when.first.year, month=month)
        case Precision.ABOUT:
            return _("about {date}").format(date=day_full(when.first))
    return day_full(when.first)


def number_text(number: int) -> str:
    """A number in groups of three digits: 141 000, or 141,000."""
    return locale().toString(number)


def size_text(size: int) -> str:
    """A size in bytes: 412 KB, 1.2 MB, 1.8 GB; never less than 1 KB."""
    if size < 2**20:
        return _("{n} KB").format(n=max(1, round(size / 2**10)))
    if size < 2**30:
        return _("{n} MB").format(n=locale().toString(size / 2**20, "f", 1))
    return _("{n} GB").format(n=locale().toString(size / 2**30, "f", 1))


def days_text(days: int) -> str:
    """A number of days: 1 day, 2 days."""
    return ngettext("{n} day", "{n} days", days).format(n=days)


def time_text(moment: datetime) -> str:
    """The local time of a moment (UTC): 14:32."""
    return moment.astimezone().strftime("%H:%M")


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
