"""Nothing written is lost: by a lock, by another language, by a save that was too soon."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from streetlaw.domain.incident import Incident
from streetlaw.ui.incidents.editor import IncidentEditor
from tests.journeys.conftest import Program
from tests.journeys.homes import NAME, PASSPHRASE, Homes
from tests.journeys.person import Person
from tests.journeys.tasks import open_client, records

STORY = "Каттоо бөлүмүндө төлөм сурашты, болбосо кабыл албайбыз дешти."
PLACE = "эшиктин жанында"


@pytest.fixture
def person(person: Person) -> Person:
    """The lawyer, with half an incident written and nothing saved."""
    open_client(person, NAME)
    person.presses("Ctrl+I")
    person.sees("What the law says")
    person.writes("When", "11.2025")
    person.chooses("Where", "Bishkek city")
    person.writes("Place", PLACE)
    person.chooses("Violation", "Unlawful charge for care")
    person.writes("What happened", STORY)
    return person


def test_a_lock_keeps_half_an_incident(program: Program, person: Person, homes: Homes) -> None:
    before = editor(person).form.values()
    person.presses("Ctrl+L")
    program.restart(only=homes.lawyer)
    program.unlock(PASSPHRASE)
    person = program.person
    person.sees("Drafts", f"{homes.code}: incident")
    assert not person.reads(NAME)
    person.clicks(f"Continue: {homes.code}: incident")
    person.waits(lambda: text_of(person, "What happened") == STORY, "the story", person.texts)
    assert text_of(person, "When") == "11.2025"
    assert text_of(person, "Place") == PLACE
    assert editor(person).form.values() == before
    assert records(person, program.desk, Incident) == []


def test_another_language_keeps_what_is_written(program: Program, person: Person) -> None:
    before = editor(person).form.values()
    person.clicks("Language: KY")
    person.waits(lambda: text_of(person, "Эмне болду") == STORY, "the story under its Kyrgyz label",
                 person.texts)
    assert editor(person).form.values() == before
    assert not person.reads("What the law says")


def test_a_save_can_be_taken_back(program: Program, person: Person) -> None:
    person.presses("Ctrl+S")
    person.sees("incident saved, incomplete", "Undo")
    assert len(records(person, program.desk, Incident)) == 1
    person.presses("Ctrl+Z")
    person.sees("Undone")
    assert records(person, program.desk, Incident) == []
    person.presses("Ctrl+Shift+Z")
    person.waits(lambda: records(person, program.desk, Incident), "the incident again")


def editor(person: Person) -> IncidentEditor:
    """The editor there is now."""
    return person.window.findChildren(IncidentEditor)[-1]


def text_of(person: Person, name: str) -> str:
    """What stands in a field; "" while it is not there."""
    label = next((label for label in person.all(QLabel, name) if label.buddy() is not None), None)
    control = label.buddy() if label is not None else None
    while control is not None and control.focusProxy() is not None:
        control = control.focusProxy()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.text() if isinstance(control, QLineEdit) else ""
