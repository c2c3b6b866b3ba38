"""Taking files in: beside everything else, one after the other, all or nothing of each."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Attachment
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.attachments import KeepFile
from streetlaw.services.blobs import StoredBlob
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress, silent
from streetlaw.ui.desk import Desk
from streetlaw.ui.evidence.intake import Intake, Told
from streetlaw.ui.evidence.intake_card import IntakeCard
from tests.fakes.memory import MemoryBlobs, MemoryVault

WANTED = KeepFile(client_id="c" * 32, name="", once=True)


@pytest.fixture
def intake(desk: Desk, memory_vault: MemoryVault) -> Intake:
    with memory_vault.work() as work:
        work.add(Client(id=WANTED.client_id, code="1000-A"))
        work.commit("client.added")
    return Intake.of(desk)


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("photo.jpg", "запись.mp3", "scan.pdf")]
    for path in made:
        path.write_bytes(os.urandom(3 * 2**20))
    return made


def kept(vault: MemoryVault) -> list[str]:
    with vault.work() as work:
        return [file.name for file in work.list(Attachment)]


def taken(intake: Intake, qtbot: QtBot, paths: list[Path], wanted: KeepFile = WANTED) -> Told:
    with qtbot.waitSignal(intake.ended):
        intake.take(paths, wanted)
    told = intake.told(WANTED.client_id)
    assert told is not None
    return told


class HeldBlobs(MemoryBlobs):
    """Sealing waits at its first piece until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go = threading.Event(), threading.Event()

    def store(self, source: BinaryIO, *, size: int = 0, progress: Progress = silent) -> StoredBlob:
        self.begun.set()
        assert self.go.wait(120)
        return super().store(source, size=size, progress=progress)


@pytest.fixture
def held(memory_vault: MemoryVault) -> Iterator[HeldBlobs]:
    memory_vault.blobs = HeldBlobs()
    yield memory_vault.blobs
    memory_vault.blobs.go.set()


def test_several_files_are_taken_in_with_one_progress(intake: Intake, memory_vault: MemoryVault,
                                                      paths: list[Path], qtbot: QtBot) -> None:
    percents: list[int] = []
    intake.moved.connect(percents.append)
    told = taken(intake, qtbot, paths)
    assert (told, kept(memory_vault)) == (Told(3), [path.name for path in paths])
    assert percents == sorted(set(percents))
    assert percents[-1] == 99
    assert not intake.is_busy
    assert intake.told(WANTED.client_id) is None


def test_the_vault_is_free_while_a_file_is_sealed(intake: Intake, desk: Desk, memory_vault: MemoryVault,
                                                  held: HeldBlobs, paths: list[Path], qtbot: QtBot) -> None:
    def save(work: Work) -> Outcome:
        work.add(Client(code="1001-C"))
        return work.commit("client.added")

    intake.take(paths[:1], WANTED)
    qtbot.waitUntil(held.begun.is_set)
    saved: list[Outcome] = []
    desk.run(save, owner=intake, done=saved.append)
    qtbot.waitUntil(lambda: bool(saved))
    assert intake.is_busy
    with qtbot.waitSignal(intake.ended):
        held.go.set()
    assert kept(memory_vault) == ["photo.jpg"]


def test_cancelling_leaves_no_file_and_no_record(intake: Intake, memory_vault: MemoryVault, held: HeldBlobs,
                                                 paths: list[Path], qtbot: QtBot) -> None:
    intake.take(paths, WANTED)
    qtbot.waitUntil(held.begun.is_set)
    with qtbot.waitSignal(intake.ended):
        intake.cancel()
        held.go.set()
    assert (held.sealed, kept(memory_vault), intake.told(WANTED.client_id)) == ({}, [], None)
    assert taken(intake, qtbot, paths[:1]) == Told(1)


