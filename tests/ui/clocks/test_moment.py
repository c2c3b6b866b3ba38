"""Typing a moment with few keys."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.loader import load
from streetlaw.ui.clocks.moment import MomentEdit, parse_hour
from streetlaw.ui.clocks.words import left_in_words, left_text, moment_text, tone_of, zone_text

BISHKEK = ZoneInfo("Asia/Bishkek")


@pytest.mark.parametrize(("text", "hour"), [
    ("14:30", time(14, 30)), ("1430", time(14, 30)), ("930", time(9, 30)), ("9.05", time(9, 5)),
    (" 14 ", time(14)), ("0000", time(0)), ("7-15", time(7, 15)), ("14 30", time(14, 30))])
def test_hours(text: str, hour: time) -> None:
    assert parse_hour(text) == hour


@pytest.mark.parametrize("text", ["", "25", "1260", "14:3", "noon", "14:30:00", "-3"])
def test_no_hours(text: str) -> None:
    with pytest.raises(StreetLawError, match=r"hour\.invalid"):
        parse_hour(text)


def test_a_year_somebody_mistyped_is_no_day(qapp: QApplication) -> None:
    edit = MomentEdit()
    edit.day.setText("17.11.0202")
    edit.hour.setText("1030")
    with pytest.raises(StreetLawError, match=r"date\.invalid"):
        edit.moment(BISHKEK)
    edit.deleteLater()


@pytest.mark.parametrize(("left", "text", "words", "tone"), [
    (timedelta(hours=2, minutes=59, seconds=4), "2:59:04", "2 hours 59 minutes left", "info"),
    (timedelta(minutes=59, seconds=59), "0:59:59", "59 minutes left", "warning"),
    (timedelta(hours=-2, minutes=-1), "2:01:00", "passed 2 hours 1 minute ago", "danger"),
    (timedelta(hours=-120), "120:00", "passed 120 hours 0 minutes ago", "danger")])
def test_what_is_left(left: timedelta, text: str, words: str, tone: str) -> None:
    assert (left_text(left), left_in_words(left), tone_of(left)) == (text, words, tone)


def test_a_moment_is_told_by_the_clock_of_the_country() -> None:
    now = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # 23:00 in Bishkek
    assert moment_text(now + timedelta(minutes=30), BISHKEK, now) == "23:30"
    assert moment_text(now + timedelta(hours=3), BISHKEK, now) == "25.11.2026 02:00"
    assert zone_text(load("kg"), now) == "Kyrgyzstan time, UTC+6"
    assert zone_text(load("bg"), now) == "Bulgaria time, UTC+2"
