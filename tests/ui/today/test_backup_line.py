from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from streetlaw.domain.backup import Place, Restored
from streetlaw.services import backups
from streetlaw.ui import files
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.today.backup_line import BackupLine
from streetlaw.ui.today.page import TodayPage
from tests.fakes.memory import MemoryVault
from tests.ui.conftest import FakeBackups

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def made(vault: MemoryVault, days_ago: int, path: str = "/stick/b.slv") -> None:
    with vault.work() as work:
        backups.note_made(work, Place(name="USB drive", path=path, made=NOW - timedelta(days=days_ago),
                                      size=1, lines=1))


def line_of(shell: Shell, qtbot: QtBot) -> BackupLine:
    shell.navigator.go(Route("today"))
    page = shell.navigator.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.backup_line._notice is not None)
    return page.backup_line


def test_nothing_is_said_while_nothing_is_due(shell: Shell, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    with memory_vault.work() as work:
        backups.set_rhythm(work, 0)
    assert not line_of(shell, qtbot).isVisible()


def test_an_old_backup_is_renewed_with_one_press(
        shell: Shell, memory_vault: MemoryVault, kept_backups: FakeBackups, qtbot: QtBot, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    made(memory_vault, 9, str(tmp_path / "old.slv"))
    line = line_of(shell, qtbot)
    assert line.text.text() == "The last backup was made 9 days ago (USB drive)."
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: tmp_path / "b.slv")
    line.act.click()
    qtbot.waitUntil(lambda: kept_backups.made == [tmp_path / "b.slv"])
    qtbot.waitUntil(lambda: "No backup was tested" in line.text.text())
    assert line.act.text() == "Test a backup…"
    assert not line.stop.isVisible()


def test_put_off_it_stays_away_today(shell: Shell, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    made(memory_vault, 9)
    line = line_of(shell, qtbot)
    line.later.click()
    qtbot.waitUntil(lambda: not line.isVisible())
    shell.navigator.go(Route("settings"))
    assert not line_of(shell, qtbot).isVisible()


def test_a_restored_folder_says_how_old_it_is_until_that_was_read(
        shell: Shell, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    made(memory_vault, 0)
    restored = Restored(made=NOW - timedelta(days=12), restored=NOW, lines=40, known_lines=43)
    with memory_vault.work() as work:
        work.set_setting(backups.RESTORED, backups.to_text(restored))
    line = line_of(shell, qtbot)
    assert "12 November" in line.text.text()
    assert "3 later entries of the log are known to be missing" in line.text.text()
    line.act.click()
    qtbot.waitUntil(lambda: "came back" not in line.text.text())
