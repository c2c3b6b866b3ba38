"""What appears away from the focus is said aloud, and never says more than it shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts import announce
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

URGENT = QAccessible.AnnouncementPoliteness.Assertive


class Heard(list[tuple[str, bool]]):
    """What a screen reader was told, and whether at once."""

    def hear(self, event: QAccessibleEvent) -> None:
        """Take one event."""
        assert isinstance(event, QAccessibleAnnouncementEvent)
        self.append((event.message(), event.politeness() == URGENT))

    @property
    def texts(self) -> list[str]:
        """The words alone."""
        return [text for text, _urgent in self]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """A screen reader that remembers."""
    heard = Heard()
    monkeypatch.setattr(announce, "deliver", heard.hear)
    return heard


def test_a_toast_is_said_when_there_is_time(shell: Shell, heard: Heard) -> None:
    shell.navigator.toast("4172-K: referral sent", True)
    assert heard == [("4172-K: referral sent. Undo: Ctrl+Z", False)]


def test_a_banner_is_said_and_danger_at_once(shell: Shell, heard: Heard) -> None:
    shell.banner("Not saved yet: the disk is full")
    shell.banner("The log was altered", "danger")
    assert heard == [("Not saved yet: the disk is full", False), ("The log was altered", True)]


def test_a_page_is_said_once_it_is_shown(shell: Shell, heard: Heard) -> None:
    for place in ("today", "clients"):
        shell.navigator.go(Route(place))
    assert [text for text in heard.texts if text in ("Today", "Clients")] == ["Today", "Clients"]


def test_a_mistake_is_said_with_its_field_where_it_can_be_seen(qtbot: QtBot, heard: Heard) -> None:
    field = Field("Phone", QLineEdit(), required=True)
    qtbot.addWidget(field)
    field.set_error("seven digits are missing")
    assert heard == []
    field.set_error(None)
    field.show()
    field.set_error("seven digits are missing")
    field.set_error("seven digits are missing")
    assert heard.texts == ["Phone: seven digits are missing"]


def test_the_end_of_long_work_is_said_once(qtbot: QtBot, heard: Heard) -> None:
    card = ProgressCard("Backing up")
    qtbot.addWidget(card)
    for percent in (0, 40, 100, 100):
        card.set_progress(percent)
    assert heard.texts == ["Backing up: 100 %"]


def test_the_coming_lock_is_said_at_once_and_twice(shell: Shell, heard: Heard) -> None:
    for seconds in range(90, 0, -1):
        shell.idle.ticked.emit(seconds)
    assert heard == [("Locks in 1:00", True), ("Locks in 0:20", True)]


@pytest.fixture
def client(memory_vault: MemoryVault) -> Client:
    """A person with a name and a telephone."""
    with memory_vault.work() as work:
        person = Client(named=True, family_name="Төлөгөнова", given_name="Жылдыз", phone="+996700123456")
        outcome = open_client(work, OpenClient(client=person, consents=(), case=Case()))
    return outcome.the(Client)


def test_what_a_search_finds_is_said_without_the_name(
        client: Client, shell: Shell, desk: Desk, qtbot: QtBot, heard: Heard,
        type_text: Callable[[QWidget, str], None]) -> None:
    shell.open_palette()
    type_text(shell.chrome.palette_panel.field.edit, "төлөгө")
    qtbot.waitUntil(lambda: any(client.code in text for text in heard.texts))
    assert any("hidden" in text for text in heard.texts)
    assert not any("Төлөгөнова" in text or "123456" in text for text in heard.texts)
    assert desk.names.all_hidden


def test_how_many_a_list_leaves_is_said(client: Client, shell: Shell, qtbot: QtBot, heard: Heard) -> None:
    shell.navigator.go(Route("clients"))
    qtbot.waitUntil(lambda: "1 of 1" in heard.texts)
    assert not any("Төлөгөнова" in text for text in heard.texts)


def test_nothing_is_said_where_there_is_nothing_to_say(qtbot: QtBot, heard: Heard) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce.announce(widget, "")
    assert heard == []


def test_qt_takes_what_is_said(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce.announce(widget, "Undone", urgent=True)
