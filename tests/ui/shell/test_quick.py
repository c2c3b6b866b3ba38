"""Quick capture in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.domain.action import Attachment
from streetlaw.domain.incident import Incident
from streetlaw.ui import files
from streetlaw.ui.clients.capture import CapturePage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.quick import QuickWindow
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Type = Callable[[QWidget, str], None]


@pytest.fixture
def window(shell: Shell, qtbot: QtBot) -> QuickWindow:
    """The window, opened by its key while another page is shown."""
    shell.navigator.go(Route("settings"))
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    QTest.keyClick(shell.chrome, Qt.Key.Key_N,
                   Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert shell.quick.window is not None
    qtbot.waitUntil(shell.quick.window.isVisible)
    return shell.quick.window


def page_of(window: QuickWindow) -> CapturePage:
    assert isinstance(window.page, CapturePage)
    return window.page


def test_its_key_opens_it_over_whatever_is_shown(window: QuickWindow, shell: Shell) -> None:
    assert shell.navigator.route == Route("settings")
    assert window.isWindow()
    assert window.parent() is None
    assert window.windowTitle() == "Desk"
    assert window.focusWidget() is page_of(window).text
    shell.quick.open()
    assert shell.quick.window is window


def test_it_stays_while_the_large_window_is_minimised(window: QuickWindow, shell: Shell, type_text: Type,
                                                      memory_vault: MemoryVault, qtbot: QtBot) -> None:
    shell.showMinimized()
    assert window.isVisible()
    type_text(page_of(window).text, "Refused")
    QTest.keyClick(page_of(window).text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.quick.window is None)
    with memory_vault.work() as work:
        assert [incident.narrative for incident in work.list(Incident)] == ["Refused"]
    assert shell.navigator.route == Route("settings")
    qtbot.waitUntil(lambda: not memory_vault.kept.drafts)


def test_escape_puts_it_away_and_keeps_every_field(window: QuickWindow, shell: Shell, type_text: Type,
                                                   memory_vault: MemoryVault, qtbot: QtBot) -> None:
    page = page_of(window)
    type_text(page.text, "Дарыкана баш тартты")
    type_text(page.contact, "18:00")
    page.files.changed.emit()
    page.files.show_paths([Path("photo.jpg")])
    page.files.changed.emit()
    key = page.keeper.key
    QTest.keyClick(page.text, Qt.Key.Key_Escape)
    assert shell.quick.window is None
    qtbot.waitUntil(lambda: key in memory_vault.kept.drafts)
    shell.navigator.go(Route.parse(key))
    again = shell.navigator.page
    assert isinstance(again, CapturePage)
    qtbot.waitUntil(lambda: again.text.toPlainText() == "Дарыкана баш тартты")
    assert again.contact.text() == "18:00"
    assert again.files.paths == (Path("photo.jpg"),)


def test_it_goes_with_the_vault_and_its_draft_stays(window: QuickWindow, shell: Shell, type_text: Type,
                                                    memory_vault: MemoryVault) -> None:
    type_text(page_of(window).text, "Refused")
    shell.desk.close()
    assert not window.isVisible()
    assert shell.quick.window is None
    (draft,) = memory_vault.kept.drafts.values()
    assert "Refused" in draft.values


def test_it_locks_with_the_rest(window: QuickWindow, shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.lock_wanted):
        QTest.keyClick(page_of(window).text, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    shell.idle.ticked.emit(118)
    assert window._lock.text() == "Locks in 1:58"


def test_another_language_keeps_what_was_written(window: QuickWindow, shell: Shell, type_text: Type,
                                                 qtbot: QtBot) -> None:
    type_text(page_of(window).text, "Refused")
    shell.set_language("ru")
    try:
        new = shell.quick.window
        assert new is not None
        assert new is not window
        qtbot.waitUntil(lambda: page_of(new).text.toPlainText() == "Refused")
    finally:
        translation.use("en")


def test_it_can_be_kept_above_the_others(window: QuickWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.on_top, Qt.MouseButton.LeftButton)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.isVisible()


def test_files_are_sealed_when_it_is_finished(window: QuickWindow, shell: Shell, type_text: Type,
                                              memory_vault: MemoryVault, tmp_path: Path, qtbot: QtBot,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(window)
    chosen = [tmp_path / "photo.jpg", tmp_path / "voice.ogg"]
    for path in chosen:
        path.write_bytes(path.name.encode())
    monkeypatch.setattr(files, "ask_which_files", lambda *_asked: chosen)
    qtbot.mouseClick(page.files.add, Qt.MouseButton.LeftButton)
    assert page.files.paths == tuple(chosen)
    page.files._on_leave(chosen[1])
    type_text(page.text, "Refused")
    QTest.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(memory_vault.kept.records.get(Attachment)))
    with memory_vault.work() as work:
        (kept,), (incident,) = work.list(Attachment), work.list(Incident)
    assert (kept.name, kept.incident_id, kept.client_id) == ("photo.jpg", incident.id, incident.client_id)