def test_cancelling_after_the_last_piece_leaves_nothing_either(
        intake: Intake, memory_vault: MemoryVault, paths: list[Path], monkeypatch: pytest.MonkeyPatch,
        qtbot: QtBot) -> None:
    sealed = intake._on_sealed

    def too_late(stored: StoredBlob) -> None:
        assert len(memory_vault.blobs.sealed) == 1
        intake.cancel()
        sealed(stored)

    monkeypatch.setattr(intake, "_on_sealed", too_late)
    with qtbot.waitSignal(intake.ended):
        intake.take(paths[:1], WANTED)
    assert (memory_vault.blobs.sealed, kept(memory_vault)) == ({}, [])


def test_one_bad_file_does_not_stop_the_others(intake: Intake, memory_vault: MemoryVault, paths: list[Path],
                                               qtbot: QtBot) -> None:
    paths[1].unlink()
    told = taken(intake, qtbot, paths)
    assert (told.kept, [refused.error.code for refused in told.refused]) == (2, ["file.not_read"])
    assert kept(memory_vault) == ["photo.jpg", "scan.pdf"]


def test_a_full_vault_is_said_and_leaves_no_file(intake: Intake, memory_vault: MemoryVault, paths: list[Path],
                                                 qtbot: QtBot) -> None:
    memory_vault.fails = StreetLawError("vault.disk_full")
    told = taken(intake, qtbot, paths[:1])
    assert [refused.error.code for refused in told.refused] == ["vault.disk_full"]
    assert memory_vault.blobs.sealed == {}


def test_the_same_content_is_kept_once_until_asked_again(intake: Intake, memory_vault: MemoryVault,
                                                         paths: list[Path], desk: Desk, qtbot: QtBot) -> None:
    paths[1].write_bytes(paths[0].read_bytes())
    card = IntakeCard(desk)
    qtbot.addWidget(card)
    card.show_client(WANTED.client_id)
    with qtbot.waitSignal(card.kept) as counted:
        intake.take(paths[:2], WANTED)
    assert counted.args == [1]
    assert kept(memory_vault) == ["photo.jpg"]
    (banner,) = card.banners
    assert "запись.mp3 is kept here as photo.jpg" in banner.text()
    with qtbot.waitSignal(intake.ended):
        banner.acted.emit()
    assert kept(memory_vault) == ["photo.jpg", "запись.mp3"]
    assert card.banners == ()


def test_a_page_that_comes_later_is_told(intake: Intake, desk: Desk, paths: list[Path], qtbot: QtBot) -> None:
    paths[0].unlink()
    with qtbot.waitSignal(intake.ended):
        intake.take(paths[:2], WANTED)
    other, card = IntakeCard(desk), IntakeCard(desk)
    for one in (other, card):
        qtbot.addWidget(one)
    other.show_client("somebody else")
    assert other.banners == ()
    card.show_client(WANTED.client_id)
    assert [banner.text() for banner in card.banners] == [
        "The file could not be read. Check that it is still there, then choose it again."]


def test_what_was_refused_is_said_on_the_page_in_view(intake: Intake, desk: Desk, paths: list[Path],
                                                      qtbot: QtBot) -> None:
    pages, cards = [QWidget(), QWidget()], [IntakeCard(desk), IntakeCard(desk)]
    for page, card in zip(pages, cards, strict=True):
        qtbot.addWidget(page)
        card.setParent(page)
        card.show_client(WANTED.client_id)
    pages[1].show()
    paths[0].unlink()
    with qtbot.waitSignal(intake.ended):
        intake.take(paths[:1], WANTED)
    assert [len(card.banners) for card in cards] == [0, 1]
    pages[1].hide()
    with qtbot.waitSignal(intake.ended):
        intake.take(paths[:1], WANTED)
    assert cards[0].banners == ()
    pages[0].show()
    assert len(cards[0].banners) == 1


def test_a_lock_stops_the_sealing(intake: Intake, desk: Desk, memory_vault: MemoryVault, held: HeldBlobs,
                                  paths: list[Path], qtbot: QtBot) -> None:
    intake.take(paths, WANTED)
    qtbot.waitUntil(held.begun.is_set)
    desk.closed.emit()
    held.go.set()
    qtbot.waitUntil(lambda: not intake.is_busy)
    assert (held.sealed, kept(memory_vault)) == ({}, [])
