"""From the text of a cell to a value; each refusal is one code."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import PartialDate

_DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_MONTH: Final = re.compile(r"(\d{1,2})[./-](\d{4})")
_WITH_TIME: Final = re.compile(r"[T ]\d{1,2}:\d{2}.*")
_SEVERAL: Final = re.compile(r"[;,|\n]")
_OLDEST: Final = 120


def partial_date(text: str, today: date) -> PartialDate:
    """A date as registers write it: 17.11.2026, 17/11/26, 2026-11-17, 11.2026, 2026.

    Of a year with two digits the last one that is not in the future is meant.
    Raises `date.invalid`, `date.in_future`.
    """
    plain = _WITH_TIME.sub("", text.strip())
    if day := _DAY.fullmatch(plain):
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


def _year(written: str, today: date) -> str:
    if len(written) == len("2026"):
        return written
    near = today.year // 100 * 100 + int(written)
    return str(near if near <= today.year else near - 100)
