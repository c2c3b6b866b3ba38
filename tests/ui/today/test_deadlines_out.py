"""Deadlines that leave for a calendar, and those the law has moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, Whose
from streetlaw.ui import files
from streetlaw.ui.calendar_export import CalendarQuestion
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.today.moved_line import MovedQuestion
from streetlaw.ui.today.page import TodayPage
from tests.fakes.memory import MemoryVault

SECRETS = ("4188-T", "Жылдыз", "a letter about beatings")


@pytest.fixture
def page(shell: Shell, memory_vault: MemoryVault, qtbot: QtBot) -> TodayPage:
    with memory_vault.work() as work:
        client = work.add(Client(code="4188-T", named=True, given_name="Жылдыз", family_name="Жылдыз"))
        work.add(Deadline(client_id=client.id, rule="labour", base=date(2026, 11, 20), due=date(2027, 3, 1)))
        work.add(Deadline(client_id=client.id, title="a letter about beatings", due=date(2026, 12, 1)))
        work.add(Deadline(client_id=client.id, title="answer", due=date(2026, 12, 2), whose=Whose.BODY))
        work.add(Deadline(client_id=client.id, title="gone", due=date(2026, 11, 1)))
        work.commit("deadline.added")
    shell.navigator.go(Route("today"))
    page = shell.navigator.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.moved_line.isVisible() and page.deadlines._read is not None)
    return page


def answer(act: Callable[[QDialog], None]) -> None:
    """Do something with the next dialog once it is open."""
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)
    QTimer.singleShot(0, look)


def test_chosen_deadlines_go_into_a_file_with_nothing_of_anybody(
        page: TodayPage, memory_vault: MemoryVault, qtbot: QtBot, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    target, told = tmp_path / "deadlines.ics", list[str]()
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: target)

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, CalendarQuestion)
        told.append(dialog.accessibleDescription())
        told.extend(dialog.list.item(at).text() for at in range(dialog.list.count()))
        dialog.none.click()
        assert not dialog.verb.isEnabled()
        dialog.ours.click()
        assert dialog.count.text() == "2 deadlines chosen"
        dialog.list.item(2).setCheckState(Qt.CheckState.Unchecked)
        dialog.verb.click()
    answer(choose)
    page.deadlines.calendar.click()
    qtbot.waitUntil(target.exists)
    assert "no name, no code" in told[0]
    assert [line.split(" · ")[2] for line in told[1:]] == ["our deadline", "the body's deadline",
                                                               "our deadline"]
    text = target.read_text()
    assert text.count("BEGIN:VEVENT") == 1
    assert "20261201" in text
    assert not [secret for secret in SECRETS if secret in text]
    qtbot.waitUntil(lambda: "deadlines.exported" in {name for name, *_ in memory_vault.kept.audit})


def test_a_mind_changed_writes_nothing(page: TodayPage, memory_vault: MemoryVault, qtbot: QtBot,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: asked.append(True))
    answer(lambda dialog: dialog.accept())
    page.deadlines.calendar.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert "deadlines.exported" not in {name for name, *_ in memory_vault.kept.audit}


def test_moves_are_shown_and_left_alone_until_taken(page: TodayPage, memory_vault: MemoryVault,
                                                    qtbot: QtBot) -> None:
    said: list[str] = []

    def dues() -> set[date | None]:
        with memory_vault.work() as work:
            return {each.due for each in work.list(Deadline, rule="labour")}

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, MovedQuestion)
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()
    assert "1 open deadline would end on another day" in page.moved_line.text.text()
    answer(read)
    page.moved_line.look.click()
    whole = "\n".join(said)
    assert "4188-T, Labour dispute" in whole
    assert "01.03.2027 → 22.02.2027" in whole
    assert "3 months: until 20.02.2027; a day off: moved to 22.02.2027" in whole
    assert dues() == {date(2027, 3, 1)}
    answer(lambda dialog: dialog.accept())
    page.moved_line.look.click()
    qtbot.waitUntil(lambda: dues() == {date(2027, 2, 22)})
    qtbot.waitUntil(lambda: not page.moved_line.isVisible())
    page.desk.undo()
    qtbot.waitUntil(lambda: dues() == {date(2027, 3, 1)})
    qtbot.waitUntil(page.moved_line.isVisible)
