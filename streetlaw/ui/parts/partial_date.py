"""A date as precise as the memory of it: the day, the month, the year or about a day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import PartialDate, Precision
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.parts.bare_edit import BareEdit
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.look import text_width
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.qicons import icon

_BETWEEN = r"[.,/\-\s]+"
_FORMS = (
    re.compile(rf"(?P<d>\d{{1,2}}){_BETWEEN}(?P<m>\d{{1,2}}){_BETWEEN}(?P<y>\d{{4}}|\d{{2}})"),
    re.compile(rf"(?P<y>\d{{4}}){_BETWEEN}(?P<m>\d{{1,2}}){_BETWEEN}(?P<d>\d{{1,2}})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})"),
    re.compile(rf"(?P<m>\d{{1,2}}){_BETWEEN}(?P<y>\d{{4}})"),
    re.compile(rf"(?P<y>\d{{4}}){_BETWEEN}(?P<m>\d{{1,2}})"),
    re.compile(r"(?P<y>\d{4})"),
)
_MONTHS = 12
_CENTURY_TURN = 50
"""Years written with two digits: 00 to 49 are of this century, 50 to 99 of the last."""


def parse_partial_date(text: str) -> PartialDate:
    """Read a date as people write it: 17.11.2026, 17/11/26, 2026-11-17, 11.2026, 2026, ~17.11.2026.

    Raises ``date.invalid`` when there is no such day or the text is no date.
    """
    parts = _parts(text)
    if parts is None:
        raise StreetLawError("date.invalid", text=text)
    year, month, day = parts
    about = text.strip().startswith("~") and day is not None
    edtf = "-".join([f"{year:04d}"] + [f"{part:02d}" for part in (month, day) if part is not None])
    return PartialDate(edtf + "~" if about else edtf)


def written(value: PartialDate) -> str:
    """Return a date as the program writes it: 17.11.2026, 11.2026 or 2026."""
    day = value.first
    parts = [f"{day.year:04d}"]
    if value.precision is not Precision.YEAR:
        parts.insert(0, f"{day.month:02d}")
        if value.precision is not Precision.MONTH:
            parts.insert(0, f"{day.day:02d}")
    return ".".join(parts)


def problem_with(text: str) -> str:
    """Say what is wrong with a date and give an example; an empty text when it can be read."""
    try:
        parse_partial_date(text)
    except StreetLawError:
        pass
    else:
        return ""
    year, month, day = _parts(text) or (0, None, None)
    if year >= date.min.year and month is not None and 1 <= month <= _MONTHS and day:
        last = monthrange(year, month)[1]
        example = f"{last:02d}.{month:02d}.{year:04d}"
        said = ngettext(
            "That month has {days} day. For example, {example}.",
            "That month has {days} days. For example, {example}.",
            last,
        )
        return said.format(days=last, example=example)
    return _("This is not a date. For example, 17.11.2026, 11.2026 or 2026.")


def _parts(text: str) -> tuple[int, int | None, int | None] | None:
    bare = text.strip().lstrip("~").strip()
    for form in _FORMS:
        if match := form.fullmatch(bare):
            found = match.groupdict()
            year = int(found["y"])
            if len(found["y"]) == 2:
                year += 2000 if year < _CENTURY_TURN else 1900
            month, day = found.get("m"), found.get("d")
            return year, int(month) if month else None, int(day) if day else None
    return None


class _DateLine(BareEdit):
    """The line of the date; it says when it was left."""

    was_left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.was_left.emit()


class PartialDateEdit(QWidget):
    """The date beside how precisely it is known. What is typed may be shorter: then the precision follows."""

    changed = Signal(object)
    """The value changed: a PartialDate, or None when empty or not readable."""
    edited = Signal()
    """The person changed what stands here, whether it can be read or not."""
    problem_found = Signal(str)
    """The person left the field: what is wrong, or an empty text. Connect it to ``Field.set_error``."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full: date | None = None
        self._last: PartialDate | None = None
        self._calendar: QCalendarWidget | None = None
        self._box = QFrame()
        self._box.setProperty("kind", "box")
        self.edit = _DateLine()
        """The line that takes the text."""
        self.edit.setPlaceholderText(_("dd.mm.yyyy"))
        self._pick = IconButton("calendar-blank", _("Choose a day"), kind="quiet", inside=True)
        self.precision = Segmented(
            [
                (Precision.DAY, _("Day")),
                (Precision.MONTH, _("Month")),
                (Precision.YEAR, _("Year")),
                (Precision.ABOUT, _("About")),
            ],
            name=_("How precise"),
            value=Precision.DAY,
        )
        """The precision."""
        self._lay_out()
        self.setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.was_left.connect(self._on_left)
        self.precision.chosen.connect(self._on_precision_chosen)
        self._pick.clicked.connect(self._on_pick_clicked)

    def setAccessibleName(self, name: str) -> None:
        """Name the line, which has the focus."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the line, which has the focus."""
        super().setAccessibleDescription(description)
        self.edit.setAccessibleDescription(description)

    def value(self) -> PartialDate | None:
        """Return the date, or None when there is none or it cannot be read."""
        if not self.edit.text().strip():
            return None
        try:
            typed = parse_partial_date(self.edit.text())
            return _as_precise(typed, Precision(self.precision.value() or Precision.DAY))
        except StreetLawError:
            return None

    def set_value(self, value: PartialDate | None) -> None:
        """Show a date without telling anybody."""
        self._last = value
        self.edit.setText("" if value is None else written(value))
        self.precision.choose(Precision.DAY if value is None else value.precision)
        self._full = value.first if value and value.precision in (Precision.DAY, Precision.ABOUT) else None

    def typed(self) -> str:
        """Return what stands here, for a draft: the date, or the text that nobody can read yet."""
        value = self.value()
        return self.edit.text() if value is None else value.edtf

    def show_typed(self, typed: str) -> None:
        """Show what `typed` gave, without telling anybody."""
        try:
            self.set_value(PartialDate(typed) if typed else None)
        except StreetLawError:
            self.set_value(None)
            self.edit.setText(typed)

    def problem(self) -> str:
        """Say what is wrong with the text, or return an empty text."""
        text = self.edit.text().strip()
        if not text:
            return ""
        problem = problem_with(text)
        if not problem and self.value() is None:
            return _("The day is missing. Write it, or choose month or year.")
        return problem

    def _lay_out(self) -> None:
        px = theme.current().px
        inside = QHBoxLayout(self._box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.edit, 1)
        inside.addWidget(self._pick)
        self._box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.edit.setMinimumWidth(text_width("00.00.0000", "body") + px(10))
        flow = FlowLayout(self, spacing=px(8))
        flow.addWidget(self._box)
        flow.addWidget(self.precision)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _on_text_edited(self, text: str) -> None:
        try:
            typed = parse_partial_date(text)
        except StreetLawError:
            self._tell()
            return
        if typed.precision in (Precision.DAY, Precision.ABOUT):
            self._full = typed.first
            if self.precision.value() not in (Precision.DAY, Precision.ABOUT) or typed.edtf.endswith("~"):
                self.precision.choose(typed.precision)
        else:
            self.precision.choose(typed.precision)
        self._tell()

    def _on_precision_chosen(self, precision: str) -> None:
        value = self.value()
        if precision in (Precision.DAY, Precision.ABOUT) and self._full is not None:
            value = PartialDate.on(self._full, Precision(precision))
        if value is not None:
            self.edit.setText(written(value))
        self._tell()
        self.problem_found.emit(self.problem())

    def _on_left(self) -> None:
        if (value := self.value()) is not None:
            self.edit.setText(written(value))
        self.problem_found.emit(self.problem())

    def _tell(self) -> None:
        value = self.value()
        if value != self._last:
            self._last = value
            self.changed.emit(value)
        self.edited.emit()

    def _on_pick_clicked(self) -> None:
        if self._calendar is None:
            self._calendar = self._make_calendar()
        if self._full is not None:
            self._calendar.setSelectedDate(QDate(self._full.year, self._full.month, self._full.day))
        self._calendar.move(self._box.mapToGlobal(QPoint(0, self._box.height() + 4)))
        self._calendar.show()

    def _make_calendar(self) -> QCalendarWidget:
        shown = theme.current()
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setLocale(QLocale(language()))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setMinimumDate(QDate(1900, 1, 1))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(shown.color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        for arrow, name in (("prevmonth", "caret-left"), ("nextmonth", "caret-right")):
            for button in calendar.findChildren(QToolButton, f"qt_calendar_{arrow}"):
                button.setIcon(icon(name))
        calendar.resize(shown.px(308), shown.px(280))
        calendar.clicked.connect(self._on_day_picked)
        calendar.activated.connect(self._on_day_picked)
        return calendar

    def _on_day_picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self._full = date(day.year(), day.month(), day.day())
        if self.precision.value() not in (Precision.DAY, Precision.ABOUT):
            self.precision.choose(Precision.DAY)
        self.edit.setText(written(PartialDate.on(self._full)))
        self._tell()
        self.problem_found.emit("")


def _as_precise(typed: PartialDate, precision: Precision) -> PartialDate | None:
    """Return a typed date at most as precise as asked for; None when it lacks what is asked for."""
    if precision in (Precision.DAY, Precision.ABOUT) and len(typed.edtf.rstrip("~")) < len("2026-11-17"):
        return None
    if precision is Precision.MONTH and typed.precision is Precision.YEAR:
        return None
    return PartialDate.on(typed.first, precision)
