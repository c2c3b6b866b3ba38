"""Tables as spreadsheets write them, and what only looks like one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange import csv_file
from streetlaw.exchange.csv_file import read_table


def read(tmp_path: Path, data: bytes) -> list[tuple[int, dict[str, str]]]:
    (tmp_path / "table.csv").write_bytes(data)
    return [(line, dict(row)) for line, row in read_table(tmp_path / "table.csv")]


def refusal(tmp_path: Path, data: bytes) -> StreetLawError:
    with pytest.raises(StreetLawError) as caught:
        read(tmp_path, data)
    return caught.value


TABLE = "код;имя\r\n1;Айбек\r\n2;Өмүр\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_encodings_and_delimiters_of_spreadsheets(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = read(tmp_path, TABLE.replace(";", delimiter).encode(encoding))
    assert rows == [(2, {"код": "1", "имя": "Айбек"}), (3, {"код": "2", "имя": "Өмүр"})]


def test_windows_cyrillic(tmp_path: Path) -> None:
    assert read(tmp_path, "код;имя\n1;Ёлкин\n".encode("cp1251")) == [(2, {"код": "1", "имя": "Ёлкин"})]


def test_quotes_hold_delimiters_quotes_and_lines(tmp_path: Path) -> None:
    data = b'"name; full",note\n"a;b","said ""no"",\nand left"\nc,d\n'
    assert read(tmp_path, data) == [
        (3, {"name; full": "a;b", "note": 'said "no",\nand left'}),
        (4, {"name; full": "c", "note": "d"}),
    ]


def test_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert read(tmp_path, b"code\n1\n2\n") == [(2, {"code": "1"}), (3, {"code": "2"})]


def test_empty_lines_short_rows_and_deleted_columns_do_no_harm(tmp_path: Path) -> None:
    data = b" code , phone ,,\n\n1\n,,,\n2,5,,\n"
    assert read(tmp_path, data) == [(3, {"code": "1"}), (5, {"code": "2", "phone": "5"})]


def test_a_name_that_comes_again_is_numbered(tmp_path: Path) -> None:
    assert read(tmp_path, b"code,date,date\n1,2,3\n") == [(2, {"code": "1", "date": "2", "date (2)": "3"})]


@pytest.mark.parametrize("above", ["Реестр 2026\n\n", "Реестр 2026;;\n;;\n"])
def test_a_title_above_the_header_is_passed_over(tmp_path: Path, above: str) -> None:
    data = f"{above}№;ФИО;Рассказ\n1;Асанов;пришёл, сказал, ушёл, вернулся\n"
    assert read(tmp_path, data.encode()) == [
        (4, {"№": "1", "ФИО": "Асанов", "Рассказ": "пришёл, сказал, ушёл, вернулся"})]


def test_what_excel_says_of_the_delimiter_is_no_header(tmp_path: Path) -> None:
    assert read(tmp_path, b"sep=;\r\ncode;name\r\n1;a,b,c\r\n") == [(3, {"code": "1", "name": "a,b,c"})]


@pytest.mark.parametrize("data", [b"%PDF-1.4\n1 0 obj\n", b"{\\rtf1 a}", b"<html><table>", b" <?xml version"])
def test_a_document_of_another_kind_is_no_table(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data).code == "import.no_table"


def test_a_table_without_rows(tmp_path: Path) -> None:
    assert read(tmp_path, b"") == []
    assert read(tmp_path, b"code,phone\n") == []


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"code,phone\n1,2,3\n", 2),
        (b'code\n"1\n', 2),
        (b'code,phone\n1,2\n3,"4\n5,6\n7,8\n', 3),
        (b'code,phone\n1,2\n"3"x,4\n', 3),
    ],
)
def test_lines_that_do_not_fit_are_named(tmp_path: Path, data: bytes, line: int) -> None:
    refused = refusal(tmp_path, data)
    assert (refused.code, refused.facts) == ("import.not_a_table", {"line": line})


@pytest.mark.parametrize("data", [b"a\0b", "a,b".encode("utf-16-le"), b"\xff\xfea", b"\x98"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data).code == "import.encoding"


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path, b"code\n" + b"x" * (csv_file.MOST_CELL + 1)).code == "import.not_a_table"
    monkeypatch.setattr(csv_file, "MOST_ROWS", 2)
    assert len(read(tmp_path, b"code\n1\n2\n")) == 2
    assert refusal(tmp_path, b"code\n1\n2\n3\n").code == "import.too_large"
    monkeypatch.setattr(csv_file, "MOST_BYTES", 10)
    assert refusal(tmp_path, b"code\n12\n34\n").code == "import.too_large"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(StreetLawError) as caught:
            read_table(path)
        assert caught.value.code == "import.unreadable"


@given(data=st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    with suppress(StreetLawError):
        read(folder, data)
