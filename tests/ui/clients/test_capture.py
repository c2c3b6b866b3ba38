from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client, Risk
from streetlaw.domain.incident import Incident
from streetlaw.ui.clients.capture import CapturePage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Type = Callable[[QWidget, str], None]


@pytest.fixture
def page(shell: Shell) -> CapturePage:
    shell.navigator.go(Route("capture"))
    shown = shell.navigator.page
    assert isinstance(shown, CapturePage)
    return shown


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_typed_is_a_draft_that_today_can_open(page: CapturePage, shell: Shell, type_text: Type,
                                                      memory_vault: MemoryVault, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.keeper.kept):
        type_text(page.text, "Дарыкана баш тартты")
    (draft,) = memory_vault.kept.drafts.values()
    press(qtbot, page.later)
    assert shell.navigator.route == Route("today")
    shell.navigator.go(Route("capture"))
    assert not page.text.toPlainText()
    shell.navigator.go(Route.parse(draft.key))
    qtbot.waitUntil(lambda: page.text.toPlainText() == "Дарыкана баш тартты")


def test_a_day_nobody_can_read_yet_is_kept_as_typed(page: CapturePage, shell: Shell, type_text: Type,
                                                    qtbot: QtBot) -> None:
    press(qtbot, page.when.segment("earlier"))
    with qtbot.waitSignal(page.keeper.kept):
        page.keeper.keep()
    with qtbot.waitSignal(page.keeper.kept):
        type_text(page.earlier.edit, "31.02.2026")
    begun = shell.navigator.route
    shell.navigator.go(Route("capture"))
    assert page.earlier.edit.text() == ""
    shell.navigator.go(begun)
    qtbot.waitUntil(lambda: page.earlier.edit.text() == "31.02.2026")


def test_it_becomes_an_incident_of_somebody_new(page: CapturePage, memory_vault: MemoryVault, shell: Shell,
                                                type_text: Type, qtbot: QtBot) -> None:
    type_text(page.text, "Refused")
    press(qtbot, page.urgency.chip("high"))
    press(qtbot, page.done)
    qtbot.waitUntil(lambda: shell.navigator.route.place == "client")
    with memory_vault.work() as work:
        (client,), (incident,) = work.list(Client), work.list(Incident)
        assert (client.risk, incident.narrative) == (Risk.HIGH, "Refused")
        assert incident.occurred is not None
        assert incident.occurred.first == work.today
    qtbot.waitUntil(lambda: not memory_vault.kept.drafts)


def test_an_unknown_code_and_an_empty_text_are_said_at_their_fields(page: CapturePage, type_text: Type,
                                                                    qtbot: QtBot) -> None:
    press(qtbot, page.done)
    qtbot.waitUntil(lambda: bool(page._fields["text"].error()))
    type_text(page.text, "Refused")
    type_text(page.code, "9001-Y")
    press(qtbot, page.done)
    qtbot.waitUntil(lambda: bool(page._fields["code"].error()))
    assert not page._fields["text"].error()


def test_an_earlier_day_can_be_as_vague_as_the_memory(page: CapturePage, type_text: Type,
                                                      memory_vault: MemoryVault, qtbot: QtBot) -> None:
    type_text(page.text, "Refused")
    press(qtbot, page.when.segment("earlier"))
    assert page.earlier.isVisible()
    type_text(page.earlier.edit, "13.2026")
    press(qtbot, page.done)
    assert page._fields["when"].error()
    page.earlier.edit.clear()
    type_text(page.earlier.edit, "10.2026")
    press(qtbot, page.done)
    qtbot.waitUntil(lambda: bool(memory_vault.kept.records.get(Incident)))
    (incident,) = memory_vault.kept.records[Incident].values()
    assert isinstance(incident, Incident)
    assert incident.occurred is not None
    assert incident.occurred.edtf == "2026-10"
