"""What people do again and again, as clicks and keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from streetlaw.domain.record import Record
from streetlaw.services.ports import Work
from streetlaw.ui import files
from streetlaw.ui.clients.page import ClientsPage
from streetlaw.ui.desk import Desk
from streetlaw.ui.settings.compare import CompareWords
from streetlaw.ui.start.steps import CheckStep, WordsStep
from tests.journeys.person import Person

R = TypeVar("R", bound=Record)

_OPENED = re.compile(r"(\d+-[A-Z]): file opened")


def first_run(person: Person, name: str, role: str, passphrase: str) -> None:
    """Make a folder: who I am, a passphrase twice, the words written down and typed back."""
    person.sees("Make a folder")
    person.writes("How colleagues know you", name)
    person.clicks(f"Role: {role}")
    person.clicks("Next")
    person.writes("Passphrase", passphrase)
    person.writes("Passphrase once more", passphrase)
    person.clicks("Make the folder")
    person.sees("Write down the recovery words")
    words = recovery_words(person)
    assert len(words) == 24
    person.clicks("I have written them down")
    person.sees("Check the recovery words")
    for field in person.window.findChildren(CheckStep)[0].findChildren(QLineEdit):
        number = int(re.sub(r"\D", "", field.accessibleName()))
        person.writes(field, words[number - 1])
    person.clicks("Open the folder")
    person.sees("Reviews appear here" if role == "Attorney" else "Deadlines")


def recovery_words(person: Person) -> list[str]:
    """The words on the screen, in their order."""
    shown = person.texts(person.window.findChildren(WordsStep)[0])
    numbered = sorted((int(found[1]), found[2]) for text in shown
                      if (found := re.fullmatch(r"\s*(\d+)\s+(\S+)", text)))
    return [word for _, word in numbered]


def save_own_card(person: Person, to: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save my contact card to a stick."""
    person.presses("Ctrl+Comma")
    saves_to(monkeypatch, to)
    person.sees("My six words")
    person.clicks("Save my card…")
    person.waits(to.exists, "the card")


def trust(person: Person, card: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add somebody's card, compare the words, and let them receive cases for review."""
    person.presses("Ctrl+Comma")
    chooses_file(monkeypatch, card)
    person.clicks("Add a card…")
    person.sees("Not compared yet")
    person.picks(f"More about {name}", "Words were compared…")
    question = person.dialog(CompareWords)
    assert len(question.known.words) == 6
    person.clicks("The words are the same", question)
    person.sees("In person", "cases for review")


def intake(person: Person, fill: Callable[[], None]) -> str:
    """Take somebody in and return their code."""
    person.presses("Ctrl+N")
    person.sees("Who is the person?")
    fill()
    person.presses("Ctrl+Return")
    person.sees("file opened", "Timeline")
    return next(found[1] for text in person.texts() if (found := _OPENED.fullmatch(text)))


def agrees(person: Person, purpose: str, answer: str) -> None:
    """Note the answer to one question of consent."""
    person.clicks(f"{purpose}: {answer}")


def act_button(person: Person) -> str:
    """The name of the first body the law panel offers to turn to, which has a day to keep."""
    return next(button.accessibleName() for button in person.window.findChildren(QPushButton)
                if button.isVisible() and button.accessibleName().startswith("Act on: ")
                and any(action.isEnabled() and action.text().startswith("Add the time limit")
                        for action in button.menu().actions()))


def saves_to(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Answer the next question where to write a file; None cancels."""
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: path)


def chooses_file(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Answer the next question which file to read; None cancels."""
    monkeypatch.setattr(files, "ask_which_file", lambda *_: path)


def records(person: Person, desk: Desk, kind: type[R]) -> Sequence[R]:
    """All records of a kind in the vault."""
    return person.asks(desk, _listed, kind)


def open_client(person: Person, name: str) -> None:
    """Find somebody in the list by a name nobody sees, and open their page."""
    person.presses("Ctrl+2")
    person.writes("Find a client", name)
    table = person.window.findChildren(ClientsPage)[0].table
    person.waits(lambda: table.model().rowCount() == 1, "one client")
    person.presses("Return", "Return")
    person.sees("Timeline")


def _listed(work: Work, kind: type[R]) -> Sequence[R]:
    return work.list(kind)
