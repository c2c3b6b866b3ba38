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
from streetlaw.exchange import spreadsheet, workbook_size
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
    for module, limit, value in (
            (workbook_size, "MOST_ROWS", 2), (workbook_size, "MOST_COLUMNS", 1),
            (workbook_size, "MOST_CELLS", 5), (workbook_size, "MOST_UNPACKED", 100),
            (spreadsheet, "MOST_ROWS", 2), (spreadsheet, "MOST_COLUMNS", 1),
            (spreadsheet, "MOST_CELL", 39), (spreadsheet, "MOST_BYTES", 10)):
        with monkeypatch.context() as tighter:
            tighter.setattr(module, limit, value)
            with refusal("import.too_large"):
                read_sheet(path)


@pytest.mark.parametrize("size_told", [None, 100])
def test_a_bomb_is_refused_whatever_it_says_of_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                        size_told: int | None) -> None:
    monkeypatch.setattr(workbook_size, "MOST_UNPACKED", 8 * 2**20)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/s.xml", bytes(9 * 2**20))
    if size_told is not None:
        data = bytearray(path.read_bytes())
        place = data.index(b"PK\x01\x02") + 24  # size unpacked, in the first entry of the directory
        data[place:place + 4] = size_told.to_bytes(4, "little")
        path.write_bytes(data)
    with refusal("import.too_large"):
        read_sheet(path)


@pytest.mark.parametrize("far", [
    '<row r="9"><c r="XFD1048576"><v>1</v></c></row>', '<row r="1048576"><c><v>1</v></c></row>',
    "<row>" + "<c><v>1</v></c>" * 401 + "</row>"])
def test_cells_far_apart_in_a_small_file_do_not_end_the_program(tmp_path: Path, far: str) -> None:
    path = book(tmp_path / "a.xlsx", ("Код",), ("1",))
    changed = tmp_path / "far.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for member in source.infolist():
            text = source.read(member)
            if member.filename.endswith("sheet1.xml"):
                text = text.replace(b"</sheetData>", far.encode() + b"</sheetData>")
                assert far.encode() in text
            target.writestr(member.filename, text)
    with refusal("import.too_large"):
        read_sheet(changed)


def test_a_place_that_runs_across_two_blocks_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", *(("x",),) * 30)
    monkeypatch.setattr(workbook_size, "_BLOCK", 7)
    monkeypatch.setattr(workbook_size, "MOST_ROWS", 29)
    with refusal("import.too_large"):
        workbook_size.refuse_large(path)
    monkeypatch.setattr(workbook_size, "MOST_ROWS", 30)
    workbook_size.refuse_large(path)


def test_merged_cells_say_the_same_in_each_of_their_rows(tmp_path: Path) -> None:
    made = Workbook()
    for row in (("№", "ФИО", "Дата"), ("1", "Асанов", "1"), (None, None, "2"), ("2", "Осмонова", "3")):
        made.active.append(row)
    for area in ("A2:A3", "B2:B3"):
        made.active.merge_cells(area)
    made.save(tmp_path / "a.xlsx")
    assert [(row["№"], row["ФИО"]) for _, row in read_sheet(tmp_path / "a.xlsx")] == [
        ("1", "Асанов"), ("1", "Асанов"), ("2", "Осмонова")]


def test_a_hidden_sheet_comes_last(tmp_path: Path) -> None:
    made = Workbook()
    made.active.sheet_state = "hidden"
    made.create_sheet("Случаи")
    made.save(tmp_path / "a.xlsx")
    assert TableFiles().sheets(tmp_path / "a.xlsx") == ("Случаи", "Sheet")


def test_a_workbook_called_csv_is_still_one(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Код",), ("7",)).rename(tmp_path / "a.csv")
    assert list(TableFiles().read(path)) == [(2, {"Код": "7"})]


def test_a_workbook_with_a_password_is_told_from_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    with refusal("import.encrypted"):
        read_sheet(path)


def test_a_binary_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    with refusal("import.no_table"):
        read_sheet(tmp_path / "a.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a workbook", b"\xd0\xcf\x11\xe0" + bytes(600)])
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    with refusal("import.no_table"):
        read_sheet(path)


def test_an_archive_of_a_version_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Код",), ("1",))
    data = path.read_bytes()
    place = data.index(b"PK\x01\x02") + 6  # version needed, in the first entry of the directory
    path.write_bytes(data[:place] + b"\xe8" + data[place + 1:])
    with refusal("import.no_table"):
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
