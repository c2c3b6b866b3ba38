from __future__ import annotations

from datetime import date

import pytest

from streetlaw.documents.language import Language
from streetlaw.domain.record import PartialDate

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "words", "weekday", "numbers"),
    [
        ("ky", "2026-ж., 24-ноябрь", "2026-ж., 24-ноябрь, шейшемби", "24.11.2026"),
        ("ru", "24 ноября 2026", "24 ноября 2026, вторник", "24.11.2026"),
        ("en", "24 November 2026", "24 November 2026, Tuesday", "24 Nov 2026"),
    ],
)
def test_days_are_written_as_people_of_the_language_do(
    language: str, words: str, weekday: str, numbers: str
) -> None:
    say = Language(language)
    assert (say.day(DAY), say.weekday(DAY), say.short_day(DAY)) == (words, weekday, numbers)


@pytest.mark.parametrize(
    ("edtf", "ky", "ru", "en"),
    [
        ("2026-11-24", "2026-ж., 24-ноябрь", "24 ноября 2026", "24 November 2026"),
        ("2026-11", "2026-ж., ноябрь", "ноябрь 2026", "November 2026"),
        ("2026", "2026", "2026", "2026"),
        ("2026-11-24~", "болжол менен 2026-ж., 24-ноябрь", "около 24 ноября 2026", "about 24 November 2026"),
    ],
)
def test_a_remembered_date_is_as_precise_as_the_memory(edtf: str, ky: str, ru: str, en: str) -> None:
    when = PartialDate(edtf)
    assert [Language(code).partial(when) for code in ("ky", "ru", "en")] == [ky, ru, en]


def test_a_missing_date_is_said_or_dashed() -> None:
    assert Language("en").partial(None) == "date not known"
    assert Language("en").short_day(None) == "—"
    assert Language("ru").short_partial(PartialDate("2026-10-12")) == "12.10.2026"


def test_all_months_of_kyrgyz_have_their_names() -> None:
    names = [Language("ky").day(date(2026, month, 1)).split("-")[-1] for month in range(1, 13)]
    assert names == ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
                     "октябрь", "ноябрь", "декабрь"]  # fmt: skip


def test_the_other_languages_stand_beside() -> None:
    assert Language("en").beside("Evidence") == "Далилдер · Доказательства"
