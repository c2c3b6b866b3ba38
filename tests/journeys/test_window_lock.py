"""Whatever stands open or is under way: two times Escape leave nothing on the screen, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from streetlaw.launcher import LOCKED
from tests.journeys.conftest import Program
from tests.journeys.homes import NAME, PASSPHRASE, Homes, everything
from tests.journeys.person import Person, typed
from tests.journeys.tasks import open_client

Way = Callable[[Person], None]


def choosing_a_file(person: Person) -> None:
    person.presses("Ctrl+0")
    person.clicks("Take in a file…")


def erasing_somebody(person: Person) -> None:
    open_client(person, NAME)
    person.picks("More to do with this file", "Erase the file…")


def changing_the_passphrase(person: Person) -> None:
    person.presses("Ctrl+Comma")
    person.clicks("Change…")


def looking_at_the_keys(person: Person) -> None:
    person.presses("F1")


@pytest.mark.parametrize("opens", [choosing_a_file, erasing_somebody, changing_the_passphrase,
                                   looking_at_the_keys])
def test_a_question_goes_with_the_lock(program: Program, homes: Homes, tmp_path: Path,
                                       monkeypatch: pytest.MonkeyPatch, opens: Way) -> None:
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "computer" / kind))
    program.move_to(tmp_path / "computer" / "DATA")
    before = entered(program, homes)
    with escaping_twice(program) as escaped:
        opens(program.person)
        program.person.waits(lambda: escaped, "a question on the screen")
    program.person.waits(lambda: program.ends == [LOCKED], "the lock")
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []
    program.restart(only=homes.lawyer)
    program.unlock(PASSPHRASE)
    assert program.person.asks(program.desk, everything)[:2] == before[:2]
    assert written_in_the_clear(tmp_path / "computer") == {"DATA/desk/start"}


def entered(program: Program, homes: Homes) -> tuple[object, ...]:
    """The lawyer comes in; all that is in the vault then."""
    program.start(only=homes.lawyer)
    program.unlock(PASSPHRASE)
    program.person.sees("Deadlines")
    return program.person.asks(program.desk, everything)


@contextmanager
def escaping_twice(program: Program) -> Iterator[list[str]]:
    """Type into the first question that comes up, and press Escape twice there."""
    escaped: list[str] = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        if question is None or not question.isVisible() or escaped:
            return
        escaped.append(type(question).__name__)
        for field in question.findChildren(QLineEdit)[:1]:
            typed(field, "half a word")
        assert program.session is not None
        for handle in (question.windowHandle(), program.session.window.windowHandle()):  # the first closes it
            program.session._watch.watch(handle)  # no window manager tells here which window is in front
            QTest.keyClick(handle, Qt.Key.Key_Escape)
    eyes = QTimer(interval=10)
    eyes.timeout.connect(look)
    eyes.start()
    yield escaped
    eyes.stop()


def written_in_the_clear(computer: Path) -> set[str]:
    """Every file outside the vaults that the program left there."""
    return {str(path.relative_to(computer)) for path in computer.rglob("*") if path.is_file()}
