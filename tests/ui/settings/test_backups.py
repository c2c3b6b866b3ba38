from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.backup import Chain, Place, Trial
from streetlaw.domain.errors import StreetLawError
from streetlaw.services import backups
from streetlaw.services.progress import Progress
from streetlaw.ui import files, start_file
from streetlaw.ui.backup_flow import NamePlace
from streetlaw.ui.route import Route
from streetlaw.ui.settings.backups_block import BackupsBlock
from streetlaw.ui.settings.page import SettingsPage
from streetlaw.ui.settings.restore import HANDED, RestoreBackup
from streetlaw.ui.settings.trustees import ChooseTrustees
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.services.test_backups import known
from tests.ui.conftest import PASSPHRASE, FakeBackups, backup_report

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> SettingsPage:
    shell.navigator.go(Route("settings", tab="backups"))
    shown = shell.navigator.page
    assert isinstance(shown, SettingsPage)
    qtbot.waitUntil(lambda: bool(block_of(shown).points))
    return shown


def block_of(page: SettingsPage) -> BackupsBlock:
    block = page.blocks["backups"]
    assert isinstance(block, BackupsBlock)
    return block


def texts(widget: QWidget) -> str:
    return " / ".join(str(getattr(child, "text", str)()) for child in widget.findChildren(QWidget)
                      if callable(getattr(child, "text", None)))


def backup_text(shell: Shell) -> str:
    return shell.chrome.status._backup._text.text()


def good(**facts: object) -> Trial:
    return replace(Trial(held=backup_report(), chain=Chain.PAST, same_passphrase=True), **facts)  # type: ignore[arg-type]


def test_the_first_backup_asks_what_the_place_is_called(
        page: SettingsPage, kept_backups: FakeBackups, tmp_path: Path, qtbot: QtBot, shell: Shell,
        monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, _kinds: files.Kinds) -> Path:
        asked.append(name)
        return tmp_path / "b.slv"

    monkeypatch.setattr(files, "ask_where_to_save", ask)
    block = block_of(page)
    block.card.make.click()
    qtbot.waitUntil(lambda: page.findChild(NamePlace) is not None)
    question = page.findChild(NamePlace)
    assert isinstance(question, NamePlace)
    question.name.setText("Office safe")
    question.verb.click()
    qtbot.waitUntil(lambda: backup_text(shell) == "Backup made today")
    qtbot.waitUntil(lambda: "Office safe, 24 Nov" in texts(block.card))
    assert "1.7 MB, today" in texts(block.card)
    assert block.card.make.isEnabled()
    block.card.make.click()  # the place is known now: nothing is asked
    qtbot.waitUntil(lambda: len(kept_backups.made) == 2)
    assert asked == ["2026-11-24.slv", str(tmp_path / "2026-11-24.slv")]


