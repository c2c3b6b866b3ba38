"""Dates as people write them, as precise as they remember."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import PartialDate, Precision
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.partial_date import PartialDateEdit, parse_partial_date, problem_with, written


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("17.11.2026", "2026-11-17"),
        ("17/11/26", "2026-11-17"),
        ("17-11-2026", "2026-11-17"),
        ("17 11 2026", "2026-11-17"),
        (" 1.2.2026 ", "2026-02-01"),
        ("2026-11-17", "2026-11-17"),
        ("17112026", "2026-11-17"),
        ("17.11.84", "1984-11-17"),
        ("11.2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("~17.11.2026", "2026-11-17~"),
        ("~2026", "2026"),
    ],
)
def test_a_date_is_read(text: str, edtf: str) -> None:
    assert parse_partial_date(text) == PartialDate(edtf)
    assert problem_with(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "31.11.2026",
        "29.02.2025",
        "0.1.2026",
        "17.13.2026",
        "17.11",
        "yesterday",
        "",
        "1.1.1.1",
        "00.2026",
        "0000",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(StreetLawError) as refused:
        parse_partial_date(text)
    assert refused.value.code == "date.invalid"
    assert problem_with(text)


def test_a_day_too_many_is_explained_with_an_example() -> None:
    assert problem_with("31.11.2026") == "That month has 30 days. For example, 30.11.2026."
    assert problem_with("30.02.2028") == "That month has 29 days. For example, 29.02.2028."


@given(st.dates(), st.sampled_from(list(Precision)))
def test_what_is_written_can_be_read(day: date, precision: Precision) -> None:
    value = PartialDate.on(day, precision)
    read = parse_partial_date(written(value))
    assert PartialDate.on(read.first, precision) == value


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_problem(text: str) -> None:
    try:
        parse_partial_date(text)
    except StreetLawError:
        assert problem_with(text)
    else:
        assert problem_with(text) == ""


def edit(qtbot: QtBot) -> PartialDateEdit:
    made = PartialDateEdit(name="When")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_typing_a_day_gives_the_day(qtbot: QtBot) -> None:
    when = edit(qtbot)
    qtbot.keyClicks(when.edit, "17/11/26")
    assert when.value() == PartialDate("2026-11-17")
    assert when.problem() == ""


def test_typing_a_month_turns_the_precision(qtbot: QtBot) -> None:
    when = edit(qtbot)
    qtbot.keyClicks(when.edit, "11.2026")
    assert when.precision.value() == Precision.MONTH
    assert when.value() == PartialDate("2026-11")


def test_a_tilde_means_about(qtbot: QtBot) -> None:
    when = edit(qtbot)
    qtbot.keyClicks(when.edit, "~17.11.2026")
    assert when.value() == PartialDate("2026-11-17~")


def test_choosing_less_and_again_more_keeps_the_day(qtbot: QtBot) -> None:
    when = edit(qtbot)
    when.set_value(PartialDate("2026-11-17"))
    for precision, text in (("year", "2026"), ("month", "11.2026"), ("day", "17.11.2026")):
        qtbot.mouseClick(when.precision.segment(precision), Qt.MouseButton.LeftButton)
        if precision != "month":
            assert when.edit.text() == text
    assert when.value() == PartialDate("2026-11-17")


def test_a_day_cannot_be_made_of_a_month(qtbot: QtBot) -> None:
    when = edit(qtbot)
    when.set_value(PartialDate("2026-11"))
    with qtbot.waitSignal(when.problem_found) as got:
        qtbot.mouseClick(when.precision.segment("day"), Qt.MouseButton.LeftButton)
    assert "day is missing" in got.args[0]
    assert when.value() is None


def test_the_problem_is_told_on_leaving_not_while_typing(qtbot: QtBot) -> None:
    when = edit(qtbot)
    field = Field("When", when, required=True)
    qtbot.addWidget(field)
    when.problem_found.connect(field.set_error)
    field.show()
    field.activateWindow()
    when.edit.setFocus()
    qtbot.waitUntil(when.edit.hasFocus)
    qtbot.keyClicks(when.edit, "31.11.2026")
    assert field.error() == ""
    with qtbot.waitSignal(when.problem_found):
        when.edit.clearFocus()
    assert field.error().startswith("That month has 30 days")
    assert when.edit.accessibleName() == "When, required"
    assert when.edit.accessibleDescription() == field.error()


def test_a_change_is_told_once(qtbot: QtBot) -> None:
    when = edit(qtbot)
    told: list[object] = []
    when.changed.connect(told.append)
    qtbot.keyClicks(when.edit, "17.11.2026")
    when.edit.clearFocus()
    assert told[-1] == PartialDate("2026-11-17")
    assert len(told) == len(set(map(str, told)))


def test_an_empty_date_is_no_problem(qtbot: QtBot) -> None:
    when = edit(qtbot)
    when.set_value(None)
    assert when.value() is None
    assert when.problem() == ""


def test_a_day_can_be_picked(qtbot: QtBot) -> None:
    when = edit(qtbot)
    when.set_value(PartialDate("2026-11"))
    when._pick.click()
    calendar = when.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    calendar.clicked.emit(calendar.minimumDate().addDays(1))
    assert when.precision.value() == Precision.DAY
    assert when.value() is not None
