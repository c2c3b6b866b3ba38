"""The page that opens a folder: by every way, after wrong tries, and what it reveals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.session import Session
from streetlaw.ui import files, start_file
from streetlaw.ui.start.escrow_form import EscrowForm
from streetlaw.ui.start.key_file_form import KeyFileForm
from streetlaw.ui.start.opener import Way
from streetlaw.ui.start.recovery_form import RecoveryForm
from streetlaw.ui.start.shares_form import SharesForm
from streetlaw.ui.start.unlock import UnlockPage
from streetlaw.ui.start.ways import WaysMenu
from streetlaw.ui.start_file import Start
from tests.ui.conftest import PASSPHRASE, typed
from tests.ui.start.conftest import FakeOpener
from tests.ui.start.hand import (
    WORDS,
    set_new,
    texts,
    try_passphrase,
    unlock_page,
)


def test_the_right_passphrase_opens_the_window(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.window.windowTitle() == "Desk"
    qtbot.waitUntil(lambda: not session.window.findChildren(UnlockPage))


def test_a_wrong_passphrase_says_the_same_and_waits_longer_each_time(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    page = unlock_page(session)
    said = []

    def wait_for(number: int) -> None:
        qtbot.waitUntil(lambda: page.wrong == number)
    for number, seconds in ((1, 1), (2, 2), (3, 4)):
        try_passphrase(session, "wrong" * number)
        wait_for(number)
        said.append(page._secret.error())
        assert not page.open_button.isEnabled()
        assert str(seconds) in page._wait.text()
        QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
        for _ in range(seconds):
            page._on_second()
        assert page.open_button.isEnabled()
    assert len(set(said)) == 1
    assert session.shell is None


def test_the_wait_survives_a_change_of_language(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    try_passphrase(session, "wrong")
    qtbot.waitUntil(lambda: unlock_page(session).wrong == 1)
    unlock_page(session).language_chosen.emit("ky")
    assert unlock_page(session).wrong == 1
    assert translation.language() == "ky"
    assert start_file.load().language == "ky"


def test_the_recovery_words_open_and_set_a_new_passphrase(
        begin: Callable[..., Session], folder: Path, opener: FakeOpener, qtbot: QtBot) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.RECOVERY)
    form = page.form
    assert isinstance(form, RecoveryForm)
    form.words.setPlainText(" ".join(WORDS))
    form.new.first.edit.setText("a new passphrase")
    page.open_button.click()
    assert opener.keys == [], "both entries must agree"
    form.new.second.edit.setText("a new passphrase")
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    assert opener.keys[0].passphrase == "a new passphrase"


def test_wrong_recovery_words_are_refused(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.RECOVERY)
    form = page.form
    assert isinstance(form, RecoveryForm)
    set_new(form)
    page.open_button.click()
    assert form.words_field.error(), "no words were written"
    form.words.setPlainText("nonsense")
    page.open_button.click()
    qtbot.waitUntil(lambda: page.wrong == 1)
    assert form.words_field.error()
    assert not page.open_button.isEnabled()
    page.show_way(Way.PASSPHRASE)
    assert page.passphrase.isVisible()
    assert "new passphrase" not in page._subtitle.text()
    assert not page.open_button.isEnabled(), "another way does not shorten the wait"


def test_the_wait_goes_on_after_a_change_of_language(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()

    def wait_for(number: int) -> None:
        qtbot.waitUntil(lambda: unlock_page(session).wrong == number)

    def can_open() -> bool:
        return unlock_page(session).open_button.isEnabled()
    for number in (1, 2):
        unlock_page(session).wait = 0
        unlock_page(session)._show_button()
        try_passphrase(session, "wrong" * number)
        wait_for(number)
    unlock_page(session).language_chosen.emit("ru")
    assert can_open() is False
    for _ in range(2):
        unlock_page(session)._on_second()
    assert can_open() is True


def test_every_way_is_in_the_menu_and_its_form_is_made_when_chosen(
        begin: Callable[..., Session], folder: Path) -> None:
    page = unlock_page(begin())
    assert (page.menu, page.form) == (None, None)
    page.ways.click()
    menu = page.findChildren(WaysMenu)[0]
    offered = [Way(action.data()) for action in menu.actions()]
    assert offered == list(Way)
    menu.actions()[offered.index(Way.SHARES)].trigger()
    menu.hide()
    assert page.findChildren(SharesForm) == [page.form]
    assert page.findChildren(SharesForm)[0].one.isVisible()
    assert page.window().focusWidget() is page.findChildren(SharesForm)[0].one
    assert "new passphrase" in page._subtitle.text()
    page.ways.click()
    assert [action.isChecked() for action in menu.actions()] == [way is Way.SHARES for way in Way]
    menu.hide()


def test_a_key_file_opens_with_its_passphrase(
        begin: Callable[..., Session], folder: Path, opener: FakeOpener, data_home: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.KEY_FILE)
    form = page.form
    assert isinstance(form, KeyFileForm)
    page.open_button.click()
    assert form._file_field.error()
    assert form._secret.error()
    stick = data_home / "key"
    monkeypatch.setattr(files, "ask_which_file", lambda *_: stick)
    form.choose.click()
    assert "could not be read" in form._file_field.error()
    stick.write_bytes(bytes(64))
    form.choose.click()
    assert form._file_field.error() == ""
    typed(form.passphrase.edit, PASSPHRASE)
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    assert (opener.keys[0].way, opener.keys[0].key_file) == (Way.KEY_FILE, bytes(64))


def test_a_request_is_saved_and_the_words_that_come_back_open(
        begin: Callable[..., Session], folder: Path, opener: FakeOpener, data_home: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.ESCROW)
    form = page.form
    assert isinstance(form, EscrowForm)
    request = data_home / "request.sle"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: request)
    form.request.click()
    qtbot.waitUntil(request.exists)
    qtbot.waitUntil(lambda: "saved" in form._said.text())
    form.words.setPlainText(" ".join(WORDS))
    set_new(form)
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    assert opener.keys[0].way is Way.ESCROW


def test_two_sheets_open_together(begin: Callable[..., Session], folder: Path, opener: FakeOpener,
                                  qtbot: QtBot) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.SHARES)
    form = page.form
    assert isinstance(form, SharesForm)
    set_new(form)
    form.one.setPlainText(" ".join(WORDS))
    page.open_button.click()
    assert form.other_field.error()
    form.other.setPlainText(" ".join(WORDS[::-1]))
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    assert opener.keys[0].other_words == " ".join(WORDS[::-1])


def test_words_are_proposed_for_a_new_passphrase_after_a_loss(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    page = unlock_page(begin())
    page.show_way(Way.RECOVERY)
    form = page.form
    assert isinstance(form, RecoveryForm)
    form.new.propose.click()
    qtbot.waitUntil(form.new.proposal.isVisible)
    assert form.new.proposal.text() == " ".join(WORDS[:7])
    form.new.propose.click()
    page.show_way(Way.PASSPHRASE)  # what lands now has nobody to hear it
    qtbot.wait(50)


def test_the_start_page_reveals_nothing(begin: Callable[..., Session], folder: Path) -> None:
    session = begin()
    shown = " ".join(texts(session)) + session.window.windowTitle()
    for word in ("StreetLaw", "Street", "vault", "client", "case", "lawyer", str(folder)):
        assert word not in shown


def test_a_folder_that_is_not_connected_cannot_be_the_first_choice(
        begin: Callable[..., Session], folder: Path, data_home: Path) -> None:
    start_file.save(Start(language="en", folders=(data_home / "gone", folder)))
    assert unlock_page(begin()).folders.folder() == folder


def test_help_is_there_when_asked(begin: Callable[..., Session], folder: Path) -> None:
    session = begin()
    before = len(texts(session))
    page = unlock_page(session)
    page._help.click()
    assert page._help_text is not None
    assert page._help_text.isVisible()
    page._help.click()
    assert len(texts(session)) == before


def test_after_a_crash_the_page_says_so_neutrally(begin: Callable[..., Session], folder: Path) -> None:
    session = begin(after_crash=True)
    assert any("closed by itself" in text for text in texts(session))


def test_an_only_folder_is_shown_alone_and_not_remembered(
        begin: Callable[..., Session], folder: Path, data_home: Path, qtbot: QtBot) -> None:
    start_file.save(Start(language="en"))
    session = begin(only=folder)
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert start_file.load().folders == ()


def test_what_was_typed_stays_when_the_language_of_the_start_page_changes(
        begin: Callable[..., Session], folder: Path) -> None:
    session = begin()
    page = unlock_page(session)
    page.passphrase.edit.setText("half a passphr")
    page.folders.choose(folder.parent / "gone")
    page.language_chosen.emit("ru")
    again = unlock_page(session)
    assert again is not page
    assert again.passphrase.text() == "half a passphr"
    assert again.folders.folder() == folder.parent / "gone"
    again.show_way(Way.RECOVERY)
    again.findChildren(QPlainTextEdit)[-1].setPlainText("typed last")
    again.language_chosen.emit("ky")
    last = unlock_page(session)
    assert last.way is Way.RECOVERY
    assert last.findChildren(QPlainTextEdit)[-1].toPlainText() == "typed last"
