from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from streetlaw.documents import recovery_sheet
from streetlaw.domain.paper import RecoverySheet
from tests.documents.reading import check, pages, text
from tests.documents.samples import TODAY

WORDS = tuple(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwx")
SHEET = RecoverySheet(label="Desk", words=WORDS, made=TODAY)


@pytest.mark.parametrize(
    ("language", "title"),
    [("ky", "Калыбына келтирүү сөздөрү"), ("ru", "Слова для восстановления"), ("en", "Recovery words")],
)
def test_the_words_stand_numbered_on_one_page(language: str, title: str, tmp_path: Path) -> None:
    paper = recovery_sheet.make(SHEET, language)
    (said,) = pages(paper)
    assert title in said
    assert [word for number, word in enumerate(WORDS, start=1) if f"{number}. {word}" not in said] == []
    assert "StreetLaw" not in said
    check(paper, tmp_path)


def test_any_number_of_words_can_be_printed() -> None:
    assert "1. one" in text(recovery_sheet.make(RecoverySheet(label="", words=("one",), made=TODAY), "en"))
    assert "Folder —" in text(recovery_sheet.make(RecoverySheet(label="", words=(), made=TODAY), "en"))


def test_the_words_are_in_no_repr() -> None:
    assert "worda" not in repr(SHEET)


def test_the_code_carries_the_words() -> None:
    rows = recovery_sheet.qr_rows(WORDS)
    assert len(rows) == len(rows[0]) > 20
    assert rows == recovery_sheet.qr_rows(WORDS)
    assert rows != recovery_sheet.qr_rows(WORDS[:-1])


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("part", [1, 2, 3])
def test_a_share_says_its_number_and_fits_one_page(language: str, part: int, tmp_path: Path) -> None:
    paper = recovery_sheet.make(replace(SHEET, part=part), language)
    (said,) = pages(paper)
    assert str(part) in said.splitlines()[0]
    assert f"24. {WORDS[-1]}" in said
    check(paper, tmp_path)


def test_a_share_never_claims_to_open_the_folder_alone() -> None:
    said = " ".join(text(recovery_sheet.make(replace(SHEET, part=2), "en")).split())
    assert "Share 2 of 3" in said
    assert "One sheet alone opens nothing." in said
    assert "Whoever has these words" not in said
