"""Reading workbooks of other programs."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange import spreadsheet
from streetlaw.exchange.spreadsheet import read_sheet
from streetlaw.exchange.table_files import TableFiles
from tests.refusal import refusal


def book(path: Path, *rows: Sequence[object], title: str = "Лист1") -> Path:
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path


def test_cells_become_text_as_people_see_them(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Код", "Дата", "Когда", "Сумма", "Да"),
                ("4172-К", date(2026, 11, 17), datetime(2026, 11, 17, 9, 30),  # noqa: DTZ001 - a workbook knows no zones
                 12.0, True),
                (None, None, None, 1.5, None))
    assert list(read_sheet(path)) == [
        (2, {"Код": "4172-К", "Дата": "2026-11-17", "Когда": "2026-11-17 09:30:00", "Сумма": "12",
             "Да": "1"}),
        (3, {"Код": "", "Дата": "", "Когда": "", "Сумма": "1.5", "Да": ""})]


def test_titles_above_the_header_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Реестр обращений",), (), ("Код", "Имя", "Имя"), (), ("1", "а", "б"))
    assert list(read_sheet(path)) == [(5, {"Код": "1", "Имя": "а", "Имя (2)": "б"})]


def test_sheets_are_chosen_by_name(tmp_path: Path) -> None:
    made = Workbook()
    made.active.append(["a"])
    second = made.create_sheet("Случаи")
    second.append(["Код"])
    second.append(["7"])
    made.save(tmp_path / "a.xlsx")
    tables = TableFiles()
    assert tables.sheets(tmp_path / "a.xlsx") == ("Sheet", "Случаи")
    assert list(tables.read(tmp_path / "a.xlsx", "Случаи")) == [(2, {"Код": "7"})]
    with refusal("import.not_a_table"):
        tables.read(tmp_path / "a.xlsx", "нет такого")


def test_a_csv_file_has_no_sheets(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Код\n7\n")
    assert TableFiles().sheets(tmp_path / "a.csv") == ()
    assert list(TableFiles().read(tmp_path / "a.csv")) == [(2, {"Код": "7"})]


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    assert list(read_sheet(book(tmp_path / "a.xlsx"))) == []


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx", ("a", "b"), ("1", "2"), ("3", "x" * 40))
    for limit, value in (("MOST_ROWS", 2), ("MOST_COLUMNS", 1), ("MOST_CELL", 39), ("MOST_BYTES", 10),
                         ("MOST_UNPACKED", 100)):
        with monkeypatch.context() as tighter:
            tighter.setattr(spreadsheet, limit, value)
            with refusal("import.too_large"):
                read_sheet(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/s.xml", "w") as member:
        for _ in range(spreadsheet.MOST_UNPACKED // 2**20 + 1):
            member.write(bytes(2**20))
    with refusal("import.too_large"):
        read_sheet(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a workbook", b"\xd0\xcf\x11\xe0" + bytes(600)])
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".xlsb"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    with refusal("import.not_a_table"):
        read_sheet(path)


def test_an_archive_of_a_version_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Код",), ("1",))
    data = path.read_bytes()
    place = data.index(b"PK\x01\x02") + 6  # version needed, in the first entry of the directory
    path.write_bytes(data[:place] + b"\xe8" + data[place + 1:])
    with refusal("import.not_a_table"):
        read_sheet(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with refusal("import.unreadable"):
        read_sheet(tmp_path / "none.xlsx")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_damaged_workbooks_give_rows_or_a_refusal(tmp_path: Path, places: list[tuple[float, int]]) -> None:
    path = book(tmp_path / "a.xlsx", ("Код", "Имя"), ("1", "а"))
    data = bytearray(path.read_bytes())
    for part, value in places:
        data[int(part * (len(data) - 1))] = value
    path.write_bytes(data)
    told_codes = []
    try:
        read_sheet(path)
    except StreetLawError as told:
        told_codes.append(told.code)
    assert all(code.startswith("import.") for code in told_codes)
