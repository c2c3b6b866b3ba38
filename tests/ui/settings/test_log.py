"""The activity log in the settings: whether it holds, its lines, and a part of it on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.services.listing import LogQuery
from streetlaw.services.names import show_names
from streetlaw.ui import files
from streetlaw.ui.parts import dialog
from streetlaw.ui.route import Route
from streetlaw.ui.settings.log_block import LogBlock
from streetlaw.ui.settings.log_table import CODE, DONE, PIECE
from streetlaw.ui.settings.page import SettingsPage
from streetlaw.ui.shell.shell import Shell
from tests.documents.reading import text
from tests.fakes.memory import MemoryVault
from tests.ui.conftest import FakeSafe


@pytest.fixture
def written(memory_vault: MemoryVault) -> MemoryVault:
    with memory_vault.work() as work:
        client = work.add(Client(code="4172-K", family_name="Асанова"))
        work.commit("client.opened")
    for _ in range(PIECE + 20):
        with memory_vault.work() as work:
            show_names(work, client.id)
    return memory_vault


@pytest.fixture
def block(written: MemoryVault, shell: Shell, qtbot: QtBot) -> LogBlock:
    shell.navigator.go(Route("settings", tab="log"))
    page = shell.navigator.page
    assert isinstance(page, SettingsPage)
    shown = cast(LogBlock, page.blocks["log"])
    qtbot.waitUntil(lambda: shown.model.rowCount() > 0)
    return shown


def cells(block: LogBlock, column: int) -> set[str]:
    model = block.model
    rows = range(model.rowCount())
    return {str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for row in rows}


def test_lines_come_piece_by_piece_newest_first(block: LogBlock, qtbot: QtBot) -> None:
    assert block.model.rowCount() == PIECE
    assert block.model.index(0, DONE).data() == "The name was shown"
    assert cells(block, CODE) == {"4172-K"}
    block.table.scrollToBottom()
    qtbot.waitUntil(lambda: block.model.rowCount() > PIECE)
    assert "A person was taken in" in cells(block, DONE)
    assert not block.model.canFetchMore(block.table.rootIndex())


def test_the_lines_are_narrowed_by_kind_and_day(block: LogBlock, qtbot: QtBot) -> None:
    block.group.setCurrentIndex(block.group.findData("erased"))
    block.group.activated.emit(block.group.currentIndex())
    qtbot.waitUntil(lambda: block.model.rowCount() == 0)
    block.group.setCurrentIndex(0)
    block.group.activated.emit(0)
    qtbot.waitUntil(lambda: block.model.rowCount() == PIECE)
    qtbot.keyClicks(block.day.edit, "2020")
    qtbot.waitUntil(lambda: block.model.rowCount() == 0)
    everything = block._stack.findChildren(QPushButton)[-1]
    assert everything.text() == "Show everything"
    everything.click()
    qtbot.waitUntil(lambda: block.model.rowCount() == PIECE)
    assert block.day.value() is None


@pytest.mark.parametrize("typed", ["11.2026", "11.20"])
def test_another_language_wants_the_same_lines(block: LogBlock, shell: Shell, qtbot: QtBot,
                                               typed: str) -> None:
    block.group.setCurrentIndex(block.group.findData("seen"))
    block.group.activated.emit(block.group.currentIndex())
    block.day.edit.setText(typed)
    block.day.edit.textEdited.emit(typed)
    shell.set_language("ky")
    page = shell.navigator.page
    assert isinstance(page, SettingsPage)
    again = cast(LogBlock, page.blocks["log"])
    assert again is not block
    assert (again.group.currentData(), again.day.edit.text()) == ("seen", typed)
    qtbot.waitUntil(lambda: again.model.rowCount() == PIECE)


def test_the_whole_log_is_checked_on_demand(block: LogBlock, qtbot: QtBot) -> None:
    assert "read on opening" in block._row._text.title.text()
    block.check.click()
    qtbot.waitUntil(lambda: "Every line holds: 12 lines" in block._row._text.title.text())
    assert block.check.isEnabled()


def test_damage_is_said_and_an_older_copy_can_be_accepted(
        block: LogBlock, safe: FakeSafe, qtbot: QtBot, written: MemoryVault,
        monkeypatch: pytest.MonkeyPatch) -> None:
    assert not block.accept.isVisibleTo(block)
    safe.log = replace(safe.log, broken=7)
    block.check.click()
    qtbot.waitUntil(lambda: "from line 7 on" in block._row._text.title.text())
    safe.log = replace(safe.log, broken=0, is_older=True, expected=20)
    block.check.click()
    qtbot.waitUntil(lambda: "8 lines of its log are missing" in block._row._text.title.text())
    assert block.points[0].grave
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: False)
    block.accept.click()
    assert safe.rolled_back
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: True)
    block.accept.click()
    qtbot.waitUntil(lambda: not safe.rolled_back)
    qtbot.waitUntil(lambda: latest(written) == "rollback.accepted")
    assert not block.accept.isVisibleTo(block)


def test_older_keys_are_said_and_can_be_taken_as_they_are(
        block: LogBlock, safe: FakeSafe, qtbot: QtBot, written: MemoryVault,
        monkeypatch: pytest.MonkeyPatch) -> None:
    safe.log = replace(safe.log, keys_differ=True)
    block.check.click()
    qtbot.waitUntil(lambda: "older key file" in block._row._text.title.text())
    asked: list[str] = []

    def yes(_parent: object, _title: str, text: str, **_buttons: object) -> bool:
        asked.append(text)
        return True

    monkeypatch.setattr(dialog, "ask", yes)
    block.accept.click()
    qtbot.waitUntil(lambda: latest(written) == "rollback.accepted")
    assert "change the passphrase" in asked[0]
    assert not block.accept.isVisibleTo(block)


def test_a_part_of_it_is_printed_and_the_log_says_so(
        block: LogBlock, qtbot: QtBot, written: MemoryVault, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "log.pdf"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: out)
    block.printing.click()
    qtbot.waitUntil(lambda: latest(written) == "audit.printed")
    paper = text(out.read_bytes())
    assert "every line holds" in paper
    assert "4172-K" in paper
    assert "Асанова" not in paper


def latest(vault: MemoryVault) -> str:
    with vault.work() as work:
        return work.log(LogQuery(limit=1))[0].name
