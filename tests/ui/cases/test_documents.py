from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Attachment
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.services.consents import WithdrawConsent, withdraw_consent
from streetlaw.ui import files
from streetlaw.ui.cases.documents import Documents
from streetlaw.ui.cases.evidence import TakeFile, can_show, media_type, take_file
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.desk import Desk, LongWork
from streetlaw.ui.parts import dialog
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.refusal import refusal
from tests.ui.cases import story
from tests.ui.cases.conftest import Kept, Open

Do = Callable[[str, str], None]


@pytest.fixture
def documents(open_page: Open) -> Documents:
    view = open_page("documents").view("documents")
    assert isinstance(view, Documents)
    return view


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Says yes to every question."""
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: True)


@pytest.fixture
def do(documents: Documents) -> Do:
    """Chooses from the menu of a file."""
    def choose(name: str, text: str) -> None:
        for menu in documents.menus(name):
            next(action for action in menu.actions() if action.text() == text).trigger()
    return choose


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_file_is_encrypted_hashed_and_listed(documents: Documents, kept: Kept, tmp_path: Path,
                                               monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 " + b"x" * 200_000)
    monkeypatch.setattr(files, "ask_which_file", lambda *_: scan)
    press(qtbot, documents.add)
    qtbot.waitUntil(lambda: any(file.name == "scan.pdf" for file in kept(Attachment)))
    file = next(file for file in kept(Attachment) if file.name == "scan.pdf")
    assert (file.media_type, file.size, file.case_id) == ("application/pdf", 200_009, story.CASE)
    qtbot.waitUntil(documents.add.isEnabled)


def test_a_file_that_went_away_is_said(documents: Documents, shell: Shell, tmp_path: Path,
                                       monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(files, "ask_which_file", lambda *_: tmp_path / "gone.png")
    with qtbot.waitSignal(documents.page.message_shown):
        press(qtbot, documents.add)
    assert documents.add.isEnabled()


def test_taking_a_file_in_stops_when_it_is_cancelled(told: MemoryVault, kept: Kept, tmp_path: Path) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(b"x" * 500_000)
    percents: list[int] = []
    under_way = LongWork()
    wanted = TakeFile(path=big, client_id=story.CLIENT)
    with told.work() as work:
        take_file(work, wanted, percents.append, under_way)
    assert percents == sorted(percents)
    assert percents[-1] == 100
    under_way.cancel()
    with told.work() as work, refusal("work.cancelled"):
        take_file(work, wanted, percents.append, under_way)
    assert len(kept(Attachment)) == 3


def test_a_text_is_looked_at_from_memory_and_put_away(documents: Documents, do: Do, kept: Kept,
                                                      qtbot: QtBot) -> None:
    do("запись разговора.txt", "Look at it")
    qtbot.waitUntil(lambda: bool(documents.viewer.findChildren(QPlainTextEdit)))
    (shown,) = documents.viewer.findChildren(QPlainTextEdit)
    assert shown.toPlainText() == "Разговор у окна регистратуры."
    opened = next(file for file in kept(Attachment) if file.name.endswith(".txt"))
    assert [line.what for line in opened.custody] == ["captured", "opened"]
    documents.leave()
    assert not documents.viewer.save.isVisible()


def test_a_picture_is_looked_at(documents: Documents, do: Do, qtbot: QtBot) -> None:
    do("ответ, вх. 318.png", "Look at it")
    qtbot.waitUntil(lambda: documents.viewer.accessibleName() == "ответ, вх. 318.png")
    assert documents.viewer.save.isVisible()


def test_a_file_is_checked_and_a_damaged_one_is_said(documents: Documents, do: Do, kept: Kept, shell: Shell,
                                                     told: MemoryVault, qtbot: QtBot) -> None:
    do("запись разговора.txt", "Check that it is intact")
    qtbot.waitUntil(lambda: any(line.what == "checked" for file in kept(Attachment) for line in file.custody))
    blob = next(file.blob for file in kept(Attachment) if file.name.endswith(".txt"))
    identity, _content = told.blobs.sealed[blob]
    told.blobs.sealed[blob] = (identity, b"something else")
    do("запись разговора.txt", "Check that it is intact")
    qtbot.waitUntil(lambda: "damaged" in shell.chrome.banner_text())


def test_a_copy_outside_is_asked_for_first(documents: Documents, do: Do, kept: Kept, tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    outside = tmp_path / "copy.txt"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: outside)
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: False)
    do("запись разговора.txt", "Save a copy outside…")
    assert not outside.exists()
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: True)
    do("запись разговора.txt", "Save a copy outside…")
    qtbot.waitUntil(outside.exists)
    assert outside.read_text(encoding="utf-8") == "Разговор у окна регистратуры."
    assert any(line.what == "exported" for file in kept(Attachment) for line in file.custody)


def test_a_file_that_was_looked_at_can_still_be_erased(documents: Documents, do: Do, kept: Kept, sure: None,
                                                       qtbot: QtBot) -> None:
    do("запись разговора.txt", "Look at it")
    qtbot.waitUntil(lambda: any(label.text().startswith("24.11.2026 12:00 · added")
                                for label in documents.viewer.findChildren(QLabel)))
    qtbot.waitUntil(lambda: documents.read is not None and documents.read.file.attachments[0].revision == 1
                    and documents.read.file.attachments[1].revision == 2)
    do("запись разговора.txt", "Erase…")
    qtbot.waitUntil(lambda: len(kept(Attachment)) == 1)


def test_a_file_is_erased_for_ever(documents: Documents, do: Do, kept: Kept, sure: None,
                                   qtbot: QtBot) -> None:
    do("ответ, вх. 318.png", "Erase…")
    qtbot.waitUntil(lambda: len(kept(Attachment)) == 1)


def test_the_summary_is_made_shown_and_saved(documents: Documents, sure: None, tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    outside = tmp_path / "summary.pdf"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: outside)
    press(qtbot, documents.summary.language.segment("ky"))
    press(qtbot, documents.summary.make)
    qtbot.waitUntil(lambda: bool(documents.viewer.findChildren(QPdfView)), timeout=20_000)
    press(qtbot, documents.viewer.save)
    qtbot.waitUntil(outside.exists)
    assert outside.read_bytes().startswith(b"%PDF")


def test_without_consent_the_paper_is_refused_and_the_way_is_shown(
        documents: Documents, desk: Desk, told: MemoryVault, shell: Shell, qtbot: QtBot) -> None:
    with told.work() as work:
        given = work.find(Consent, client_id=story.CLIENT, purpose=Purpose.SUPERVISOR)
        assert given is not None
        desk.changed.emit(withdraw_consent(work, WithdrawConsent(id=given.id, revision=given.revision)))
    card = documents.summary
    card.choose_recipient(story.COUNSEL)
    press(qtbot, card.make)
    qtbot.waitUntil(card.refusal.isVisible)
    assert card.refusal.text() == "The person took the consent back. This does not leave."
    card.refusal.acted.emit()
    page = shell.navigator.page
    assert isinstance(page, ClientPage)
    assert (page.route.tab, page.route.extra["purpose"]) == ("consents", "supervisor")


def test_kinds_of_files() -> None:
    assert media_type("запись.mp3") == "audio/mpeg"
    assert media_type("без расширения") == "application/octet-stream"
    assert can_show(Attachment(media_type="image/jpeg", size=10))
    assert not can_show(Attachment(media_type="image/jpeg", size=10**9))
    assert not can_show(Attachment(media_type="audio/mpeg", size=10))
