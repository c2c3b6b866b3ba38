"""`streetlaw import`: a register of clients, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from streetlaw.domain.code import code
from streetlaw.exchange import csv_file
from tests.cli.conftest import Desk, content, said

TABLE = f"code,family name,given name,birth date,gender\n{code(2000)},Асанов,Бакыт,17.11.1990,м\n,,,1985,ж\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "clients.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "clients.csv"


def clients(desk: Desk) -> dict[str, Any]:
    return {client.code: client for client in content(desk.folder)["client"]}


def test_a_dry_run_says_what_would_happen_and_changes_nothing(lawyer: Desk, table: Path) -> None:
    before = content(lawyer.folder)
    done = lawyer.do("import", table, "--dry-run")
    assert (done.status, done.facts["dry_run"], done.facts["rows"], done.facts["added"]) == (0, True, 2, 2)
    assert content(lawyer.folder) == before


def test_rows_become_clients_once(lawyer: Desk, table: Path) -> None:
    before = clients(lawyer)
    done = lawyer.do("import", table)
    assert (done.status, done.facts["added"], done.facts["errors"]) == (0, 2, [])
    added = {known: client for known, client in clients(lawyer).items() if known not in before}
    assert sorted((client.family_name, client.named) for client in added.values()) == [
        ("", False),
        ("Асанов", True),
    ]
    coded = [line for line in TABLE.splitlines() if line.startswith(("code", code(2000)))]
    table.write_text("\n".join(coded), encoding="utf-8")
    again = lawyer.do("import", table)
    assert (again.facts["added"], again.facts["existing"]) == (0, 1)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1251", ";"), ("cp1251", "\t"), ("utf-16", "\t")],
)
def test_tables_of_all_spreadsheets_are_read(
    lawyer: Desk, table: Path, encoding: str, delimiter: str
) -> None:
    table.write_bytes(TABLE.replace(",", delimiter).encode(encoding))
    assert lawyer.do("import", table).facts["added"] == 2
    assert "Асанов" in {client.family_name for client in clients(lawyer).values()}


def test_errors_are_told_row_by_row_and_nothing_is_taken_over(lawyer: Desk, table: Path) -> None:
    table.write_text(
        f"code;gender;birth date;shoes\n{code(2000)};м;1990;42\n"
        f"abc;м;1990;43\n{code(2001)};кит;31.02.1990;44\n",
        encoding="utf-8",
    )
    refused = lawyer.refused("import.has_errors", "import", table)
    errors = [(error["line"], error["column"], error["code"]) for error in refused.facts["errors"]]
    assert errors == [
        (3, "code", "client.code_invalid"),
        (4, "birth_date", "date.invalid"),
        (4, "gender", "import.word_unknown"),
    ]
    assert refused.facts["unknown_columns"] == ["shoes"]
    spoken = said("import", lawyer.folder, table, "--dry-run", "--passphrase-file", lawyer.key, language="ru")
    assert "строка 4, gender: «кит»" in spoken.out
    assert "shoes" in spoken.out

    done = lawyer.do("import", table, "--skip-bad")
    assert (done.status, done.facts["added"], len(done.facts["errors"])) == (0, 1, 3)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"\x00\x01\x02" * 99, "import.encoding"),
        (b"shoes,hats\n1,2\n", "import.no_columns"),
        (b"code\n1\n\"2\n", "import.not_a_table"),
        (b'code,phone\n1,"2\n', "import.not_a_table"),
        (b"code\n1,2,3\n", "import.not_a_table"),
    ],
)
def test_what_is_no_table_is_refused(lawyer: Desk, table: Path, data: bytes, refusal: str) -> None:
    table.write_bytes(data)
    lawyer.refused(refusal, "import", table)


def test_a_table_that_is_too_large_or_not_there_is_refused(
    lawyer: Desk, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lawyer.refused("import.unreadable", "import", table.with_name("gone.csv"))
    lawyer.refused("import.unreadable", "import", table.parent)
    monkeypatch.setattr(csv_file, "MOST_ROWS", 1)
    lawyer.refused("import.too_large", "import", table)
