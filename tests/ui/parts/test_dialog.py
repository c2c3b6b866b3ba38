"""A question that is higher than the screen scrolls; its answers stay in view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field

ROOM = QSize(683, 296)


@pytest.fixture(autouse=True)
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop at 200 %."""
    monkeypatch.setattr(dialog, "room_of", lambda _asked: ROOM)


def asked(qtbot: QtBot, fields: int) -> Question:
    question = Question(None, "Make a new sheet?", "The one before opens nothing then.", safe="Cancel",
                        verb="Make it")
    for number in range(fields):
        question.body.addWidget(Field(f"Word {number}", QLineEdit(), hint="as it stands on the sheet"))
    qtbot.addWidget(question)
    question.show()
    qtbot.waitUntil(lambda: question.height() >= question.minimumHeight() > 0)
    question.resize(question.minimumSize())
    return question


def area(question: Question) -> QScrollArea:
    found = question.findChild(QScrollArea)
    assert found is not None
    return found


def inside(question: Question) -> bool:
    """Whether both answers are in view."""
    return all(question.rect().contains(QRect(answer.mapTo(question, QPoint(0, 0)), answer.size()))
               for answer in (question.safe, question.verb))


def test_a_short_question_shows_all(look: None, qtbot: QtBot) -> None:
    question = asked(qtbot, 1)
    qtbot.waitUntil(lambda: question.minimumHeight() == question.needed_height())
    assert inside(question)
    assert area(question).verticalScrollBar().maximum() == 0


def test_a_long_question_scrolls_and_keeps_its_answers(look: None, qtbot: QtBot) -> None:
    question = asked(qtbot, 24)
    assert question.needed_height() > ROOM.height() == question.height()
    assert inside(question)


def test_the_keys_of_pages_scroll_it_from_its_answers(look: None, qtbot: QtBot) -> None:
    question = asked(qtbot, 24)
    bar = area(question).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(question.safe, key)
        seen.append(bar.value())
    assert seen[0] > 0
    assert seen[1:] == [0, bar.maximum(), 0]


def test_what_is_told_to_be_seen_comes_into_view(look: None, qtbot: QtBot) -> None:
    question = asked(qtbot, 24)
    last = question.findChildren(Field)[-1]
    question.bring(last)
    room = area(question).viewport()
    qtbot.waitUntil(lambda: room.rect().contains(last.mapTo(room, QPoint(8, last.height() // 2))))
