"""Newer law in the window: the folder, the six words, what changes, done, and back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.packs import loader
from streetlaw.packs.law_tables import PackTables
from streetlaw.services.law import updates
from streetlaw.ui import files
from streetlaw.ui.incidents.editor import IncidentEditor
from streetlaw.ui.law.page import LawPage
from streetlaw.ui.messages import sentence
from streetlaw.ui.newer_law.page import CHANGES, DONE, FOLDER, PUBLISHER, NewerLawPage
from streetlaw.ui.opened import Opened
from streetlaw.ui.route import Route
from streetlaw.ui.settings import law_block
from streetlaw.ui.settings.law_block import LawBlock
from streetlaw.ui.settings.page import SettingsPage
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.today.law_line import LawLine
from streetlaw.ui.today.page import TodayPage
from tests.fakes.memory import MemoryVault
from tests.packs.publications import NAME, PUBLICATIONS, Desk
from tests.packs.spoiling import write_cell

SHIPPED = loader.load("kg").version


@pytest.fixture(scope="module")
def curator(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("curator")).begin()
    pack = desk.pack("2030.12")
    write_cell(pack / "rules.csv", "labour", "amount", "4")
    desk.add(pack)
    return desk


@pytest.fixture
def brought(curator: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen in the window."""
    folder = curator.copied(tmp_path / "stick")
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: folder)
    return folder


@pytest.fixture
def opened(opened: Opened, memory_vault: MemoryVault) -> Opened:
    with memory_vault.work() as work:
        client = work.add(Client(code="4172-C"))
        work.add(Deadline(client_id=client.id, rule="labour", base=date(2026, 11, 3), due=date(2027, 2, 3)))
        work.commit("client.opened")
    return replace(opened, tools=replace(opened.tools, publications=PUBLICATIONS))


@pytest.fixture
def page(shell: Shell, brought: Path) -> NewerLawPage:
    shell.navigator.go(Route("newer-law"))
    return at(shell)


def at(shell: Shell) -> NewerLawPage:
    found = shell.navigator.page
    assert isinstance(found, NewerLawPage)
    return found


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def through_to_changes(page: NewerLawPage, qtbot: QtBot) -> None:
    press(qtbot, page.folder.choose)
    qtbot.waitUntil(lambda: page.steps.current() == PUBLISHER)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: page.steps.current() == CHANGES)


def wait_for_the_new_law(page: NewerLawPage, shell: Shell, qtbot: QtBot) -> None:
    """The window builds its pages anew once the law is in force: the one that was there is gone then."""
    qtbot.waitUntil(lambda: shell.navigator.page is not page)
    assert at(shell).steps.current() == DONE
    assert shell.desk.pack.version == "2030.12"


def version(vault: MemoryVault) -> str:
    with vault.work() as work:
        return work.pack.version


def test_the_publisher_is_shown_before_anything_is_read(page: NewerLawPage, qtbot: QtBot,
                                                        memory_vault: MemoryVault, brought: Path) -> None:
    press(qtbot, page.folder.choose)
    qtbot.waitUntil(lambda: page.steps.current() == PUBLISHER)
    words = PUBLICATIONS.publisher(brought).publisher.words
    assert page.publisher.words.text() == " ".join(words)
    assert NAME in texts(page)
    assert memory_vault.kept.shelf == {}


def test_what_changes_is_shown_and_nothing_is_changed_by_looking(page: NewerLawPage, qtbot: QtBot,
                                                                 memory_vault: MemoryVault) -> None:
    through_to_changes(page, qtbot)
    shown = texts(page)
    assert "how long: months: 3 → months: 4" in shown
    assert "1 open deadline moves" in shown
    assert "4172-C, Labour dispute" in shown
    assert (memory_vault.kept.shelf, version(memory_vault)) == ({}, SHIPPED)
    press(qtbot, page.back)
    assert page.steps.current() == FOLDER


def test_taking_it_brings_it_into_the_window(page: NewerLawPage, qtbot: QtBot, shell: Shell,
                                             memory_vault: MemoryVault) -> None:
    through_to_changes(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for_the_new_law(page, shell, qtbot)
    assert "Newer law is in force" in texts(at(shell))
    with memory_vault.work() as work:
        (deadline,) = work.list(Deadline)
    assert deadline.due == date(2027, 3, 3)


def test_one_press_goes_back(page: NewerLawPage, qtbot: QtBot, shell: Shell,
                             memory_vault: MemoryVault) -> None:
    through_to_changes(page, qtbot)
    press(qtbot, page.next)
    wait_for_the_new_law(page, shell, qtbot)
    press(qtbot, at(shell).done.undo)
    qtbot.waitUntil(lambda: shell.desk.pack.version == SHIPPED)
    assert version(memory_vault) == SHIPPED


def test_a_spoiled_folder_is_refused_in_a_sentence(page: NewerLawPage, qtbot: QtBot, brought: Path,
                                                   shell: Shell, memory_vault: MemoryVault) -> None:
    (archive,) = brought.rglob("*.zip")
    archive.write_bytes(archive.read_bytes()[:-1])
    press(qtbot, page.folder.choose)
    qtbot.waitUntil(lambda: page.steps.current() == PUBLISHER)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: "changed or cut off" in texts(shell))
    assert page.steps.current() == PUBLISHER
    assert memory_vault.kept.shelf == {}


def test_a_folder_without_a_publication_is_refused(page: NewerLawPage, qtbot: QtBot, shell: Shell,
                                                   tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: tmp_path)
    press(qtbot, page.folder.choose)
    qtbot.waitUntil(lambda: "no publication" in texts(shell))
    assert page.folder.choose.isEnabled()


