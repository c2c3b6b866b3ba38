"""Bringing a folder back from a backup before anything is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from streetlaw.session import Session
from streetlaw.ui import files, start_file
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.start.escrow_form import EscrowForm
from streetlaw.ui.start.first_run import FirstRun
from streetlaw.ui.start.opener import Way
from streetlaw.ui.start.recovery_form import RecoveryForm
from streetlaw.ui.start.restore_page import RestorePage
from streetlaw.ui.start.unlock import UnlockPage
from tests.ui.start.conftest import FakeOpener
from tests.ui.start.hand import WORDS


def restore_page(session: Session) -> RestorePage:
    assert isinstance(session.pages.page, RestorePage)
    return session.pages.page


def choose(page: RestorePage, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ask_which_file", lambda *_: file)
    page.choose.click()


def seen(page: RestorePage) -> str:
    return " / ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def bare(begin: Callable[..., Session], data_home: Path) -> RestorePage:
    """The page as a new computer shows it."""
    session = begin()
    assert isinstance(session.pages.page, FirstRun)
    session.pages.page._about.restore.click()
    page = restore_page(session)
    page.session = session  # type: ignore[attr-defined]
    return page


def test_a_new_computer_restores_and_opens(bare: RestorePage, opener: FakeOpener, tmp_path: Path,
                                          qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    session: Session = bare.session  # type: ignore[attr-defined]
    bare.restore.click()
    assert "Choose the file first." in seen(bare)
    assert "Write the passphrase." in seen(bare)
    choose(bare, tmp_path / "monday.slv", monkeypatch)
    assert "monday.slv" in seen(bare)
    bare.passphrase.edit.setText("seven small words")
    bare.restore.click()
    assert bare._progress.isVisible()
    assert not bare.restore.isEnabled()
    qtbot.waitUntil(lambda: isinstance(session.shell, Shell))
    assert opener.restored == [tmp_path / "monday.slv"]
    assert start_file.load().folders


def test_with_recovery_words_a_new_passphrase_is_set(bare: RestorePage, opener: FakeOpener,
                                                    tmp_path: Path, qtbot: QtBot,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    session: Session = bare.session  # type: ignore[attr-defined]
    choose(bare, tmp_path / "monday.slv", monkeypatch)
    bare.ways.setCurrentIndex(bare.ways.findData(Way.RECOVERY.value))
    bare.ways.activated.emit(bare.ways.currentIndex())
    assert isinstance(bare.form, RecoveryForm)
    assert not bare.passphrase.isVisible()
    bare.form.words.setPlainText(" ".join(WORDS))
    bare.restore.click()
    assert not bare._progress.isVisible(), "the new passphrase is missing"
    bare.form.new.first.edit.setText("a passphrase that is long enough")
    bare.form.new.second.edit.setText("a passphrase that is long enough")
    bare.restore.click()
    qtbot.waitUntil(lambda: isinstance(session.shell, Shell))


def test_who_has_only_a_backup_asks_the_person_who_keeps_a_key(
        bare: RestorePage, opener: FakeOpener, tmp_path: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    session: Session = bare.session  # type: ignore[attr-defined]
    bare.ways.setCurrentIndex(bare.ways.findData(Way.ESCROW.value))
    bare.ways.activated.emit(bare.ways.currentIndex())
    assert isinstance(bare.form, EscrowForm)
    qtbot.waitUntil(lambda: "this backup file they open as long as it exists" in seen(bare))
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: tmp_path / "request.sle")
    bare.form.request.click()
    assert "Choose the file first." in seen(bare)
    choose(bare, tmp_path / "monday.slv", monkeypatch)
    bare.form.request.click()
    qtbot.waitUntil((tmp_path / "request.sle").exists)
    assert opener.requests == [tmp_path / "monday.slv"]
    bare.form.words.setPlainText(" ".join(WORDS))
    bare.form.new.first.edit.setText("a passphrase that is long enough")
    bare.form.new.second.edit.setText("a passphrase that is long enough")
    bare.restore.click()
    qtbot.waitUntil(lambda: isinstance(session.shell, Shell))
    assert opener.restored == [tmp_path / "monday.slv"]


@pytest.mark.parametrize(("name", "passphrase", "said"), [
    ("other.slv", "seven small words", "damaged or is not a backup"),
    ("monday.slv", "wrong", "That does not open this backup"),
])
def test_what_is_refused_is_said_and_can_be_tried_again(
        bare: RestorePage, tmp_path: Path, qtbot: QtBot, name: str, passphrase: str, said: str,
        monkeypatch: pytest.MonkeyPatch) -> None:
    choose(bare, tmp_path / name, monkeypatch)
    bare.passphrase.edit.setText(passphrase)
    bare.restore.click()
    qtbot.waitUntil(lambda: said in seen(bare))
    assert bare.restore.isEnabled()
    assert not bare._progress.isVisible()


def test_it_can_be_cancelled(bare: RestorePage, tmp_path: Path, qtbot: QtBot,
                            monkeypatch: pytest.MonkeyPatch) -> None:
    choose(bare, tmp_path / "long.slv", monkeypatch)
    bare.passphrase.edit.setText("seven small words")
    bare.restore.click()
    qtbot.waitUntil(lambda: "1 %" in seen(bare))
    bare._progress.cancelled.emit()
    qtbot.waitUntil(bare.restore.isEnabled)
    assert not bare._banner.isVisible()


def test_the_unlock_page_leads_there_and_back(begin: Callable[..., Session], folder: Path,
                                             monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    session = begin()
    assert isinstance(session.pages.page, UnlockPage)
    session.pages.page.restore.click()
    page = restore_page(session)
    page.language_chosen.emit("ru")
    page = restore_page(session)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: tmp_path / "elsewhere")
    page.change.click()
    assert page._folder == tmp_path / "elsewhere"
    page.back.click()
    assert isinstance(session.pages.page, UnlockPage)
