"""Choosing files leaves no history anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from streetlaw.ui import files, plain_files
from tests.refusal import refusal

ROOT = Path(__file__).parents[2]
NAME = "canary-of-a-file-name"

CHOOSE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QWidget
from streetlaw.ui import theme
from pathlib import Path
application = QApplication(["Desk"])
if sys.argv[1] == "ours":
    from streetlaw.ui import files
    ask = lambda: files.ask_where_to_save(window, "Save", NAME)
else:
    def ask():
        dialog = QFileDialog(window, "Save", str(Path.home()))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(NAME)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
NAME = sys.argv[2]
window = QWidget()
window.show()
def accept():
    dialog = application.activeModalWidget()
    dialog.findChild(QLineEdit).setText(NAME)
    dialog.accept()
QTimer.singleShot(300, accept)
chosen = ask()
del window
print(chosen.name)
"""


def written_by(way: str, home: Path) -> list[str]:
    """What stands in the home folder after somebody chose a place to save."""
    home.mkdir()
    environment = os.environ | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    done = subprocess.run([sys.executable, "-c", CHOOSE, way, NAME], cwd=ROOT, env=environment,
                          capture_output=True, text=True, timeout=300, check=False)
    assert done.stdout.strip() == NAME, done.stderr
    return [path.relative_to(home).as_posix() for path in home.rglob("*")
            if path.is_file() and (NAME in path.name or b"FileDialog" in path.read_bytes())]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the settings of Qt are no files")
def test_a_chosen_file_leaves_no_history(tmp_path: Path) -> None:
    assert written_by("ours", tmp_path / "ours") == []
    assert written_by("plain", tmp_path / "plain") != [], "the plain dialog leaves one: the search has teeth"


def test_a_place_below_a_file_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with refusal("file.not_written"):
        plain_files.write(tmp_path / "file" / "paper.pdf", b"")


def test_the_file_dialog_leaves_no_trace(qtbot: QtBot, tmp_path: Path,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    label = QLabel()
    qtbot.addWidget(label)
    dialog = files._dialog(label, "Save", files.PDF)
    dialog.setDirectory(str(tmp_path))
    dialog.show()
    dialog.accept()
    dialog.deleteLater()
    QApplication.sendPostedEvents()
    qtbot.wait(10)
    assert not (tmp_path / "config").exists()
