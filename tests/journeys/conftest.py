"""What the journeys share: the real program in one process, on real vaults with the cheapest keys."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.app.opener import VaultOpener
from streetlaw.launcher import LOCKED
from streetlaw.machine import memory
from streetlaw.session import Session
from streetlaw.storage.kdf import TEST
from streetlaw.ui import process, start_file
from streetlaw.ui.desk import Desk
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.start.unlock import UnlockPage
from streetlaw.ui.start_file import Start
from streetlaw.ui.window import Window
from tests.journeys.homes import PASSPHRASE, Homes, two_homes
from tests.journeys.person import Person, typed


class Program:
    """One life of the program after another, as the launcher would run them."""

    def __init__(self, application: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self._application, self._qtbot, self._monkeypatch = application, qtbot, monkeypatch
        self.session: Session | None = None
        self.ends: list[int] = []
        self.strays: list[str] = []
        """Widgets that came up as windows of their own: a flash on the screen, and the keys go astray."""
        application.focusWindowChanged.connect(self._on_focus_window)

    def move_to(self, home: Path, *, language: str = "en") -> None:
        """Live on another computer from now on: the program keeps its own things there."""
        self.end()
        self._monkeypatch.setenv("XDG_DATA_HOME", str(home))
        start_file.save(replace(start_file.load(), language=language))

    @property
    def person(self) -> Person:
        """Somebody at the window there is now."""
        assert self.session is not None
        return Person(self._qtbot, self.session.window)

    @property
    def desk(self) -> Desk:
        """The open desk behind the window."""
        assert self.session is not None
        assert self.session.desk is not None
        return self.session.desk

    def _on_focus_window(self, window: QWindow | None) -> None:
        self.strays += [repr(widget) for widget in self._application.topLevelWidgets()
                        if window is not None and widget.windowHandle() is window
                        and widget.windowType() is Qt.WindowType.Window and not isinstance(widget, Window)]

    def start(self, **arguments: Any) -> Session:
        """Start a session; its window is on the screen."""
        self.session = Session(self._application, make_opener=lambda: VaultOpener(TEST), **arguments)
        self._monkeypatch.setattr(self.session._application, "exit", self.ends.append, raising=False)
        with self._qtbot.waitSignal(self.session.window.painted):
            self.session.start()
        self.session.window.activateWindow()  # a bare screen has no window manager to do it
        self._qtbot.waitUntil(self.session.window.isActiveWindow)
        return self.session

    def restart(self, **arguments: Any) -> Session:
        """Start again after a lock, as the launcher does."""
        assert self.session is not None
        assert self.ends[-1:] == [LOCKED]
        assert not self.session.window.isVisible()
        self.session.window.deleteLater()
        return self.start(**arguments)

    def unlock(self, passphrase: str) -> Shell:
        """Write the passphrase on the start page and wait for the window."""
        session = self.session
        assert session is not None
        page = session.pages.page
        assert isinstance(page, UnlockPage)
        typed(page.passphrase.edit, passphrase)
        QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: session.shell is not None)
        assert session.shell is not None
        return session.shell

    def end(self) -> None:
        """End the session as a closed window does."""
        if self.session is not None:
            self.session._end(0)
            self.session.window.deleteLater()
            self.session = None


@pytest.fixture(autouse=True, scope="session")
def collected_here() -> Iterator[None]:
    """Collect garbage on this thread alone, as the program does (`ui.collector`)."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps its own things; signals stay with pytest."""
    home = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    monkeypatch.setattr(memory, "refuse_readers", lambda: None)
    monkeypatch.setattr(process, "end_with_launcher", lambda: None)
    monkeypatch.setattr(signal, "set_wakeup_fd", lambda *_, **__: -1)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    start_file.save(Start(language="en"))
    return home


@pytest.fixture
def program(data_home: Path, qapp: QApplication, qtbot: QtBot,
            monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program, not started yet."""
    program = Program(qapp, qtbot, monkeypatch)
    yield program
    program.end()
    qapp.focusWindowChanged.disconnect(program._on_focus_window)
    qapp.setStyleSheet("")
    gc.collect()
    assert program.strays == []


@pytest.fixture
def homes(tmp_path: Path) -> Homes:
    """A lawyer with one case and an attorney who may review it; nothing was asked yet."""
    return two_homes(tmp_path / "homes", asked=False)


@pytest.fixture
def person(program: Program, homes: Homes) -> Person:
    """The lawyer, at Today."""
    program.start(only=homes.lawyer)
    program.unlock(PASSPHRASE)
    program.person.sees("Deadlines")
    return program.person


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Types any letters; `qtbot.keyClicks` ends the process at the first Cyrillic one."""
    return typed

