"""Headers as people lay them out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from streetlaw.exchange.table_rows import letter, under_header


def read(*lines: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    return [(line, dict(row)) for line, row in under_header(list(enumerate(lines, start=1)))]


def test_a_group_of_columns_and_the_columns_below_it_are_one_header() -> None:
    assert read(("№", "ФИО", "Нарушение", ""), ("", "", "Дата", "Описание"),
                ("1", "А", "12.03.2024", "х")) == [
        (3, {"№": "1", "ФИО": "А", "Дата": "12.03.2024", "Описание": "х"})]


def test_a_first_row_of_data_is_no_second_header() -> None:
    assert read(("№", "ФИО", "Нарушение", ""), ("1", "А", "12.03.2024", "х")) == [
        (2, {"№": "1", "ФИО": "А", "Нарушение": "12.03.2024", "(D)": "х"})]
    assert read(("ФИО", "Дата", ""), ("", "12.03.2024", "5")) == [
        (2, {"ФИО": "", "Дата": "12.03.2024", "(C)": "5"})]


def test_numbers_below_the_header_are_no_person() -> None:
    header = ("№", "ФИО", "Пол", "Возраст", "Район")
    assert read(header, ("1", "2", "3", "4", "5"), ("1", "А", "м", "30", "х")) == [
        (3, dict(zip(header, ("1", "А", "м", "30", "х"), strict=True)))]
    assert read(("a", "b", "c"), ("1", "2", "3")) == [(2, {"a": "1", "b": "2", "c": "3"})]


def test_a_column_without_a_name_is_called_by_its_letter_when_it_holds_something() -> None:
    assert read(("ФИО", "", "Пол", ""), ("А", "", "м", ""), ("Б", "х", "м", "")) == [
        (2, {"ФИО": "А", "(B)": "", "Пол": "м"}), (3, {"ФИО": "Б", "(B)": "х", "Пол": "м"})]


@pytest.mark.parametrize(("place", "called"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(place: int, called: str) -> None:
    assert letter(place) == called


def test_a_line_of_numbers_is_no_header_however_wide() -> None:
    assert read(("code", "", ""), ("1", "2", "3"), ("4", "5", "6")) == [
        (2, {"code": "1", "(B)": "2", "(C)": "3"}), (3, {"code": "4", "(B)": "5", "(C)": "6"})]
