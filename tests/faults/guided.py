"""The session that `tests.faults.hand` guides."""

from __future__ import annotations

import os

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from streetlaw.session import Session


class Guided(Session):
    """A session that tells which page stands on the screen."""

    _told = ""
    _text = ""

    def start(self) -> None:
        super().start()
        self._look = QTimer(self)
        self._look.timeout.connect(self._tell)
        self._look.timeout.connect(self._write)
        self._look.start(20)
        self._ear = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._obey)

    def _tell(self) -> None:
        page = "" if self._passphrase_file and not self._told else "page"
        if self.shell is not None:
            shown = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
            page = "open" if any("Hearing" in text for text in shown) else ""
        if page not in {"", self._told}:
            self._told = page
            os.write(1, f"{page} {os.getpid()}\n".encode())

    def _obey(self) -> None:
        asked, _, text = os.read(0, 4096).decode().strip().partition(" ")
        if asked == "close":
            self.window.close()
            return
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        if asked == "lock":
            QTest.keyClick(self.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        else:
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            QTest.keyClick(self.window, Qt.Key.Key_N, both)
            self._text = text

    def _write(self) -> None:
        if self._text and (fields := self._fields()):
            QTest.keyClicks(fields[0], self._text)
            self._text = ""
            os.write(1, f"written {os.getpid()}\n".encode())

    def _fields(self) -> list[QPlainTextEdit]:
        return [field for field in QApplication.allWidgets()
                if isinstance(field, QPlainTextEdit) and field.isVisible()]
