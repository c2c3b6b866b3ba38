"""The first run: a folder is made, its words are checked, and there is a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from streetlaw.domain.profile import Role
from streetlaw.session import Session
from streetlaw.ui import files, start_file
from streetlaw.ui.keyring import HolderKind
from tests.ui.conftest import FakeKeyring, typed
from tests.ui.start.conftest import FakeOpener
from tests.ui.start.hand import (
    WORDS,
    first_run,
    opened_shell,
    texts,
    to_words,
    unlock_page,
)


def test_the_language_stays_while_the_words_are_shown(
        begin: Callable[..., Session], data_home: Path, qtbot: QtBot) -> None:
    page = to_words(begin(), qtbot)
    assert not page._languages.isEnabled()
    qtbot.waitUntil(page._words.isVisible)
    assert not page._languages.isEnabled()


def test_one_can_look_around_among_invented_people_and_nothing_is_remembered(
        begin: Callable[..., Session], data_home: Path, opener: FakeOpener, qtbot: QtBot) -> None:
    session = begin()
    first_run(session)._about.tour.click()
    assert "Inventing people" in texts(session)
    qtbot.waitUntil(lambda: opened_shell(session) is not None)
    shell = opened_shell(session)
    assert shell is not None
    assert shell.chrome.invented is not None
    qtbot.waitUntil(lambda: shell.walk.guide is not None)
    assert start_file.load().folders == ()
    assert opener.wanted == []


def test_a_tour_that_cannot_be_made_says_why(
        begin: Callable[..., Session], data_home: Path, opener: FakeOpener, qtbot: QtBot) -> None:
    opener.opened = replace(opener.opened, profile=replace(opener.opened.profile, organisation="full"))
    session = begin()
    page = first_run(session)
    page._about.tour.click()
    qtbot.waitUntil(page._banner.isVisible)
    assert page._about.isVisible()
    assert opened_shell(session) is None


def test_the_first_run_makes_a_folder_and_checks_the_words(
        begin: Callable[..., Session], data_home: Path, opener: FakeOpener, keyring: FakeKeyring,
        qtbot: QtBot) -> None:
    session = begin()
    page = to_words(session, qtbot)
    qtbot.waitUntil(page._words.isVisible)
    assert opener.wanted[0].profile.name == "Көчө юристи 07"
    assert opener.wanted[0].passphrase == "жети кичинекей сөз"
    assert opener.wanted[0].folder == data_home / "data" / "desk" / "1"
    assert all(any(word in text for text in texts(session)) for word in WORDS)
    page._words._next.click()
    page._check._next.click()
    assert opened_shell(session) is None, "no word was typed back"
    for edit, _field, word in page._check.typed_back.asked:
        typed(edit, word.upper())
    page._check._next.click()
    qtbot.waitUntil(lambda: opened_shell(session) is not None)
    assert next(holder.tested for holder in keyring.holders() if holder.kind is HolderKind.RECOVERY)
    assert session.window.findChildren(QLineEdit, "words") == []
    assert start_file.load().folders == (data_home / "vault",)


def test_a_folder_that_cannot_be_made_leads_back(begin: Callable[..., Session], opener: FakeOpener,
                                                qtbot: QtBot) -> None:
    session = begin()
    page = first_run(session)
    typed(page._about._organisation, "full")
    to_words(session, qtbot)
    qtbot.waitUntil(page._about.isVisible)
    assert any("space" in text or "disk" in text for text in texts(session))


def test_the_sheet_goes_where_the_person_says(begin: Callable[..., Session], data_home: Path, qtbot: QtBot,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    page = to_words(session, qtbot)
    qtbot.waitUntil(page._words.isVisible)
    sheet = data_home / "sheet.pdf"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: sheet)
    page._words._sheet.click()
    qtbot.waitUntil(sheet.exists)
    assert sheet.read_bytes() == b"Folder 1 en 24"


def test_an_existing_folder_can_be_named(begin: Callable[..., Session], data_home: Path,
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    other = data_home / "usb"
    other.mkdir()
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: other)
    first_run(session)._about._existing.click()
    assert any("not made by this program" in text for text in texts(session))
    (other / "keys.slots").touch()
    first_run(session)._about._existing.click()
    assert unlock_page(session).folders.folder() == other


def test_the_place_can_be_chosen(begin: Callable[..., Session], data_home: Path,
                                monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    other = data_home / "usb"
    other.mkdir()
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: other)
    first_run(session)._about._change.click()
    assert first_run(session)._folder == other
    (other / "photo").touch()
    first_run(session)._about._change.click()
    assert first_run(session)._folder.parent == other


def test_there_is_a_way_back_to_the_known_folders(begin: Callable[..., Session], folder: Path) -> None:
    session = begin()
    unlock_page(session).other_wanted.emit()
    first_run(session)._about._back.click()
    assert unlock_page(session).folders.folder() == folder


def test_the_first_run_goes_on_in_another_language(begin: Callable[..., Session], data_home: Path) -> None:
    session = begin()
    page = first_run(session)
    page._about._name.setText("Көчө юристи 07")
    page._about._organisation.setText("Арча")
    page._about.choose_role(Role.SUPERVISOR)
    page._about._next.click()
    page._passphrase.entry.first.edit.setText("seven small")
    page.language_chosen.emit("ky")
    again = first_run(session)
    assert again is not page
    assert (again._about.name(), again._about.organisation()) == ("Көчө юристи 07", "Арча")
    assert again._about.role() == Role.SUPERVISOR
    assert again._stack.currentWidget() is again._passphrase
    assert again._passphrase.entry.text() == "seven small"


def test_a_place_that_cannot_be_read_is_told(begin: Callable[..., Session], data_home: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    page = first_run(begin())
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: data_home / "pulled out")
    page._about.place_wanted.emit()
    assert "cannot be read" in page._banner.text()
    assert page._folder != data_home / "pulled out"
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: data_home / ("a" * 300))
    page._about.existing_wanted.emit()
    assert "not made by this program" in page._banner.text()


def test_a_failure_while_making_leads_back_to_the_form(begin: Callable[..., Session], data_home: Path,
                                                       qtbot: QtBot) -> None:
    session = begin()
    page = first_run(session)
    page._go(2)
    session.on_bug(ValueError, ValueError(), None)
    assert page._stack.currentWidget() is page._about
    assert "ValueError" in page._banner.text()
