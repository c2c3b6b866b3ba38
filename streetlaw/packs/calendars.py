"""Days off of a jurisdiction: weekends, public holidays, and working days moved by decree."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from threading import Thread

ENGLISH = "en_US"
ESTIMATED = "(estimated)"


class Calendar:
    """Answers whether a day is off in the country with that ISO code; only weekends when the key is empty.

    Source: the `holidays` library, with Saturdays made working days by decree. Orozo Ait and Kurman Ait of
    years to come are estimates of the lunar calendar.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self._years: dict[int, frozenset[date]] = {}
        self._estimates: dict[int, frozenset[date]] = {}

    def is_estimate(self, day: date) -> bool:
        """True for a public holiday of the lunar calendar whose day nobody has announced yet."""
        self(day)
        return day in self._estimates.get(day.year, ())

    def __call__(self, day: date) -> bool:
        """True for a weekend or public holiday; KeyError for a country the library does not know."""
        if not self._key:
            return day.weekday() >= 5
        if day.year not in self._years:
            self._years[day.year] = self._days_off(day.year)
        return day in self._years[day.year]

    def _days_off(self, year: int) -> frozenset[date]:
        # lazy: the library takes longer to import than a window to paint, and only time limits need it
        import holidays

        if not is_known(self._key):
            raise KeyError(self._key)
        country = holidays.country_holidays(self._key, years=year, language=ENGLISH)
        self._estimates[year] = frozenset(day for day, name in country.items() if ESTIMATED in name)
        first, last = date(year, 1, 1), date(year, 12, 31)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return frozenset(day for day in days if not country.is_working_day(day))


def prepare() -> None:
    """Bring the library in beside whatever else is done: it takes longer to import than a window to paint."""
    Thread(target=import_module, args=("holidays",), daemon=True).start()


def is_known(key: str) -> bool:
    """True when the calendar of that country is known; an empty key needs none."""
    # lazy: see above
    import holidays

    return not key or key in holidays.list_supported_countries()
