"""That no lawyer is available can be recorded where the answer of the check is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral
from streetlaw.ui.law.page import LawPage
from streetlaw.ui.law.sheet import RESULT
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Typed = Callable[[QWidget, str], None]


def test_it_is_recorded_from_the_result(
    shell: Shell, memory_vault: MemoryVault, qtbot: QtBot, type_text: Typed
) -> None:
    with memory_vault.work() as work:
        client = work.add(Client(code="4205-A"))
        work.commit("added")
    shell.navigator.go(Route("law", extra={"client": client.id}))
    check = cast(LawPage, shell.navigator.page).check
    qtbot.waitUntil(lambda: check.visit.person is not None and not check.is_choosing)
    check.take({"answers": {"matter": "civil"}, "step": 2})
    card = check.result.no_lawyer
    assert card.isVisibleTo(check)
    qtbot.mouseClick(check.application.no_lawyer, Qt.MouseButton.LeftButton)
    assert check.step == RESULT
    qtbot.waitUntil(lambda: not card.office.visibleRegion().isEmpty())
    assert card.office.hasFocus()
    type_text(card.office, "Ош борбору")
    type_text(card.said, "адвокат жок")
    card.on.setText("tomorrow")
    qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    assert card._fields["on"].error()
    card.on.setText("20.11.2026")
    qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("Ош борбору" in row.accessibleName() for row in card.findChildren(ButtonRow)))
    with memory_vault.work() as work:
        (incident,) = work.list(Incident)
    assert incident.client_id == client.id
    qtbot.waitUntil(lambda: bool(check.visit.person and check.visit.person.noted))
    qtbot.mouseClick(check.application.refer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.navigator.route.place == "referral")
    with memory_vault.work() as work:
        (referral,) = work.list(Referral)
    assert referral.remarks == "No lawyer is available here."


def test_for_nobody_in_particular_nothing_is_recorded(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("law", tab="anonymous"))
    check = cast(LawPage, shell.navigator.page).check
    qtbot.waitUntil(lambda: not check.is_choosing)
    check.take({"answers": {"matter": "civil"}, "step": 2})
    assert not check.result.no_lawyer.isVisibleTo(check)
