"""The moment somebody was held: a day, and an hour that may be typed as four digits."""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Precision
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full
from streetlaw.ui.parts.look import text_width
from streetlaw.ui.parts.partial_date import parse_partial_date

_LONG_AGO = 1900
_HOUR = re.compile(r"(\d{1,2})(?:\s*[:.,\- ]?\s*(\d{2}))?")


def parse_hour(text: str) -> time:
    """An hour of the day: 14:30, 14.30, 1430, 930 or 14; raises `hour.invalid` for anything else."""
    match = _HOUR.fullmatch(text.strip())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
    if hour > 23 or minute > 59:
        raise StreetLawError("hour.invalid", text=text)
    return time(hour, minute)


class MomentEdit(QWidget):
    """A line for the day and a line for the hour; both may be left empty: then it is not known."""

    changed = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme.current().px
        self.day, self.hour = QLineEdit(), QLineEdit()
        self.day.setPlaceholderText(_("dd.mm.yyyy"))
        self.day.setAccessibleName(_("Day of the detention"))
        self.day.setFixedWidth(text_width("00.00.0000", "body") + px(28))
        self.hour.setPlaceholderText("14:30")
        self.hour.setAccessibleName(_("Hour of the detention"))
        self.hour.setFixedWidth(text_width("00:00", "body") + px(28))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for line in (self.day, self.hour):
            row.addWidget(line)
            line.textEdited.connect(self._on_edited)
            line.returnPressed.connect(self.submitted)
        row.addStretch(1)
        self.setFocusProxy(self.hour)

    def show_moment(self, day: date | None, hour: time | None) -> None:
        """Show a day and an hour, or what is known of them."""
        self.day.setText(day_full(day) if day else "")
        self.hour.setText(f"{hour:%H:%M}" if hour else "")

    def known_day(self) -> date | None:
        """The day, None when empty; raises `date.invalid`."""
        if not self.day.text().strip():
            return None
        typed = parse_partial_date(self.day.text())
        if typed.precision is not Precision.DAY or typed.first.year < _LONG_AGO:
            raise StreetLawError("date.invalid", text=self.day.text())
        return typed.first

    def moment(self, zone: tzinfo) -> datetime | None:
        """The moment in that time zone, None while day or hour is empty; `date.invalid`, `hour.invalid`."""
        day = self.known_day()
        if day is None or not self.hour.text().strip():
            return None
        return datetime.combine(day, parse_hour(self.hour.text()), tzinfo=zone)

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()
