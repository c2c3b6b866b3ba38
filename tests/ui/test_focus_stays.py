"""The focus is never lost: a deed, its undoing, a closed question, an emptied list leave it on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Note
from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.incident import Incident
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.shown import PAUSE_MS, pause

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return
NO_WORD = "xqjwvqj"


@dataclass
class Told:
    """A window, and somebody with one of everything."""

    shell: Shell
    client: Client
    incident: Incident
    desk: Desk
    qtbot: QtBot
    vault: MemoryVault

    def go(self, route: str) -> Any:
        self.shell.navigator.go(Route.parse(route.format(client=self.client.id, incident=self.incident.id)))
        page = self.shell.navigator.page
        assert page is not None
        self.qtbot.waitUntil(lambda: not page.patience.keys)
        self.settle()
        return page

    def settle(self) -> None:
        for _turn in range(20):
            pause(PAUSE_MS)
            page = self.shell.navigator.page
            if page is not None and not page.patience.keys and QApplication.focusWidget() is not None:
                return

    def press(self, button: QWidget) -> None:
        """Go to a button and press it by key."""
        assert button.isVisible()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, SPACE)
        pause(PAUSE_MS)

    def named(self, text: str) -> QAbstractButton:
        page = self.shell.navigator.page
        assert page is not None
        return next(one for one in page.findChildren(QAbstractButton)
                    if one.isVisible() and text in (one.text(), one.accessibleName()))

    def has(self, text: str) -> bool:
        page = self.shell.navigator.page
        assert page is not None
        return any(one.isVisible() and text in (one.text(), one.accessibleName())
                   for one in page.findChildren(QAbstractButton))


@pytest.fixture
def told(shell: Shell, desk: Desk, memory_vault: MemoryVault, qtbot: QtBot) -> Told:
    with memory_vault.work() as work:
        new = OpenClient(client=Client(named=True, family_name="Ким"), consents=(), case=Case())
        made = open_client(work, new)
        client, case = made.the(Client), made.the(Case)
        incident = work.add(Incident(client_id=client.id, case_id=case.id, narrative="Ударили"))
        work.add(Note(client_id=client.id, text="Звонок"))
        work.add(Party(case_id=case.id, role=PartyRole.WITNESS, name="Нургүл"))
        work.add(Consent(client_id=client.id, answered_on=work.today))
        due = work.today + timedelta(days=3)
        work.add(Deadline(case_id=case.id, client_id=client.id, title="Ответ", due=due))
        work.commit("told")
    shell.activateWindow()
    assert QTest.qWaitForWindowActive(shell)
    return Told(shell, client, incident, desk, qtbot, memory_vault)


def emptied(told: Told, place: str) -> None:
    page = told.go(place)
    told.qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    page.search.setText(NO_WORD)
    page.search.searched.emit(NO_WORD)
    told.qtbot.waitUntil(page.nothing.isVisible)


def clients(told: Told) -> Iterator[None]:
    emptied(told, "clients")
    yield
    told.press(told.named("Clear filters"))
    yield


def incidents(told: Told) -> Iterator[None]:
    emptied(told, "incidents")
    yield
    told.press(told.named("Clear filters"))
    yield


def incident(told: Told) -> Iterator[None]:
    """Removed in its editor, then brought back."""
    told.go("incidents")
    page = told.go("incident/{incident}")
    page.setFocus()
    page._on_remove()
    told.qtbot.waitUntil(lambda: told.shell.navigator.route.place == "incidents")
    yield
    told.desk.undo()
    yield


def notes(told: Told) -> Iterator[None]:
    view = told.go("client/{client}/notes").view("notes")
    view.form.text.setPlainText("Встреча")
    view.form.text.setFocus()
    QTest.keyClick(view.form.text, ENTER, Qt.KeyboardModifier.ControlModifier)
    told.qtbot.waitUntil(lambda: bool(told.desk.steps.done))
    yield
    told.desk.undo()
    yield


def consents(told: Told) -> Iterator[None]:
    told.go("client/{client}/consents")
    told.press(told.named("Take back"))
    told.qtbot.waitUntil(lambda: not told.has("Take back"))
    yield
    told.desk.undo()
    told.qtbot.waitUntil(lambda: told.has("Take back"))
    yield


def deadlines(told: Told) -> Iterator[None]:
    told.go("client/{client}")
    told.press(told.named("Done"))
    told.qtbot.waitUntil(lambda: not told.has("Done"))
    yield
    told.desk.undo()
    told.qtbot.waitUntil(lambda: told.has("Done"))
    yield


def people(told: Told) -> Iterator[None]:
    view = told.go("client/{client}/people").view("people")
    told.press(view.rows[0].remove)
    told.qtbot.waitUntil(lambda: not view.rows)
    yield
    told.desk.undo()
    told.qtbot.waitUntil(lambda: len(view.rows) == 1)
    yield


def question(told: Told) -> Iterator[None]:
    """Asked over a page and answered by Escape: back to what asked."""
    told.go("client/{client}/notes")
    asking = told.named("Record a step")
    asking.setFocus(Qt.FocusReason.TabFocusReason)
    asked = Question(asking.window(), "Erase?", "For ever.", safe="Keep", verb="Erase")
    asked.open()
    told.qtbot.waitUntil(lambda: asked.isAncestorOf(QApplication.focusWidget() or told.shell))
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    asking.window().activateWindow()
    told.qtbot.waitUntil(lambda: QApplication.focusWidget() is asking)
    yield


def palette(told: Told) -> Iterator[None]:
    told.go("client/{client}/notes")
    asking = told.named("Record a step")
    asking.setFocus(Qt.FocusReason.TabFocusReason)
    told.shell.open_palette()
    pause(PAUSE_MS)
    QTest.keyClick(cast(QWidget, QApplication.focusWidget()), Qt.Key.Key_Escape)
    told.qtbot.waitUntil(lambda: QApplication.focusWidget() is asking)
    yield


@pytest.mark.parametrize("deed", [clients, incidents, incident, notes, consents, deadlines, people, question,
                                  palette], ids=lambda deed: deed.__name__)
def test_the_focus_stays_on_the_page(told: Told, deed: Callable[[Told], Iterator[None]]) -> None:
    for _after in deed(told):
        told.settle()
        page, focused = told.shell.navigator.page, QApplication.focusWidget()
        assert page is not None
        assert focused is not None
        assert page.isAncestorOf(focused) or focused in page.top_actions
        assert focused.isVisible()
        assert focused.isEnabled()
