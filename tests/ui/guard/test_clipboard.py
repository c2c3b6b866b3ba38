"""What is copied goes away again, marked as a secret meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from streetlaw.ui.guard.clipboard import KEPT_MS, MARKS, CopyKeeper, marked

XVFB = shutil.which("xvfb-run")
ROOT = Path(__file__).parents[3]
NAME = "Төлөгөнова Жылдыз"

ON_A_SCREEN = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
from streetlaw.ui import theme
from streetlaw.ui.guard import clipboard
clipboard.KEPT_MS = 50
application = QApplication([])
board = application.clipboard()
keeper = clipboard.CopyKeeper(board)
field = QLineEdit("somebody")
field.selectAll()
field.copy()
assert board.text() == "somebody" and board.ownsClipboard()
assert "x-kde-passwordManagerHint" in board.mimeData().formats()
keeper.pause.timeout.connect(application.quit)
application.exec()
print(repr(board.text()))
"""


@pytest.fixture
def clipboard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QClipboard]:
    """The clipboard of the platform without a screen, which cannot say whose it is: the text says it here."""
    board = QGuiApplication.clipboard()
    board.clear()
    monkeypatch.setattr(CopyKeeper, "_is_ours",
                        lambda keeper, mode: keeper._clipboard.text(mode).startswith(NAME))
    yield board
    board.clear()


@pytest.fixture
def keeper(clipboard: QClipboard) -> CopyKeeper:
    return CopyKeeper(clipboard)


def copy(text: str, qtbot: QtBot) -> None:
    field = QLineEdit(text)
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()


def test_a_copy_is_taken_back_after_its_time(keeper: CopyKeeper, clipboard: QClipboard, qtbot: QtBot) -> None:
    copy(NAME, qtbot)
    assert clipboard.text() == NAME
    assert (keeper.pause.isActive(), keeper.pause.interval()) == (True, KEPT_MS)
    assert KEPT_MS == 15_000
    keeper.pause.timeout.emit()
    assert clipboard.text() == ""


def test_what_others_copied_since_stays(keeper: CopyKeeper, clipboard: QClipboard, qtbot: QtBot) -> None:
    copy(NAME, qtbot)
    clipboard.setText("of another program")
    keeper.clear()
    assert clipboard.text() == "of another program"


def test_a_second_copy_has_its_whole_time(keeper: CopyKeeper, qtbot: QtBot,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    copy(NAME, qtbot)
    started: list[int] = []
    monkeypatch.setattr(QTimer, "start", lambda *_: started.append(1))
    copy(f"{NAME} 2", qtbot)
    assert started


def test_a_copy_is_marked_as_a_secret(keeper: CopyKeeper, clipboard: QClipboard, qtbot: QtBot) -> None:
    copy(NAME, qtbot)
    data = clipboard.mimeData()
    assert {name: data.data(name).data() for name in MARKS} == MARKS
    assert data.text() == NAME


def test_marking_drops_what_was_not_text_and_keeps_what_has_none() -> None:
    rich, picture = QMimeData(), QMimeData()
    rich.setText(NAME)
    rich.setHtml(f"<b>{NAME}</b>")
    picture.setData("image/png", b"picture")
    assert not marked(rich).hasHtml()
    assert marked(picture).data("image/png").data() == b"picture"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or XVFB is None,
                    reason="xvfb-run is not here: the clipboard of a real screen was not tried")
def test_on_a_screen_the_copy_is_ours_and_goes(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    done = subprocess.run([str(XVFB), "-a", sys.executable, "-c", ON_A_SCREEN], cwd=ROOT, env=environment,
                          capture_output=True, text=True, timeout=300, check=False)
    if "could not connect to display" in done.stderr or "plugin" in done.stderr:
        pytest.skip("no window can be shown here: the clipboard of a real screen was not tried")
    assert (done.returncode, done.stdout.strip()) == (0, "''"), done.stderr
