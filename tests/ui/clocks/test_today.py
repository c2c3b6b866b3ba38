"""Running clocks in Today, and what is said when one passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline
from streetlaw.services.clocks import StartClocks, start_clocks
from streetlaw.ui.clocks.rows import ClockList
from streetlaw.ui.parts import announce
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.today.page import TodayPage
from tests.fakes.memory import MemoryVault

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # noon in Bishkek
HOUR = timedelta(hours=1)


@pytest.fixture
def held(memory_vault: MemoryVault) -> Client:
    """Somebody who was stopped at 11:00."""
    with memory_vault.work() as work:
        client = work.add(Client(code="4188-T"))
        work.commit("client.saved")
    with memory_vault.work() as work:
        start_clocks(work, StartClocks(client_id=client.id, began=NOW - HOUR))
    return client


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What screen readers are told."""
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())
    monkeypatch.setattr(announce, "deliver", hear)
    return said


def clocks_of(shell: Shell, qtbot: QtBot) -> ClockList:
    shell.navigator.go(Route("today"))
    page = shell.navigator.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: bool(page.deadlines.clocks.rows))
    return page.deadlines.clocks


def test_the_most_urgent_comes_first_and_says_when_it_ends(shell: Shell, held: Client, qtbot: QtBot) -> None:
    rows = clocks_of(shell, qtbot).rows
    assert [row.running.deadline.rule for row in rows][:2] == ["offence_detention", "detention_court_child"]
    assert rows[0].countdown.text() == "2:00:00"
    assert rows[0].state.text() == "Ends at 14:00"
    assert "4188-T" in rows[0].accessibleName()
    assert "2 hours 0 minutes left" in rows[0].accessibleName()


def test_it_ticks_without_building_rows_anew(shell: Shell, held: Client, qtbot: QtBot) -> None:
    clocks = clocks_of(shell, qtbot)
    rows = list(clocks.rows)
    clocks.tick(NOW + timedelta(seconds=61))
    assert rows[0].countdown.text() == "1:58:59"
    assert rows[0].countdown.accessibleName() == "1 hour 58 minutes left"
    assert clocks.rows == rows


def test_a_passed_limit_says_in_words_what_to_demand(shell: Shell, held: Client, qtbot: QtBot) -> None:
    clocks = clocks_of(shell, qtbot)
    clocks.tick(NOW + 2 * HOUR + timedelta(seconds=5))
    first = clocks.rows[0]
    assert first.passed
    assert first.state.text() == ("The limit passed at 14:00. Demand this at once, in writing, by "
                                  "Offences Code art. 526.")
    assert first.countdown.text() == "0:00:05"
    assert not clocks.rows[1].passed


def test_a_passing_is_said_once_on_whatever_page(
        shell: Shell, held: Client, memory_vault: MemoryVault, qtbot: QtBot, spoken: list[str]) -> None:
    shell.navigator.go(Route("settings"))
    shell.clock_watch.read()
    qtbot.waitUntil(lambda: shell.clock_watch._watched is not None)
    spoken.clear()
    for seconds in (0, 3, 4, 5):
        shell.clock_watch.look(NOW + 2 * HOUR + timedelta(seconds=seconds))
    passed = [text for text in spoken if "limit passed" in text]
    assert len(passed) == 1
    assert passed[0].startswith("4188-T: the limit passed at 14:00.")
    assert shell.chrome.banner_text() == passed[0]


def test_the_hour_nobody_knows_is_shown_as_unknown(
        shell: Shell, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    with memory_vault.work() as work:
        client = work.add(Client(code="4190-K"))
        work.commit("client.saved")
    with memory_vault.work() as work:
        start_clocks(work, StartClocks(client_id=client.id))
    first = clocks_of(shell, qtbot).rows[0]
    assert first.countdown.text() == "?"
    assert first.state.text().startswith("The hour is not known")
    assert first.countdown.accessibleName() == "hour not known"


def test_the_filter_leaves_the_bodies_clocks_out_of_ours(shell: Shell, held: Client, qtbot: QtBot) -> None:
    clocks = clocks_of(shell, qtbot)
    page = shell.navigator.page
    assert isinstance(page, TodayPage)
    page.deadlines.choose("ours")
    assert not clocks.isVisible()
    page.deadlines.choose("body")
    qtbot.waitUntil(clocks.isVisible)
    assert len(clocks.rows) == 6


def test_why_is_open_to_mouse_and_keyboard(
        shell: Shell, held: Client, qtbot: QtBot, type_text: Callable[..., None]) -> None:
    row = clocks_of(shell, qtbot).rows[0]
    said = row.why.explanation()
    assert said.accessibleName() == "24.11.2026 14:00, because"
    assert "1. event 24.11.2026 11:00" in said.accessibleDescription()
    assert "2. 3 hours: until 24.11.2026 14:00" in said.accessibleDescription()
    assert "the body's deadline · Offences Code art. 526" in said.accessibleDescription()
    said.deleteLater()
    row.why.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_settled_clocks_go(shell: Shell, held: Client, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    clocks = clocks_of(shell, qtbot)
    with memory_vault.work() as work:
        for deadline in work.list(Deadline):
            work.remove(deadline)
        outcome = work.commit("removed")
    shell.desk.changed.emit(outcome)
    qtbot.waitUntil(lambda: not clocks.rows)
