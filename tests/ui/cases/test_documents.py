from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Attachment
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.services.consents import WithdrawConsent, withdraw_consent
from streetlaw.ui import files
from streetlaw.ui.cases.documents import Documents
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.cases.picture import PictureView
from streetlaw.ui.cases.player import PlayerView
from streetlaw.ui.desk import Desk
from streetlaw.ui.evidence import ask_copy
from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.shell.shell import Shell
from tests.documents.reading import text
from tests.fakes.memory import MemoryVault
from tests.ui.cases import files_made, story
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
    monkeypatch.setattr(files, "ask_which_files", lambda *_: [scan])
    press(qtbot, documents.list.add)
    qtbot.waitUntil(lambda: any(file.name == "scan.pdf" for file in kept(Attachment)))
    file = next(file for file in kept(Attachment) if file.name == "scan.pdf")
    assert (file.media_type, file.size, file.case_id) == ("application/pdf", 200_009, story.CASE)
    qtbot.waitUntil(lambda: bool(documents.menus("scan.pdf")))


def test_several_files_are_dropped_on_the_page(documents: Documents, kept: Kept, tmp_path: Path,
                                               qtbot: QtBot) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text(path.name)
    documents.drop.dropped.emit(paths)
    qtbot.waitUntil(lambda: len(kept(Attachment)) == 4)
    assert {file.case_id for file in kept(Attachment)} == {story.CASE}


def test_a_file_that_went_away_is_said(documents: Documents, tmp_path: Path, qtbot: QtBot) -> None:
    documents.drop.dropped.emit([tmp_path / "gone.png"])
    qtbot.waitUntil(lambda: bool(documents.list.intake.banners))
    assert "could not be read" in documents.list.intake.banners[0].text()


def test_a_file_kept_already_is_told(documents: Documents, kept: Kept, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "copy.txt").write_text("Разговор у окна регистратуры.", encoding="utf-8")
    documents.drop.dropped.emit([tmp_path / "copy.txt"])
    qtbot.waitUntil(lambda: bool(documents.list.intake.banners))
    assert documents.list.intake.banners[0].text() == "copy.txt is kept here as запись разговора.txt"
    assert len(kept(Attachment)) == 2


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
    qtbot.waitUntil(lambda: bool(documents.viewer.findChildren(PictureView)))


