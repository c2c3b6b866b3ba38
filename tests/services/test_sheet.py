from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from streetlaw.services.sheet import sheet

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_cells_come_back_and_none_is_a_formula(rows: list[list[str]]) -> None:
    written = sheet(("a", "b"), rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))
    assert read[0] == ["a", "b"]
    for row, found_row in zip(rows, read[1:], strict=True):
        for cell, found in zip(row, found_row, strict=True):
            assert found in (cell, f"'{cell}")
            assert not found.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_formula_is_only_text() -> None:
    assert sheet(("=1+1",), [("-2",), ("2-1",)]).decode("utf-8-sig") == "'=1+1\r\n'-2\r\n2-1\r\n"
