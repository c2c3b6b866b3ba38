"""Terms are explained where they appear, in three languages, with their source."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.domain.pack import Pack
from streetlaw.ui import glossary
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.explain import Explain, Explanation
from streetlaw.ui.parts.text import Text
from tests.test_architecture import called, under


@pytest.fixture
def page(qtbot: QtBot, look: None) -> QWidget:
    page = QWidget()
    QVBoxLayout(page)
    page.resize(600, 500)
    qtbot.addWidget(page)
    page.show()
    return page


def shown(page: QWidget, code: str, pack: Pack) -> tuple[Explain, Explanation]:
    button = glossary.explain(code, pack)
    layout = page.layout()
    assert layout is not None
    layout.addWidget(button)
    button.click()
    opened = button.findChild(Explanation)
    assert opened is not None
    return button, opened


@pytest.mark.parametrize("language", translation.LANGUAGES)
def test_every_term_is_explained_in_every_language(language: str) -> None:
    for entry in glossary.entries().values():
        assert entry.names[language].strip()
        assert len(entry.meanings[language]) > 40
        assert "|" not in entry.meanings[language]


def test_what_is_said_of_the_law_has_a_source_and_says_how_sure_it_is() -> None:
    for entry in glossary.entries().values():
        assert bool(entry.pack) == bool(entry.source) == bool(entry.confidence)
        assert entry.confidence in ("", "verified", "check")


def test_every_term_of_the_table_stands_somewhere_and_no_other() -> None:
    asked = {ast.literal_eval(call.args[0]) for module in under("ui/") for call in module.calls()
             if called(call) == "explain" and module.name != "streetlaw/ui/glossary.py"}
    assert asked == {code for _pack, code in glossary.entries()}


def test_a_question_mark_opens_the_meaning_and_escape_closes_it(page: QWidget, pack: Pack) -> None:
    button, opened = shown(page, "limitation", pack)
    texts = [text.text() for text in opened.findChildren(Text)]
    assert texts[0] == "Limitation period"
    assert texts[1].startswith("The time in which a claim")
    assert texts[2].startswith("Source: Civil Code, Art. 212")
    assert [badge.text() for badge in opened.findChildren(Badge)] == ["To be checked in the law"]
    assert button.accessibleName() == "What is “Limitation period”?"
    assert opened.accessibleName() == texts[0]
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_a_term_of_the_program_claims_no_source(page: QWidget, pack: Pack) -> None:
    _button, opened = shown(page, "violation", pack)
    assert opened.findChildren(Badge) == []
    assert not any(text.text().startswith("Source") for text in opened.findChildren(Text))


def test_all_its_words_have_room_inside_the_window(page: QWidget, pack: Pack, qapp: QApplication) -> None:
    for language in translation.LANGUAGES:
        translation.use(language)
        for _pack, code in glossary.entries():
            button, opened = shown(page, code, pack)
            for text in opened.findChildren(Text):
                assert text.height() >= text.heightForWidth(text.width())
            assert page.frameGeometry().left() <= opened.geometry().left()
            opened.close()
            button.hide()


def test_the_law_of_another_country_is_not_explained_by_ours(pack: Pack) -> None:
    other = replace(pack, code="bg")
    assert glossary.explain("legal_aid", other).isHidden()
    assert glossary.explain("violation", other).accessibleName() == "What is “Violation”?"
