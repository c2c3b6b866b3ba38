"""What holds over the whole life of a session: lock, quit, look, failures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from streetlaw.launcher import LOCKED
from streetlaw.session import Session
from streetlaw.ui import look, start_file, theme
from streetlaw.ui.look import Look
from streetlaw.ui.route import Route
from tests.fakes.memory import MemoryVault
from tests.ui.conftest import PASSPHRASE
from tests.ui.start.conftest import FakeOpener
from tests.ui.start.hand import (
    texts,
    try_passphrase,
)


def test_a_lock_hides_the_window_and_ends_the_process(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    session.lock()
    assert session.ends == [], "nothing is open yet"  # type: ignore[attr-defined]
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    session.shell.lock_wanted.emit()
    assert session.ends == [LOCKED]  # type: ignore[attr-defined]
    assert not session.window.isVisible()
    assert session.desk is not None
    assert not session.desk.is_open


def test_escape_twice_hides_everything_from_any_window(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    handle = session.window.windowHandle()
    session._watch.watch(handle)
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    QTest.keyClick(handle, Qt.Key.Key_A)
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    assert session.ends == []  # type: ignore[attr-defined]
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    assert session.ends == [LOCKED]  # type: ignore[attr-defined]


def test_moving_the_mouse_puts_the_lock_off(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    session.shell.idle._last_use -= 100_000
    assert session.shell.idle.seconds_left() <= 80
    session._watch.watch(session.window.windowHandle())
    QTest.mouseMove(session.window.windowHandle(), QPoint(5, 5))
    QTest.keyClick(session.window.windowHandle(), Qt.Key.Key_Shift)
    assert session.shell.idle.seconds_left() == 180


@pytest.mark.parametrize(("place", "section"), [("clients", "clients"), ("new-client", "")])
def test_closing_the_window_quits_and_keeps_its_look_in_the_vault(
        begin: Callable[..., Session], folder: Path, memory_vault: MemoryVault, qtbot: QtBot, place: str,
        section: str) -> None:
    session = begin()
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    session.window.setGeometry(10, 20, 1200, 700)
    session.shell.navigator.look_wanted.emit(replace(session.shell.desk.look, theme="dark"))
    session.shell.appearance.zoom(20)
    session.shell.navigator.go(Route(place))
    session.window.close()
    assert session.ends == [0]  # type: ignore[attr-defined]
    with memory_vault.work() as work:
        kept = look.read(work)
    assert kept == Look(theme="dark", zoom=120, window=(10, 20, 1200, 700, 0), section=section,
                        day="2026-11-24")
    said = (start_file.data_folder() / "start").read_text()
    assert said == f"language en\nfolder {folder}\nfolder {folder.parent / 'gone'}\n"


@pytest.mark.parametrize(("day", "place"), [("2026-11-24", "clients"), ("2026-11-23", "today")])
def test_the_window_looks_as_it_was_left_once_the_vault_is_open(
        begin: Callable[..., Session], folder: Path, opener: FakeOpener, qtbot: QtBot, day: str,
        place: str) -> None:
    kept = Look(theme="dark", zoom=120, window=(10, 20, 1200, 700, 0), section="clients", day=day)
    opener.opened = replace(opener.opened, look=kept)
    session = begin()
    assert theme.current() == theme.Theme()
    assert session.window.width() == 1366
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    assert (theme.current().name, theme.current().zoom) == ("dark", 120)
    assert session.window.geometry_kept() == kept.window
    assert session.shell.navigator.route == Route(place), "a new day begins with Today"


def test_a_window_closed_before_a_vault_is_open_keeps_nothing(
        begin: Callable[..., Session], folder: Path) -> None:
    before = (start_file.data_folder() / "start").read_text()
    session = begin()
    session.window.setGeometry(10, 20, 1200, 700)
    session.window.close()
    assert session.ends == [0]  # type: ignore[attr-defined]
    assert (start_file.data_folder() / "start").read_text() == before


def test_a_bug_is_shown_without_any_data(begin: Callable[..., Session], folder: Path, qtbot: QtBot,
                                        capsys: pytest.CaptureFixture[str]) -> None:
    session = begin()

    def fail() -> None:
        raise ValueError("Асанова Айбек")
    for _ in range(2):
        try:
            fail()
        except ValueError as error:
            session.on_bug(ValueError, error, error.__traceback__)
        if session.shell is None:
            qtbot.waitUntil(lambda: any("ValueError test_session.py" in text for text in texts(session)))
            try_passphrase(session, PASSPHRASE)
            qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    assert "ValueError test_session.py" in session.shell.chrome.banner_text()
    assert "Асанова" not in capsys.readouterr().err