def test_a_tested_backup_shows_in_the_card_and_in_the_bar(
        page: SettingsPage, kept_backups: FakeBackups, memory_vault: MemoryVault, qtbot: QtBot, shell: Shell,
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with memory_vault.work() as work:
        place = Place(name="USB drive", path="/stick/b.slv", made=backup_report().made, size=1, lines=12)
        backups.note_made(work, place)
    kept_backups.trial = good()
    monkeypatch.setattr(files, "ask_which_file", lambda *_: tmp_path / "b.slv")
    block = block_of(page)
    block.card.test.click()
    qtbot.waitUntil(lambda: backup_text(shell) == "Backup tested today")
    assert "Everything would come back from this backup: 82 records and 3 attachments" \
        in shell.chrome.banner_text()
    qtbot.waitUntil(lambda: "Restore tested on 24 November" in texts(block.card))
    assert "all 82 records opened" in texts(block.card)
    assert [point.done for point in block.points] == ["backup made", "restore tested"]


def test_a_backup_of_damaged_attachments_says_so_and_stays_said(
        page: SettingsPage, kept_backups: FakeBackups, memory_vault: MemoryVault, qtbot: QtBot, shell: Shell,
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with memory_vault.work() as work:
        place = Place(name="x", path=str(tmp_path / "a.slv"), size=1, lines=1, made=NOW, damaged=2)
        backups.note_made(work, place)
        assert backups.state(work).latest == place
    monkeypatch.setattr(kept_backups, "back_up", lambda *_, **__: place)
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: tmp_path / "b.slv")
    block_of(page).card.make.click()
    qtbot.waitUntil(lambda: "2 attachments are damaged or missing" in shell.chrome.banner_text())


@pytest.mark.parametrize(("trial", "said"), [
    (good(held=backup_report(damaged=2)), "except 2 attachments"),
    (good(chain=Chain.AHEAD), "holds later work"),
    (good(chain=Chain.FORKED), "went different ways"),
    (good(same_passphrase=False), "passphrase of 22 November"),
    (None, "damaged or is not a backup"),
])
def test_a_drill_says_what_it_found(
        page: SettingsPage, kept_backups: FakeBackups, qtbot: QtBot, shell: Shell, tmp_path: Path,
        trial: Trial | None, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_backups.trial = trial
    monkeypatch.setattr(files, "ask_which_file", lambda *_: tmp_path / "b.slv")
    block_of(page).card.test.click()
    qtbot.waitUntil(lambda: said in shell.chrome.banner_text())
    assert block_of(page).card.test.isEnabled()


def test_a_backup_can_be_cancelled_and_says_nothing_more(
        page: SettingsPage, kept_backups: FakeBackups, memory_vault: MemoryVault, qtbot: QtBot, shell: Shell,
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with memory_vault.work() as work:
        backups.note_made(work, Place(name="x", path=str(tmp_path / "a.slv"), size=1, lines=1,
                                      made=NOW - timedelta(days=1)))

    def long(_target: Path, _name: str, *, progress: Progress) -> Place:
        while True:
            Event().wait(0.01)
            progress(1, 100)

    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: tmp_path / "b.slv")
    monkeypatch.setattr(kept_backups, "back_up", long)
    block = block_of(page)
    block.card.make.click()
    qtbot.waitUntil(block.card.progress.isVisible)
    assert not block.card.make.isEnabled()
    block.card.progress.cancelled.emit()
    qtbot.waitUntil(block.card.make.isEnabled)
    assert shell.chrome.banner_text() == ""


def test_a_lock_cancels_what_is_under_way(
        page: SettingsPage, kept_backups: FakeBackups, memory_vault: MemoryVault, qtbot: QtBot,
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = Event(), list[str]()
    with memory_vault.work() as work:
        backups.note_made(work, Place(name="x", path=str(tmp_path / "a.slv"), size=1, lines=1, made=NOW))

    def long(_target: Path, _name: str, *, progress: Progress) -> Place:
        begun.set()
        while True:
            Event().wait(0.01)
            try:
                progress(1, 100)
            except StreetLawError as error:
                ended.append(error.code)
                raise

    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: tmp_path / "b.slv")
    monkeypatch.setattr(kept_backups, "back_up", long)
    block_of(page).card.make.click()
    qtbot.waitUntil(begun.is_set)
    page.desk.close()
    assert ended == ["work.cancelled"]


@pytest.mark.parametrize(("passphrase", "comes_back"), [(PASSPHRASE, True), ("another", False)])
def test_a_backup_becomes_a_folder_of_its_own(
        page: SettingsPage, shell: Shell, tmp_path: Path, qtbot: QtBot, passphrase: str, comes_back: bool,
        type_text: Callable[[QWidget, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ask_which_file", lambda *_: tmp_path / "b.slv")
    block_of(page).card.restore.click()
    question = page.findChild(RestoreBackup)
    assert isinstance(question, RestoreBackup)
    type_text(question.passphrase.edit, passphrase)
    question.verb.click()
    qtbot.waitUntil(lambda: bool(shell.chrome.banner_text()))
    assert (start_file.new_folder() in start_file.load().folders) is comes_back


def test_one_that_was_sealed_for_me_asks_for_a_new_passphrase(
        page: SettingsPage, shell: Shell, tmp_path: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ask_which_file", lambda *_: tmp_path / "b.slv")
    block_of(page).card.restore.click()
    question = page.findChild(RestoreBackup)
    assert isinstance(question, RestoreBackup)
    question.way.choose(HANDED)
    question._show_way()
    assert question.handed
    assert not question.passphrase.isVisible()
    question.new.edit.setText("a new passphrase")
    question.verb.click()
    qtbot.waitUntil(lambda: "not sealed for you" in shell.chrome.banner_text())


def test_who_else_opens_backups_is_chosen_with_open_eyes(
        page: SettingsPage, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    block = block_of(page)
    assert not block.card.choose.isVisible()
    person = known(memory_vault)
    block.read()
    qtbot.waitUntil(block.card.choose.isVisible)
    for wanted in (True, False):
        block.card.choose.click()
        question = page.findChildren(ChooseTrustees)[-1]
        assert "cannot be taken back" in question.accessibleDescription()
        question.boxes[person.id].setChecked(wanted)
        question.verb.click()
        title = f"you and {person.name}" if wanted else "nobody but you"
        qtbot.waitUntil(lambda title=title: title in texts(block.card))  # type: ignore[misc]
        with memory_vault.work() as work:
            assert bool(backups.trustees(work)) is wanted


def test_the_reminder_is_set(page: SettingsPage, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    combo = block_of(page).card.rhythm
    assert combo.currentText() == "every 7 days"
    combo.setCurrentIndex(combo.findData(0))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: memory_vault.kept.settings.get(backups.EVERY) == "0")
