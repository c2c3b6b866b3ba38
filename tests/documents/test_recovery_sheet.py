from __future__ import annotations

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
