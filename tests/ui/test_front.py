"""The window comes to the front when the program is started once more."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from streetlaw import single
from streetlaw.ui.front import FrontWatch


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    FrontWatch(window, tmp_path)
    return window


def test_a_hidden_or_minimised_window_is_shown_in_front(window: QWidget, tmp_path: Path, qtbot: QtBot,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[bool] = []
    monkeypatch.setattr(QApplication, "alert", lambda *_: raised.append(True))
    for hide in (window.showMinimized, window.hide):
        hide()
        single.call_to_front(tmp_path)
        qtbot.waitUntil(lambda: bool(raised))
        assert window.isVisible()
        assert not window.isMinimized()
        assert not list(tmp_path.iterdir())
        raised.clear()


def test_other_changes_in_the_folder_move_nothing(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    watch = window.findChild(FrontWatch)
    assert watch is not None
    with qtbot.waitSignal(watch._watcher.directoryChanged):
        (tmp_path / "start").touch()
    assert not window.isVisible()


def test_a_call_of_before_is_answered_by_the_start(qtbot: QtBot, tmp_path: Path) -> None:
    single.call_to_front(tmp_path)
    window = QWidget()
    qtbot.addWidget(window)
    FrontWatch(window, tmp_path)
    assert not list(tmp_path.iterdir())
    assert not window.isVisible()
