"""A case goes to the attorney and back in Russian and in Kyrgyz: full disks, a lost file, a correction."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from streetlaw.domain.case import Case
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Record
from streetlaw.domain.review import Bundle, Review, ReviewCase, Verdict
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui.exchange.log import LogCard
from streetlaw.ui.exchange.send import SendView
from streetlaw.ui.messages import sentence
from streetlaw.ui.review.side import Side
from tests.faults.machine import SmallDisk, small_disk
from tests.journeys.conftest import Program
from tests.journeys.homes import NAME, PASSPHRASE, Homes, everything, two_homes
from tests.journeys.person import Person
from tests.journeys.tasks import chooses_file, records, saves_to

R = TypeVar("R", bound=Record)

COMMENT = "Уточните, в какой день это было."
FULL = {"file": StreetLawError("file.not_written"), "vault": StreetLawError("vault.disk_full")}


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[SmallDisk]:
    """A stick with room for some files, until it is filled."""
    with small_disk(tmp_path / "stick", 2) as stick:
        yield stick


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk the vaults lie on, until it is filled."""
    with small_disk(tmp_path / "room", 24) as room:
        yield room


@pytest.fixture
def homes(tmp_path: Path, room: SmallDisk) -> Homes:
    made = two_homes(tmp_path / "made", asked=False)
    return replace(made, lawyer=Path(shutil.copytree(made.lawyer, room.folder / "lawyer")),
                   attorney=Path(shutil.copytree(made.attorney, room.folder / "attorney")))


class Office:
    """Whoever sits at the one computer now, and the stick that goes between them."""

    def __init__(self, program: Program, tmp_path: Path, language: str, patch: pytest.MonkeyPatch) -> None:
        self._program, self._root, self._language, self._patch = program, tmp_path, language, patch

    def at(self, folder: Path) -> Person:
        """The owner of a vault, at their exchange page."""
        self._program.move_to(self._root / f"data-{folder.name}", language=self._language)
        self._program.start(only=folder)
        self._program.unlock(PASSPHRASE)
        self._program.person.presses("Ctrl+0")
        return self._program.person

    def saves(self, path: Path) -> Path:
        """Answer the next question where to write."""
        saves_to(self._patch, path)
        return path

    def takes_in(self, person: Person, path: Path, *said: str) -> None:
        """Take a file in, and read what became of it."""
        chooses_file(self._patch, path)
        person.clicks(_("Take in a file…"))
        person.sees(*said)

    def content(self, person: Person) -> object:
        """Everything in the vault."""
        return person.asks(self._program.desk, everything)

    def all(self, person: Person, kind: type[R]) -> Sequence[R]:
        """All records of a kind."""
        return records(person, self._program.desk, kind)


@pytest.mark.parametrize("language", ["ru", "ky"])
def test_a_case_goes_there_and_back(program: Program, homes: Homes, stick: SmallDisk, room: SmallDisk,
                                    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    office = Office(program, tmp_path, language, monkeypatch)
    lawyer = office.at(homes.lawyer)
    first = ask(office, lawyer, stick)
    send_again(office, lawyer, stick)

    attorney = office.at(homes.attorney)
    room.fill()
    before = office.content(attorney)
    office.takes_in(attorney, first.with_name("again.slb"), sentence(FULL["vault"]))
    assert office.content(attorney) == before
    room.free()
    office.takes_in(attorney, first.with_name("again.slb"), _("Taken in"))
    before = office.content(attorney)
    office.takes_in(attorney, first.with_name("again.slb"), _("Nothing new"))
    assert office.content(attorney) == before
    answer = give_back(office, attorney, stick)

    lawyer = office.at(homes.lawyer)
    office.takes_in(lawyer, answer, _("Taken in"))
    (review,) = office.all(lawyer, Review)
    assert (review.verdict, review.comments[0].text) == (Verdict.RETURNED, COMMENT)
    correct(program, lawyer)
    corrected = ask(office, lawyer, stick, "corrected.slb")
    attorney = office.at(homes.attorney)
    office.takes_in(attorney, corrected, _("Taken in"))
    (case,) = office.all(attorney, ReviewCase)
    assert (case.verdict, case.comments[0].text) == (Verdict.OPEN, COMMENT)
    assert not attorney.reads(NAME)


def ask(office: Office, lawyer: Person, stick: SmallDisk, name: str = "request.slb") -> Path:
    """Choose, look, and seal: first onto a full stick, then onto one with room."""
    lawyer.clicks(_("Choose cases…"))
    lawyer.clicks(_("Choose all"))
    for _step in range(3):
        lawyer.clicks(_("Continue"))
    path = office.saves(stick.folder / name)
    sent = len(office.all(lawyer, Bundle))
    stick.fill()
    kept = set(stick.folder.iterdir())
    lawyer.clicks(_("Make the file…"))
    lawyer.sees(sentence(FULL["file"]))
    assert set(stick.folder.iterdir()) == kept
    assert len(office.all(lawyer, Bundle)) == sent
    stick.free()
    lawyer.clicks(_("Make the file…"))
    lawyer.sees(_("The file is ready"))
    lawyer.clicks(_("Back to Exchange"))
    return path


def send_again(office: Office, lawyer: Person, stick: SmallDisk) -> None:
    """The file got lost: the same case leaves once more, from its line in the log."""
    log = lawyer.window.findChildren(LogCard)[0]
    lawyer.waits(lambda: log.model.rowCount() == 1, "the line of the log")
    lawyer.clicks_row(log.table, 0)
    lawyer.clicks(log.again)
    view = lawyer.window.findChildren(SendView)[0]
    lawyer.waits(lambda: len(view.cases.chosen) == 1, "the case of the lost file")
    for _step in range(3):
        lawyer.clicks(_("Continue"))
    path = office.saves(stick.folder / "again.slb")
    lawyer.clicks(_("Make the file…"))
    lawyer.waits(path.exists, "the file once more")
    lawyer.sees(_("The file is ready"))


def give_back(office: Office, attorney: Person, stick: SmallDisk) -> Path:
    """Write a comment, give the case back, and seal the answer: the first time the stick is full."""
    attorney.presses("Ctrl+8")
    attorney.sees(_("Wish of the person"))
    attorney.clicks(attorney.button_with(_("Wish of the person")))
    attorney.writes(attorney.window.findChildren(QPlainTextEdit)[0], COMMENT)
    attorney.presses("Ctrl+Return")
    attorney.sees(COMMENT)
    attorney.clicks(_("Return with comments"))
    path = office.saves(stick.folder / "answer.slb")
    stick.fill()
    seal = attorney.window.findChildren(Side)[0].seal
    attorney.clicks(seal)
    attorney.sees(sentence(FULL["file"]))
    assert not path.exists()
    stick.free()
    attorney.clicks(seal)
    attorney.waits(path.exists, "the sealed review")
    return path


def correct(program: Program, lawyer: Person) -> None:
    """Write the summary that was missing."""
    lawyer.asks(program.desk, _corrected)


def _corrected(work: Work) -> None:
    (case,) = work.list(Case)
    work.change(replace(case, summary_for_counsel="Күнү аныкталды."))
    work.commit("case.saved")
