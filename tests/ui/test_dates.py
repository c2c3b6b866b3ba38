"""Days, numbers and sizes as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from streetlaw import translation
from streetlaw.domain.record import PartialDate
from streetlaw.ui import dates

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(("language", "short", "long", "weekday"), [
    ("ky", "24-ноя.", "2026-ж., 24-ноябрь", "шейшемби, 2026-ж., 24-ноябрь"),
    ("ru", "24 нояб.", "24 ноября 2026", "вторник, 24 ноября 2026"),
    ("en", "24 Nov", "24 November 2026", "Tuesday, 24 November 2026")])
def test_days(language: str, short: str, long: str, weekday: str) -> None:
    translation.use(language)
    assert (dates.day_text(DAY), dates.day_long(DAY), dates.weekday_day(DAY)) == (short, long, weekday)


@pytest.mark.parametrize(("day", "text"), [
    (date(2027, 1, 5), "5 Jan"), (date(2026, 2, 1), "1 Feb"), (date(2028, 11, 27), "27.11.2028"),
    (date(2025, 11, 23), "23.11.2025")])
def test_a_day_far_away_has_its_year(day: date, text: str) -> None:
    assert dates.day_text(day, DAY) == text


@pytest.mark.parametrize(("language", "month"), [
    ("ky", "2025-ж., июнь"), ("ru", "июнь 2025"), ("en", "June 2025")])
def test_a_month_is_written_as_in_a_sentence(language: str, month: str) -> None:
    translation.use(language)
    assert dates.partial_text(PartialDate("2025-06")) == month


@pytest.mark.parametrize(("language", "number"), [
    ("ky", "141\xa0000"), ("ru", "141\xa0000"), ("en", "141,000")])
def test_numbers_are_grouped(language: str, number: str) -> None:
    translation.use(language)
    assert dates.number_text(141_000) == number


@pytest.mark.parametrize(("size", "text"), [
    (0, "1 KB"), (420_000, "410 KB"), (1_300_000, "1.2 MB"), (2_000_000_000, "1.9 GB")])
def test_sizes(size: int, text: str) -> None:
    assert dates.size_text(size) == text


def test_a_size_has_the_comma_of_its_language() -> None:
    translation.use("ru")
    assert dates.size_text(1_300_000) == "1,2 МБ"
