"""Drafts: kept while somebody types on and on, held while the vault refuses them, told of once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Change, Outcome
from streetlaw.services.erasure import FOR_EVER
from streetlaw.ui.clients.capture import CapturePage
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import PAUSE_MS, DraftKeeper, Shelf
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault, MemoryWork
from tests.shown import pause

Type = Callable[[QWidget, str], None]


class Disk:
    """A disk that refuses drafts while it is full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self.tries = 0
        self._save = MemoryWork.save_draft

        def save(work: MemoryWork, key: str, text: str) -> None:
            self.save(work, key, text)
        monkeypatch.setattr(MemoryWork, "save_draft", save)

    def save(self, work: MemoryWork, key: str, text: str) -> None:
        self.tries += 1
        if self.full:
            raise StreetLawError("vault.disk_full")
        self._save(work, key, text)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> CapturePage:
    """A capture, on the screen."""
    shell.navigator.go(Route("capture"))
    page = shell.navigator.page
    assert isinstance(page, CapturePage)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return page


def kept(vault: MemoryVault) -> dict[str, str]:
    """The texts of the kept captures."""
    with vault.work() as work:
        return {draft.key: json.loads(draft.values)["text"] for draft in work.drafts()}


def test_who_types_on_and_on_is_kept_all_the_same(desk: Desk, memory_vault: MemoryVault,
                                                  qtbot: QtBot) -> None:
    typed = [0]
    form = QObject()
    keeper = DraftKeeper(desk, Route("capture"), form, lambda: {"text": typed[0]}, print)

    def another() -> bool:
        typed[0] += 1
        keeper.touch()
        return bool(kept(memory_vault))
    qtbot.waitUntil(another)


def test_what_a_full_disk_refuses_is_told_once_and_kept_when_there_is_room(
        page: CapturePage, shell: Shell, memory_vault: MemoryVault, disk: Disk, type_text: Type, qtbot: QtBot
) -> None:
    disk.full = True
    type_text(page.text, "Refused at the door")
    qtbot.waitUntil(lambda: "disk is full" in shell.chrome.banner_text())
    shell.chrome.clear_banner()
    type_text(page.text, " of the office")
    tries = disk.tries
    qtbot.waitUntil(lambda: disk.tries > tries)
    pause(PAUSE_MS)
    assert shell.chrome.banner_text() == "", "it was read already"
    assert kept(memory_vault) == {}
    shell.navigator.go(Route("settings"))
    assert "disk is full" in shell.chrome.banner_text(), "here it was not"
    disk.full = False
    again = shell.chrome._banner._button
    assert again is not None
    assert again.text() == "Try again"
    again.click()
    qtbot.waitUntil(lambda: list(kept(memory_vault).values()) == ["Refused at the door of the office"])
    shell.navigator.go(Route("today"))
    assert shell.chrome.banner_text() == ""


def test_a_form_left_on_a_full_disk_is_taken_up_again(
        page: CapturePage, shell: Shell, memory_vault: MemoryVault, disk: Disk, type_text: Type, qtbot: QtBot
) -> None:
    disk.full = True
    type_text(page.text, "The first")
    first = shell.navigator.route
    shell.navigator.go(Route("settings"))
    shell.navigator.go(Route("capture"))
    qtbot.waitUntil(lambda: page.text.toPlainText() == "")
    type_text(page.text, "The second")
    shell.navigator.go(first)
    qtbot.waitUntil(lambda: page.text.toPlainText() == "The first")
    disk.full = False
    type_text(page.text, "!")
    qtbot.waitUntil(lambda: sorted(kept(memory_vault).values()) == ["!The first", "The second"])


def test_a_lock_tries_once_more(page: CapturePage, desk: Desk, memory_vault: MemoryVault, disk: Disk,
                                type_text: Type, qtbot: QtBot) -> None:
    disk.full = True
    type_text(page.text, "Refused")
    qtbot.waitUntil(lambda: Shelf.of(desk).why is not None)
    disk.full = False
    desk.close()
    assert list(kept(memory_vault).values()) == ["Refused"]


def test_nobody_erased_comes_back_with_a_draft(desk: Desk, disk: Disk, qtbot: QtBot) -> None:
    shelf = Shelf.of(desk)
    disk.full = True
    gone, stays = "c" * 32, "d" * 32
    for id in (gone, stays):
        shelf.lay_down(str(Route("client", id, "notes")), "{}")
    qtbot.waitUntil(lambda: disk.tries == 2)
    desk.changed.emit(Outcome(FOR_EVER, (Change(Client(id=gone, code="4172-C"), None),)))
    assert shelf.held(str(Route("client", gone, "notes"))) == ""
    assert shelf.held(str(Route("client", stays, "notes"))) == "{}"
