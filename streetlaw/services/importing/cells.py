"""From the text of a cell to a value; each refusal is one code."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import PartialDate

_DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_MONTH: Final = re.compile(r"(\d{1,2})[./-](\d{4})")
_IN_WORDS: Final = re.compile(r"(?:(\d{1,2})[ .-]+)?([^\W\d_]{3,})[ .,-]+(\d{4}|\d{2})")
_WITH_TIME: Final = re.compile(r"[T ]\d{1,2}:\d{2}.*")
_YEAR_WORD: Final = re.compile(r"[\s-]*(?:г|год|года|ж|жыл|жылы)\.?$", re.IGNORECASE)
_SERIAL: Final = re.compile(r"([1-6]\d{4}|7[0-2]\d{3})(?:\.\d+)?")
_SERIAL_BEGINS: Final = date(1899, 12, 30)
"""A spreadsheet counts days from here (ECMA-376, 18.17.4.1); five digits are days of 1927 to 2099."""

_MONTHS: Final = (("янв", "jan"), ("фев", "feb"), ("мар", "mar"), ("апр", "apr"), ("май", "мая", "may"),
                  ("июн", "jun"), ("июл", "jul"), ("авг", "aug"), ("сен", "sep"), ("окт", "oct"),
                  ("ноя", "nov"), ("дек", "dec"))
"""How the names of the months begin, in Kyrgyz and Russian, and in English."""

_SEVERAL: Final = re.compile(r"[;,|\n]")
_OLDEST: Final = 120


def partial_date(text: str, today: date) -> PartialDate:
    """A date as registers write it: 17.11.2026, 17/11/26, 2026-11-17, 17 ноября 2026 г., 11.2026, 2026.

    Of a year with two digits the last one that is not in the future is meant; five digits are the number by
    which a spreadsheet keeps a day. Raises `date.invalid`, `date.in_future`.
    """
    plain = _YEAR_WORD.sub("", _WITH_TIME.sub("", text.strip()))
    if _SERIAL.fullmatch(plain):
        plain = (_SERIAL_BEGINS + timedelta(int(float(plain)))).isoformat()
    elif (said := _IN_WORDS.fullmatch(plain)) and (number := _month(said[2])):
        plain = f"{_year(said[3], today)}-{number:02}" + (f"-{said[1]:>02}" if said[1] else "")
    elif day := _DAY.fullmatch(plain):
        plain = f"{_year(day[3], today)}-{day[2]:>02}-{day[1]:>02}"
    elif month := _MONTH.fullmatch(plain):
        plain = f"{month[2]}-{month[1]:>02}"
    written = PartialDate(plain)
    if written.first > today:
        raise StreetLawError("date.in_future")
    return written


def born(age: str, on: date) -> PartialDate:
    """The year in which somebody of that age on that day was probably born; `import.age`."""
    if not re.fullmatch(r"\d{1,3}", age) or int(age) > _OLDEST:
        raise StreetLawError("import.age", text=age)
    return PartialDate(str(on.year - int(age)))


def country(text: str) -> str:
    """An ISO 3166-1 alpha-2 code in capitals; `import.country_code`."""
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise StreetLawError("import.country_code", text=text)
    return text.upper()


def several(text: str) -> tuple[str, ...]:
    """The words of a cell that holds more than one."""
    return tuple(part.strip() for part in _SEVERAL.split(text) if part.strip())


def _month(word: str) -> int:
    """The number of a month by its name; 0 for any other word."""
    begins = word.casefold()[:3]
    return next((number for number, names in enumerate(_MONTHS, start=1) if begins in names), 0)


def _year(written: str, today: date) -> str:
    if len(written) == len("2026"):
        return written
    near = today.year // 100 * 100 + int(written)
    return str(near if near <= today.year else near - 100)
