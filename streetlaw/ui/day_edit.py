"""A line for one day: 17.11.2026."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from PySide6.QtWidgets import QLineEdit

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Precision
from streetlaw.translation import gettext as _
from streetlaw.ui.clocks.moment import parse_hour
from streetlaw.ui.dates import day_full
from streetlaw.ui.parts.partial_date import parse_partial_date, problem_with


def problem_with_day(text: str) -> str:
    """What is wrong with a day somebody typed; "" when it can be read, or is empty."""
    if not text.strip():
        return ""
    problem = problem_with(text)
    if not problem and parse_partial_date(text).precision is not Precision.DAY:
        problem = _("A day is needed here. For example, 17.11.2026.")
    return problem


def problem_with_needed_day(text: str) -> str:
    """What is wrong with a day that has to be said; "" when it can be read."""
    return problem_with_day(text) if text.strip() else problem_with(text)


class DayEdit(QLineEdit):
    """Takes a day known to the day, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("dd.mm.yyyy"))

    def day(self) -> date | None:
        """The day, None when empty; raises `date.invalid` for anything else."""
        if not self.text().strip():
            return None
        typed = parse_partial_date(self.text())
        if typed.precision is not Precision.DAY:
            raise StreetLawError("date.invalid", text=self.text())
        return typed.first

    def show_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.setText(day_full(day) if day else "")

    def moment(self, hour: str, zone: tzinfo) -> datetime | None:
        """The day at that hour (14:30, 1430) in that time zone; raises `date.invalid`, `hour.invalid`."""
        day = self.day()
        return None if day is None else datetime.combine(day, parse_hour(hour), tzinfo=zone)