def test_who_is_trusted_already_is_not_asked_about_again(page: NewerLawPage, qtbot: QtBot, shell: Shell,
                                                         curator: Desk, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    through_to_changes(page, qtbot)
    press(qtbot, page.next)
    wait_for_the_new_law(page, shell, qtbot)
    later = curator.again(tmp_path / "later")
    later.add(later.pack("2031.1"))
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: later.folder)
    shell.navigator.go(Route("today"))
    shell.navigator.go(Route("newer-law"))
    press(qtbot, at(shell).folder.choose)
    qtbot.waitUntil(lambda: at(shell).steps.current() == CHANGES)
    assert "2030.12 → 2031.1" in texts(at(shell))


def test_settings_tell_what_is_in_force_and_whom_one_trusts(page: NewerLawPage, qtbot: QtBot, shell: Shell,
                                                            memory_vault: MemoryVault,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    through_to_changes(page, qtbot)
    press(qtbot, page.next)
    wait_for_the_new_law(page, shell, qtbot)
    shell.navigator.go(Route("settings", tab="law"))
    block = law(shell)
    qtbot.waitUntil(lambda: block.forget.isVisibleTo(block))
    shown = "\n".join(label.text() for label in block.findChildren(QLabel))
    assert "2030.12" in shown
    assert f"Publisher: {NAME}" in shown
    assert block.back.isVisibleTo(block)
    asked: list[str] = []

    def agreed(_parent: QWidget, title: str, *_: str, **__: object) -> bool:
        asked.append(title)
        return True

    monkeypatch.setattr(law_block, "ask", agreed)
    press(qtbot, block.forget)
    qtbot.waitUntil(lambda: memory_vault.kept.shelf == {})
    assert asked == ["Trust this publisher no more?"]
    qtbot.waitUntil(lambda: "No publisher yet" in "\n".join(
        label.text() for label in law(shell).findChildren(QLabel)))


def law(shell: Shell) -> LawBlock:
    page = shell.navigator.page
    assert isinstance(page, SettingsPage)
    block = page.blocks["law"]
    assert isinstance(block, LawBlock)
    return block


def take_old(vault: MemoryVault, curator: Desk) -> None:
    """Law that was good until a day that has passed."""
    with vault.work() as work:
        found = PUBLICATIONS.read(curator.folder, PUBLICATIONS.publisher(curator.folder))
        old = replace(found, expires=found.expires.replace(year=2020))
        updates.take(work, updates.propose(work, old, PackTables()))


def test_an_old_publication_is_told_in_settings(shell: Shell, qtbot: QtBot, memory_vault: MemoryVault,
                                                curator: Desk) -> None:
    take_old(memory_vault, curator)
    shell.navigator.go(Route("settings", tab="law"))
    qtbot.waitUntil(lambda: "was good until" in "\n".join(
        label.text() for label in law(shell).findChildren(QLabel)))


# ── A country that comes from a publication alone ────────────────────────────────────────────────────────


def test_a_new_country_can_be_chosen_at_once(page: NewerLawPage, qtbot: QtBot, shell: Shell, tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    other = Desk(tmp_path / "other").begin()
    other.add(other.new_country("2031.1"))
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: other.folder)
    through_to_changes(page, qtbot)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: "xb" in shell.desk.lands and shell.navigator.page is not page)
    assert at(shell).steps.current() == DONE
    shell.navigator.go(Route("incident"))
    editor = cast(IncidentEditor, shell.navigator.page)
    country = editor.form.scene.country
    assert "Xanadu" in [country.itemText(row) for row in range(country.count())]
    shell.navigator.go(Route("law", tab="norms"))
    browse = cast(LawPage, shell.navigator.page).browse
    next(action for action in browse.country.menu().actions() if action.data() == "xb").trigger()
    qtbot.waitUntil(lambda: browse.law.code == "xb")
    assert browse.list.rows


# ── Faults ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_stick_pulled_out_meanwhile_is_told_and_the_folder_can_be_chosen_again(
        page: NewerLawPage, qtbot: QtBot, brought: Path, shell: Shell, memory_vault: MemoryVault,
        curator: Desk) -> None:
    press(qtbot, page.folder.choose)
    qtbot.waitUntil(lambda: page.steps.current() == PUBLISHER)
    shutil.rmtree(brought)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: "is missing" in texts(shell))
    assert memory_vault.kept.shelf == {}
    press(qtbot, page.back)
    curator.copied(brought)
    through_to_changes(page, qtbot)


def test_a_disk_that_is_full_when_it_is_taken_leaves_the_law_and_the_way_back(
        page: NewerLawPage, qtbot: QtBot, shell: Shell, memory_vault: MemoryVault,
        monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> Outcome:
        raise StreetLawError("vault.disk_full")

    through_to_changes(page, qtbot)
    monkeypatch.setattr("streetlaw.ui.newer_law.page.take", full)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: sentence(StreetLawError("vault.disk_full")) in texts(shell))
    assert (memory_vault.kept.shelf, version(memory_vault)) == ({}, SHIPPED)
    assert (page.steps.current(), page.next.isEnabled()) == (CHANGES, True)


def test_law_that_is_too_old_is_told_on_today_with_a_way_to_newer_law(
        shell: Shell, qtbot: QtBot, memory_vault: MemoryVault, curator: Desk) -> None:
    take_old(memory_vault, curator)
    shell.navigator.go(Route("settings"))
    shell.navigator.go(Route("today"))

    def line() -> LawLine:
        return cast(TodayPage, shell.navigator.page).law_line  # built anew once the law is in force

    qtbot.waitUntil(lambda: shell.desk.pack.version == "2030.12" and line().isVisibleTo(shell))
    assert NAME in line().text.text()
    press(qtbot, line().act)
    assert at(shell).steps.current() == FOLDER
