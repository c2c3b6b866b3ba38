"""The disk of the vault is full: one sentence, nothing lost, and the same button once there is room."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from streetlaw.domain.action import Attachment
from streetlaw.domain.incident import Incident
from streetlaw.ui import files
from tests.faults.machine import SmallDisk, small_disk
from tests.journeys.conftest import Program
from tests.journeys.homes import NAME, PASSPHRASE, two_homes
from tests.journeys.person import Person
from tests.journeys.tasks import open_client, records

FULL = "The disk is full"
STORY = "Каттоо бөлүмүндө төлөм сурашты."
MEGABYTES = 32


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", MEGABYTES) as disk:
        yield disk


@pytest.fixture
def person(program: Program, disk: SmallDisk) -> Iterator[Person]:
    """The lawyer at a new incident, on a disk that has just become full."""
    home = two_homes(disk.folder / "homes", asked=False).lawyer
    program.start(only=home)
    program.unlock(PASSPHRASE)
    person = program.person
    open_client(person, NAME)
    person.presses("Ctrl+I")
    person.sees("What the law says")
    disk.fill()
    yield person
    program.end()


def test_an_incident_is_refused_kept_in_the_form_and_saved_once_there_is_room(
        program: Program, person: Person, disk: SmallDisk) -> None:
    person.writes("What happened", STORY)
    person.sees(FULL)
    person.presses("Ctrl+S")
    person.sees(FULL, "Try again")
    assert person.finds(QPlainTextEdit, "What happened").toPlainText() == STORY
    assert records(person, program.desk, Incident) == []
    disk.free()
    person.clicks("Try again")
    person.waits(lambda: records(person, program.desk, Incident), "the incident", person.texts)
    (saved,) = records(person, program.desk, Incident)
    assert saved.narrative == STORY
    person.sees_not(FULL)


def test_a_file_is_refused_whole_and_added_once_there_is_room(
        program: Program, person: Person, disk: SmallDisk, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(os.urandom(300_000))
    monkeypatch.setattr(files, "ask_which_files", lambda *_: [photo])
    person.presses("Escape")
    person.opens_tab("Documents and evidence")
    person.clicks("Add files")
    person.sees("Not added: photo.jpg", FULL)
    assert records(person, program.desk, Attachment) == []
    disk.free()
    person.clicks("Try again")
    person.waits(lambda: records(person, program.desk, Attachment), "the file", person.texts)
    person.sees_not("Not added: photo.jpg")
