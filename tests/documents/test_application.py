from __future__ import annotations

from pathlib import Path

import pytest

from streetlaw.documents import application as paper
from tests.documents.reading import check, text
from tests.documents.samples import application


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ["Кому: Служба юридической помощи", "От кого: Сыдыкова Айгүл Өмүрбековна", "ЗАЯВЛЕНИЕ",
                "Дело: дело о правонарушении.", "Доход за последние 12 месяцев, сом: 141 000.",
                "1. Копия документа, удостоверяющего личность", "2. Справка о доходах (пока нет)",
                "перечень документов не проверены", "стр. 1 / 1"]),
        ("ky", ["АРЫЗ", "Мага мамлекет кепилдеген юридикалык жардам көрсөтүүңүздөрдү суранам",
                "Акыркы 12 айдагы киреше, сом: 141 000.", "(азырынча жок)", "тизмеси текшерилген эмес"]),
        ("en", ["APPLICATION", "Ground: Low income (60 x minimum wage).", "were not verified"]),
    ],
)  # fmt: skip
def test_an_application_speaks_its_language(language: str, words: list[str], tmp_path: Path) -> None:
    made = paper.make(application(), language)
    said = text(made)
    assert [word for word in words if word not in said] == []
    check(made, tmp_path)


def test_without_a_name_there_is_a_line_for_it() -> None:
    said = text(paper.make(application(name=""), "en"))
    assert "From: ____" in said
    assert "Сыдыкова" not in said


def test_income_is_told_only_when_the_ground_looks_at_it() -> None:
    said = text(paper.make(application(category="first_detention"), "en"))
    assert "141" not in said
    assert "Income" not in said.replace("Income statement", "")


def test_answers_that_are_no_numbers_stay_out() -> None:
    answers = (("income_12", "skip"), ("household", "<b>"), ("matter", "offence"), ("unknown", "5"))
    assert "household" not in text(paper.make(application(answers=answers), "en"))


def test_a_bare_application_can_be_made() -> None:
    bare = application(name="", aid_kind="", matter="", category="", answers=(), papers=())
    said = text(paper.make(bare, "en"))
    assert "I ask for legal aid guaranteed by the state." in said
    for absent in ("Matter:", "Ground:", "Attached:"):
        assert absent not in said


def test_an_article_is_cited_only_from_the_law_in_force() -> None:
    assert "Code of Offences, art. 498" in text(paper.make(application(category="offence_charge"), "en"))
    assert "art. 8" not in text(paper.make(application(category="first_detention"), "en"))


def test_a_matter_typed_by_hand_stands_as_typed() -> None:
    assert "Matter: fine of 14.11." in text(paper.make(application(matter="fine of 14.11"), "en"))
