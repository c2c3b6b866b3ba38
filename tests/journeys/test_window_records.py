"""What becomes of whole files, by clicks and keys: taken over, made one, copied, erased, brought back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from streetlaw.domain.client import Client
from streetlaw.ui.backup_flow import NamePlace
from streetlaw.ui.cases.erase import EraseQuestion
from streetlaw.ui.clients.page import ClientsPage
from streetlaw.ui.parts.table import TableView
from streetlaw.ui.settings.backup_card import BackupCard
from streetlaw.ui.shell.palette import Palette
from tests.journeys.conftest import Program
from tests.journeys.homes import NAME, PASSPHRASE, Homes, everything
from tests.journeys.person import Person, typed
from tests.journeys.tasks import chooses_file, intake, open_client, records, saves_to
from tests.journeys.test_window_main_job import named_person
from tests.screen_list import REGISTER_ROWS

MORE = "More to do with this file"


def test_a_backup_is_tried_and_comes_back_on_another_computer(
        program: Program, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = tmp_path / "stick" / "copy.slbak"
    backup.parent.mkdir()
    person.presses("Ctrl+Comma")
    card = person.window.findChildren(BackupCard)[0]
    saves_to(monkeypatch, backup)
    person.clicks("Back up now…", card)
    question = person.dialog(NamePlace)
    person.writes("Place", "Сейф", question)
    person.clicks("Back up now", question)
    person.waits(backup.exists, "the backup")
    chooses_file(monkeypatch, backup)
    person.waits(card.test.isEnabled, "the backup can be tested")
    person.clicks("Test…", card)
    person.sees("Everything would come back from this backup")
    before = {client.code: client for client in records(person, program.desk, Client)}

    program.move_to(tmp_path / "another computer")
    program.start()
    person = program.person
    person.clicks("Restore a backup…")
    person.clicks("Choose the file…")
    person.writes("Passphrase", PASSPHRASE)
    person.clicks("Restore")
    person.sees("Names hidden")
    assert {client.code: client for client in records(person, program.desk, Client)} == before
    open_client(person, NAME)


def test_a_table_is_taken_over_and_taken_back(
        program: Program, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _drafts, _head = person.asks(program.desk, everything)
    register = tmp_path / "register.csv"
    register.write_text(REGISTER_ROWS, encoding="utf-8")
    chooses_file(monkeypatch, register)
    person.presses("Ctrl+K")
    palette = person.window.findChildren(Palette)[0]
    person.writes(palette.field, "take over")
    person.waits(lambda: len(palette.entries()) == 1, "the one command")
    person.presses("Return")
    person.clicks("Choose a file…")
    person.sees("register.csv")
    person.clicks("Continue")
    person.sees("7 of 7 are read")
    person.clicks("Continue")
    person.chooses("Meaning of опер", "Police")
    person.clicks("Continue")
    person.clicks("Leave these rows out and take over the rest")
    person.clicks("Take over 2 clients")
    person.sees("The table was taken over")
    assert len(records(person, program.desk, Client)) == 3
    person.clicks("Take the import back")
    person.sees("The import was taken back")
    after, _drafts, _head = person.asks(program.desk, everything)
    assert after == before


def test_two_files_of_one_person_become_one_and_two_again(program: Program, person: Person) -> None:
    intake(person, lambda: named_person(person))
    person.presses("Ctrl+2")
    person.writes("Find a client", NAME)
    table = person.window.findChildren(ClientsPage)[0].table
    person.waits(lambda: table.model().rowCount() == 2, "both files")
    person.clicks_row(table, 0)
    person.clicks(person.button_with("Same person: compare"))
    person.sees("What moves")
    person.clicks("Make one file")
    person.sees("is now part of", "Timeline")
    (gone,) = (client for client in records(person, program.desk, Client) if client.merged_into)
    assert person.reads(f"{gone.code} is now part of")
    person.presses("Ctrl+Z")
    person.sees("Undone")
    assert [client.merged_into for client in records(person, program.desk, Client)] == ["", ""]


def test_a_person_takes_a_copy_and_is_erased_and_the_log_says_so(
        program: Program, person: Person, homes: Homes, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy.zip"
    saves_to(monkeypatch, copy)
    open_client(person, NAME)
    with person.answering("Make the copy"):
        person.picks(MORE, "Copy of everything, for the person…")
    person.sees("Saved. The copy outside is not encrypted.")
    assert len(zipfile.ZipFile(copy).namelist()) >= 2

    with erasing(person, "0000-X"):
        person.picks(MORE, "Erase the file…")
    assert len(records(person, program.desk, Client)) == 1, "another code erases nothing"
    with erasing(person, homes.code):
        person.picks(MORE, "Erase the file…")
    person.sees("The file was erased")
    assert records(person, program.desk, Client) == []

    person.presses("Ctrl+Comma")
    person.chooses("What was done", "Erased")
    table = person.finds(TableView, "Activity log")
    said = lines_of(table)
    person.waits(lambda: any("erased for ever" in line for line in said()), "the line of the log", said)
    assert not any(NAME in line for line in said())


def lines_of(table: TableView) -> Callable[[], list[str]]:
    """What the lines of the log say now."""
    def lines() -> list[str]:
        model = table.model()
        return [" ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
                for row in range(model.rowCount())]
    return lines


@contextmanager
def erasing(person: Person, code: str) -> Iterator[None]:
    """Type a code into the question that what is done inside asks, and erase if that can be done then."""
    asked: list[EraseQuestion] = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, EraseQuestion) and not asked:
            asked.append(question)
            typed(question.typed, code)
            answer = question.verb if question.verb.isEnabled() else question.safe
            QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    eyes = QTimer(interval=10)
    eyes.timeout.connect(look)
    eyes.start()
    yield
    person.waits(lambda: asked, "the question about erasing", person.texts)
    eyes.stop()