def test_a_file_is_checked_and_a_damaged_one_is_said(documents: Documents, do: Do, kept: Kept, shell: Shell,
                                                     told: MemoryVault, qtbot: QtBot) -> None:
    do("запись разговора.txt", "Check that it is intact")
    qtbot.waitUntil(lambda: any(line.what == "checked" for file in kept(Attachment) for line in file.custody))
    blob = next(file.blob for file in kept(Attachment) if file.name.endswith(".txt"))
    identity, _content = told.blobs.sealed[blob]
    told.blobs.sealed[blob] = (identity, b"something else")
    do("запись разговора.txt", "Check that it is intact")
    qtbot.waitUntil(lambda: "damaged" in shell.chrome.banner_text())


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place somebody chooses for a copy."""
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: tmp_path / "copy")
    return tmp_path / "copy"


def test_a_copy_outside_is_asked_for_first(documents: Documents, do: Do, kept: Kept, outside: Path,
                                           monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(ask_copy, "ask_copy", lambda *_: None)
    do("запись разговора.txt", "Save a copy outside…")
    assert not outside.exists()
    monkeypatch.setattr(ask_copy, "ask_copy", lambda *_: False)
    do("запись разговора.txt", "Save a copy outside…")
    qtbot.waitUntil(outside.exists)
    assert outside.read_text(encoding="utf-8") == "Разговор у окна регистратуры."
    assert any(line.what == "exported" for file in kept(Attachment) for line in file.custody)


def test_a_copy_without_metadata_leaves_the_original_as_it_was(
        documents: Documents, do: Do, kept: Kept, told: MemoryVault, outside: Path,
        monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    photo = story.attach(told, "photo.jpg", "image/jpeg", files_made.picture("JPEG", orientation=6))
    documents.reading_wanted.emit()
    qtbot.waitUntil(lambda: bool(documents.menus("photo.jpg")))
    monkeypatch.setattr(ask_copy, "ask_copy", lambda *_: True)
    do("photo.jpg", "Save a copy outside…")
    qtbot.waitUntil(outside.exists)
    assert b"Exif" not in outside.read_bytes()
    after = next(file for file in kept(Attachment) if file.name == "photo.jpg")
    assert (after.sha256, after.custody[-1].what) == (photo.sha256, "exported_bare")
    assert told.blobs.open(after.blob, after.identity) == files_made.picture("JPEG", orientation=6)


def test_a_text_has_no_copy_without_metadata(
        documents: Documents, do: Do, kept: Kept, outside: Path, shell: Shell,
        monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(ask_copy, "ask_copy", lambda *_: True)
    do("запись разговора.txt", "Save a copy outside…")
    qtbot.waitUntil(lambda: "JPEG, PNG, WebP and TIFF and of PDFs only" in shell.chrome.banner_text())
    assert not list(outside.parent.iterdir())
    assert all(line.what == "captured" for file in kept(Attachment) for line in file.custody)


def test_nothing_leaves_without_its_line(documents: Documents, do: Do, told: MemoryVault, outside: Path,
                                         shell: Shell, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(ask_copy, "ask_copy", lambda *_: False)
    told.fails = StreetLawError("vault.disk_full")
    do("запись разговора.txt", "Save a copy outside…")
    qtbot.waitUntil(lambda: bool(shell.chrome.banner_text()))
    assert list(outside.parent.iterdir()) == []


def test_a_damaged_file_does_not_leave(
        documents: Documents, do: Do, kept: Kept, told: MemoryVault, outside: Path,
        monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    blob = next(file.blob for file in kept(Attachment) if file.name.endswith(".txt"))
    told.blobs.sealed[blob] = (told.blobs.sealed[blob][0], b"something else")
    monkeypatch.setattr(ask_copy, "ask_copy", lambda *_: False)
    do("запись разговора.txt", "Save a copy outside…")
    qtbot.waitUntil(lambda: any(line.what == "damaged" for file in kept(Attachment) for line in file.custody))
    assert list(outside.parent.iterdir()) == []


def test_the_log_beside_what_is_looked_at_follows(documents: Documents, do: Do, qtbot: QtBot) -> None:
    def lines() -> list[str]:
        shown = [label.text() for label in documents.viewer.findChildren(QLabel)]
        return [line for line in shown if "24.11.2026" in line]

    do("запись разговора.txt", "Look at it")
    qtbot.waitUntil(lambda: len(lines()) == 2)
    assert "looked at · Street lawyer 07" in lines()[0]
    do("запись разговора.txt", "Check that it is intact")
    qtbot.waitUntil(lambda: len(lines()) == 3)
    assert "checked: intact" in lines()[0]


def test_the_custody_log_is_shown_as_a_paper_and_saved(
        documents: Documents, do: Do, outside: Path, sure: None, qtbot: QtBot) -> None:
    do("запись разговора.txt", "Custody log (PDF)")
    qtbot.waitUntil(lambda: bool(documents.viewer.findChildren(QPdfView)))
    press(qtbot, documents.viewer.save)
    qtbot.waitUntil(outside.exists)
    assert "запись разговора.txt" in text(outside.read_bytes())


def test_a_file_is_linked_to_an_incident_and_that_can_be_taken_back(
        documents: Documents, kept: Kept, desk: Desk, qtbot: QtBot) -> None:
    (menu,) = documents.menus("ответ, вх. 318.png")
    links = next(action.menu() for action in menu.actions() if action.text() == "Belongs to")
    assert isinstance(links, QMenu)
    assert [action.isChecked() for action in links.actions()] == [True, False, False]
    links.actions()[1].trigger()
    qtbot.waitUntil(lambda: documents.read is not None
                    and any(file.incident_id for file in documents.read.file.attachments))
    assert documents.read is not None
    assert {file.incident_id for file in kept(Attachment)} == {"", documents.read.file.incidents[0].id}
    desk.undo()
    qtbot.waitUntil(lambda: not any(file.incident_id for file in kept(Attachment)))


@pytest.mark.parametrize(("name", "media_type", "size", "said"), [
    ("film.mp4", "video/mp4", 10, "Another program"), ("scan.tif", "image/tiff", 10**9, "too large")])
def test_what_cannot_be_shown_says_what_can_be_done(
        documents: Documents, name: str, media_type: str, size: int, said: str) -> None:
    documents.list.look_wanted.emit(Attachment(id="x", name=name, media_type=media_type, size=size))
    assert any(said in label.text() for label in documents.viewer.findChildren(QLabel))
    assert not documents.viewer.save.isHidden()


@pytest.mark.parametrize(("content", "said"), [
    (files_made.png_bomb(60_000), "too many dots"), (b"PK\3\4\x14\0", "another program"),
    (b"%PDF-1.4 nothing", "damaged")])
def test_what_turns_out_not_to_be_shown_says_so(
        documents: Documents, do: Do, told: MemoryVault, content: bytes, said: str, qtbot: QtBot) -> None:
    story.attach(told, "thing", "application/octet-stream", content)
    documents.reading_wanted.emit()
    qtbot.waitUntil(lambda: bool(documents.menus("thing")))
    do("thing", "Look at it")
    qtbot.waitUntil(lambda: any(said in label.text() for label in documents.viewer.findChildren(QLabel)))


def test_a_recording_is_listened_to(documents: Documents, do: Do, told: MemoryVault, qtbot: QtBot) -> None:
    story.attach(told, "voice.wav", "audio/x-wav", files_made.wav())
    documents.reading_wanted.emit()
    qtbot.waitUntil(lambda: bool(documents.menus("voice.wav")))
    do("voice.wav", "Look at it")
    qtbot.waitUntil(lambda: bool(documents.viewer.findChildren(PlayerView)))


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
    qtbot.waitUntil(lambda: bool(documents.viewer.findChildren(QPdfView)))
    press(qtbot, documents.viewer.save)
    qtbot.waitUntil(outside.exists)
    assert outside.read_bytes().startswith(b"%PDF")


def test_a_story_that_may_harm_is_asked_about_before_it_is_printed(
        documents: Documents, told: MemoryVault, qtbot: QtBot) -> None:
    with told.work() as work:
        incident = work.list(Incident, client_id=story.CLIENT)[0]
        work.change(replace(incident, narrative="Они узнали про её метадон"))
        work.commit("changed")
    card = documents.summary
    press(qtbot, card.make)
    qtbot.waitUntil(card.story.isVisible)
    assert "Offences Code art. 127" in "".join(b.accessibleName() for b in card.story.findChildren(Banner))
    made: list[bytes] = []
    card.made.connect(lambda paper, _name: made.append(paper))
    press(qtbot, card.story.leave_out)
    assert card.story.isHidden()
    qtbot.waitUntil(lambda: bool(made))
    assert "метадон" not in text(made[0])


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
