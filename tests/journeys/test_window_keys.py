"""Every way into a folder, by clicks and keys: file, sheets, a keeper's words, and the one that destroys."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from streetlaw.domain.client import Client
from streetlaw.ui.settings.escrow import GiveEscrow, ReleaseEscrow
from streetlaw.ui.settings.forced import SetDuress
from streetlaw.ui.settings.key_file import AddKeyFile
from streetlaw.ui.settings.shares import MakeShares, ShareSheets
from streetlaw.ui.written_words import WordGrid
from tests.documents.reading import text as text_of
from tests.journeys.conftest import Program
from tests.journeys.homes import PASSPHRASE, Homes, two_homes
from tests.journeys.person import Person
from tests.journeys.tasks import chooses_file, records, saves_to

OTHER, NEW = "дагы бир башка сөз айкашы", "бүтүндөй жаңы сөз айкашы"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("homes")
    two_homes(room, asked=False)
    return room


@pytest.fixture
def homes(template: Path, tmp_path: Path) -> Homes:
    """The lawyer and the attorney, as they were before each test."""
    shutil.copytree(template, tmp_path / "homes")
    return Homes(tmp_path / "homes" / "lawyer", tmp_path / "homes" / "attorney", "", b"", b"")


@pytest.fixture
def person(program: Program, homes: Homes) -> Person:
    """The lawyer at the settings."""
    program.start(only=homes.lawyer)
    program.unlock(PASSPHRASE)
    program.person.presses("Ctrl+Comma")
    program.person.sees("What opens this folder", "since")
    return program.person


def proves(person: Person, question: QDialog, verb: str) -> None:
    """Write the passphrase of now, and go on."""
    person.writes("Passphrase now", PASSPHRASE, question)
    person.clicks(verb, question)


def locks(program: Program, folder: Path) -> Person:
    """Lock; somebody comes back to the start page."""
    program.person.presses("Ctrl+L")
    program.restart(only=folder)
    return program.person


def test_a_file_and_its_passphrase_open_the_folder_together(
        program: Program, person: Person, homes: Homes, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    saves_to(monkeypatch, stick)
    person.picks("Add…", "A key file on a stick…")
    question = person.dialog(AddKeyFile)
    person.clicks("Make a file…", question)
    person.waits(stick.exists, "the key file")
    person.writes("Passphrase that goes with the file", OTHER, question)
    person.writes("The same once more", OTHER, question)
    proves(person, question, "Add the key file")
    person.sees("Passphrase and key file")

    person = locks(program, homes.lawyer)
    person.writes("Passphrase", OTHER)
    person.clicks("Open")
    person.sees("That did not open the folder.")
    chooses_file(monkeypatch, stick)
    person.picks("Other ways", "Passphrase and key file")
    person.clicks("Choose the file…")
    person.writes("Passphrase", OTHER)
    person.clicks("Open")
    person.sees("Names hidden")


def test_two_of_three_sheets_open_the_folder_and_set_a_new_passphrase(
        program: Program, person: Person, homes: Homes, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    person.picks("Add…", "Three sheets, two of which open…")
    proves(person, person.dialog(MakeShares), "Make the sheets")
    question = person.dialog(ShareSheets)
    papers = []
    for number in (1, 2, 3):
        papers.append(tmp_path / f"{number}.pdf")
        saves_to(monkeypatch, papers[-1])
        person.writes(f"Who gets sheet {number}", f"Досум {number}", question)
        person.clicks(f"Save sheet {number}…", question)
        person.waits(papers[-1].exists, "the sheet")
    person.clicks("Done", question)
    person.sees_not("Save the three sheets")
    person.sees("Three sheets, two of which open")

    person = locks(program, homes.lawyer)
    person.picks("Other ways", "Two of three sheets")
    person.writes("Words of one sheet", words_on(papers[2]))
    person.writes("Words of another sheet", words_on(papers[0]))
    opens_anew(person)

    person = locks(program, homes.lawyer)
    program.unlock(NEW)


def test_the_keeper_of_a_key_reads_words_that_open_the_folder(
        program: Program, person: Person, homes: Homes, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    person.picks("Add…", "A person I trust…")
    question = person.dialog(GiveEscrow)
    proves(person, question, "Give the key")
    person.waits(lambda: person.reads("Nothing is given without your consent.", question), "the refusal")
    person.clicks("I agree", question)
    person.clicks("Give the key", question)
    person.sees("Somebody else holds a key")

    request = tmp_path / "request.sle"
    person = locks(program, homes.lawyer)
    person.picks("Other ways", "Words from the person who keeps a key")
    saves_to(monkeypatch, request)
    person.clicks("Save the request file…")
    person.waits(request.exists, "the request")

    words = released(program, homes, request, monkeypatch)

    program.end()
    program.start(only=homes.lawyer)
    person = program.person
    person.picks("Other ways", "Words from the person who keeps a key")
    person.writes("Words from the person who keeps a key", words)
    opens_anew(person)
    person.sees_not("Somebody else holds a key")


def test_the_second_passphrase_opens_invented_people_and_nothing_ever_again(
        program: Program, person: Person, homes: Homes) -> None:
    person.clicks("Set up…")
    question = person.dialog(SetDuress)
    person.clicks("I have understood this", question)
    person.writes("Second passphrase", OTHER, question)
    person.writes("Second passphrase once more", OTHER, question)
    proves(person, question, "Set the second passphrase")
    person.sees("is set")
    (real,) = records(person, program.desk, Client)

    locks(program, homes.lawyer)
    program.unlock(OTHER)
    invented = records(program.person, program.desk, Client)
    assert invented
    assert real.family_name not in {client.family_name for client in invented}
    program.person.presses("Ctrl+Comma")
    program.person.sees("What opens this folder")
    assert not program.person.reads("is set")

    person = locks(program, homes.lawyer)
    person.writes("Passphrase", PASSPHRASE)
    person.clicks("Open")
    person.sees("That did not open the folder.")


def released(program: Program, homes: Homes, request: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The attorney makes sure who asks, and reads the words that are shown once."""
    program.end()
    program.start(only=homes.attorney)
    program.unlock(PASSPHRASE)
    person = program.person
    person.presses("Ctrl+Comma")
    person.clicks("Help a colleague…")
    question = person.dialog(ReleaseEscrow)
    chooses_file(monkeypatch, request)
    person.clicks("Open the request file…", question)
    person.waits(lambda: person.reads("Make sure first that it is your colleague.", question), "the refusal")
    person.clicks("I have recognised my colleague by face or voice", question)
    person.clicks("Open the request file…", question)
    person.waits(lambda: person.reads("Read the words aloud", question), "the words")
    words = in_order(" ".join(person.texts(question.findChildren(WordGrid)[0])))
    person.clicks("Close", question)
    return words


def opens_anew(person: Person) -> None:
    """Set the new passphrase that words ask for, and open."""
    person.writes("New passphrase", NEW)
    person.writes("New passphrase once more", NEW)
    person.clicks("Open")
    person.sees("Names hidden")


def words_on(paper: Path) -> str:
    """The words of a sheet, as somebody would type them from the paper."""
    return in_order(text_of(paper.read_bytes()))


def in_order(text: str) -> str:
    """24 numbered words in a text, in their order."""
    found = dict(re.findall(r"\b(\d{1,2})[.\s]+([^\W\d_]+)", text))
    words = [found[str(number)] for number in range(1, 25)]
    return " ".join(words)
