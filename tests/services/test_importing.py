"""Taking over a register of clients from a table."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streetlaw.domain.client import Client, Gender, Residence, Risk
from streetlaw.domain.code import code
from streetlaw.domain.pack import Pack
from streetlaw.packs.loader import load
from streetlaw.services.importing import ImportReport, check_import, import_clients
from streetlaw.services.ports import Vault
from tests.refusal import refusal

WHOLE = {
    "Код": code(4172), "Фамилия": "Төлөгөнова", "Имя": "Жылдыз", "Дата рождения": "05.03.1991",
    "Пол": "женский",
    "Гражданство": "kg", "Статус": "гражданин", "Телефон": "0700 112233", "Риск": "повышенный",
    "Область": "Чүй облусу", "Язык": "ky; ru", "Примечание": "слова", "Дата обращения": "01.11.2026",
}


@pytest.fixture(scope="module")
def kg() -> Pack:
    return load("kg")


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


def checked(vault: Vault, *rows: dict[str, str]) -> ImportReport:
    with vault.work() as work:
        return check_import(work, list(enumerate(rows, start=2)))


def test_columns_and_words_of_any_language_are_understood(vault: Vault) -> None:
    report = checked(vault, WHOLE)
    assert not report.errors
    client = report.clients[0]
    assert (client.code, client.named, client.family_name) == (code(4172), True, "Төлөгөнова")
    assert (client.gender, client.residence, client.risk) == (Gender.WOMAN, Residence.CITIZEN, Risk.RAISED)
    assert (client.languages, client.citizenship) == (("ky", "ru"), "KG")
    assert client.birth_date is not None
    assert client.birth_date.edtf == "1991-03-05"
    assert client.region


def test_a_full_name_is_taken_apart_and_its_own_columns_win(vault: Vault) -> None:
    client = checked(vault, {"ФИО": "Асанов Айбек Болотович", "Имя": "Бек"}).clients[0]
    assert client.full_name == "Асанов Бек Болотович"


def test_a_dry_run_stores_nothing_and_an_import_everything(vault: Vault) -> None:
    report = checked(vault, WHOLE, {"Имя": "Айбек"})
    with vault.work() as work:
        assert work.count(Client) == 0
        import_clients(work, report)
    with vault.work() as work:
        assert work.count(Client) == 2
    again = checked(vault, WHOLE)
    assert (again.existing, len(again.clients)) == (1, 0)


@pytest.mark.parametrize(("column", "word", "expected"), [
    ("Код", "4172-A", "client.code_invalid"), ("Пол", "x", "import.word_unknown"),
    ("Статус", "x", "import.word_unknown"), ("Риск", "x", "import.word_unknown"),
    ("Область", "Атлантида", "import.word_unknown"), ("Группа", "x;y", "import.word_unknown"),
    ("Гражданство", "Kyrgyzstan", "import.country_code"), ("Дата рождения", "31.02.1990", "date.invalid"),
    ("Дата рождения", "05.03.2093", "date.in_future"),
])
def test_each_wrong_cell_is_told_with_line_and_column(vault: Vault, column: str, word: str,
                                                      expected: str) -> None:
    report = checked(vault, {"Имя": "Айбек", column: ""}, {"Имя": "Бакыт", column: word})
    assert [(error.line, error.code) for error in report.errors] == [(3, expected)]
    assert [client.given_name for client in report.clients] == ["Айбек"]
    with vault.work() as work, refusal("import.has_errors"):
        import_clients(work, report)
    with vault.work() as work:
        assert work.count(Client) == 0
        import_clients(work, report, skip_bad=True)
    with vault.work() as work:
        assert work.count(Client) == 1


def test_a_code_twice_in_the_table_is_an_error(vault: Vault) -> None:
    report = checked(vault, {"code": code(4172)}, {"code": code(4172)})
    assert [error.code for error in report.errors] == ["client.code_taken"]


def test_unknown_columns_are_told_and_a_table_of_them_refused(vault: Vault) -> None:
    assert checked(vault, {"Имя": "a", "Хобби": "b"}).unknown_columns == ["Хобби"]
    with vault.work() as work, refusal("import.no_columns"):
        check_import(work, [(2, {"Хобби": "b"})])


def test_empty_rows_and_tables_are_nothing(vault: Vault) -> None:
    assert checked(vault).rows == 0
    assert checked(vault, {"Имя": " "}).clients == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(cells=st.lists(st.text(max_size=30), min_size=5, max_size=5))
def test_rubbish_never_breaks_the_check(vault: Vault, cells: list[str]) -> None:
    names = ("code", "family_name", "birth_date", "region", "languages")
    report = checked(vault, dict(zip(names, cells, strict=True)))
    assert len(report.clients) + len({error.line for error in report.errors}) + report.existing <= 1
