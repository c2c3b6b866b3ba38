"""The palette finds whatever can be pressed on a page, what is done elsewhere, and records without words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import PartialDate
from streetlaw.services.clients import save_client
from streetlaw.services.incidents import save_incident
from streetlaw.services.saved_views import keep_view
from streetlaw.storage.kinds import KINDS
from streetlaw.translation import translate
from streetlaw.ui import sections
from streetlaw.ui.clients.page import ClientsPage
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import _keep
from streetlaw.ui.page import Page
from streetlaw.ui.parts.rows import RowButton
from streetlaw.ui.route import Route
from streetlaw.ui.shell import found
from streetlaw.ui.shell.palette import Palette
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.window import Window
from tests import shown
from tests.ui.conftest import typed
from tests.ui.every_screen import look_at_all

ELSEWHERE = {"profile": "Settings", "bundle": "Exchange", "table_import": "the page of imports",
             "withheld": "the copy for a person", "fact_check": "the statement it is about",
             "screening": "a code", "saved_view": "its name"}
"""Kinds of records without words in the search, and where they are found instead."""


def test_the_palette_finds_whatever_can_be_pressed_on_any_screen(
        qapp: QApplication, demo_vaults: Mapping[str, Path]) -> None:
    assert look_at_all(qapp, demo_vaults, _not_found) == []


def _not_found(_screen: shown.Screen, page: Page, window: Window) -> list[str]:
    shell = window.findChild(Shell)
    assert shell is not None
    wanted = list(_pressed(page))
    shell.open_palette()
    panel = shell.chrome.palette_panel
    missing = [text for text in wanted if not any(entry.text == text for entry in panel._matching(text))]
    panel.close_panel()
    return missing


def _pressed(page: Page) -> Iterator[str]:
    """What stands on buttons and in their menus; rows lead to records, which are found as such."""
    for root in (page, *page.top_actions):
        for button in (root, *root.findChildren(QAbstractButton)):
            if not isinstance(button, QAbstractButton) or isinstance(button, (RowButton, QToolButton)):
                continue
            if not button.isVisible() or not button.isEnabled() or button.isCheckable():
                continue
            menu = button.menu() if isinstance(button, QPushButton) else None
            if menu is not None:
                yield from _lines(menu)
            elif name := button.accessibleName() or button.text():
                yield name.replace("&&", "&")


def _lines(menu: QMenu) -> Iterator[str]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _lines(below)
        elif action.text() and action.isEnabled():
            yield action.text().replace("&&", "&")


def test_every_kind_of_record_is_found_somehow() -> None:
    assert KINDS.keys() - found._KINDS.keys() == ELSEWHERE.keys()


def searched(shell: Shell, text: str, qtbot: QtBot) -> Palette:
    shell.open_palette()
    panel = shell.chrome.palette_panel
    with qtbot.waitSignal(panel.field.searched):
        typed(panel.field.edit, text)
    return panel


def texts(panel: Palette) -> list[str]:
    return [entry.text for entry in panel.entries()]


def stored(desk: Desk, shell: Shell, qtbot: QtBot) -> Client:
    with qtbot.waitSignal(desk.changed) as told:
        desk.run(save_client, Client(named=True, family_name="Асанова", given_name="Айбек"), owner=shell)
    client: Client = told.args[0].the(Client)
    with qtbot.waitSignal(desk.changed):
        desk.run(save_incident, Incident(client_id=client.id, occurred=PartialDate("2026-11-14")),
                 owner=shell)
    return client


def test_a_code_finds_what_belongs_to_it(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    client = stored(desk, shell, qtbot)
    panel = searched(shell, client.code.replace("-", " ").lower(), qtbot)
    qtbot.waitUntil(lambda: "Incidents" in texts(panel))
    at = texts(panel).index("Incidents") + 1
    assert panel.entries()[at].text == client.code
    act = panel.entries()[at].act
    assert isinstance(act, Route)
    assert act.place == "incident"


def test_a_draft_a_view_and_the_law_are_found(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.changed):
        desk.run(keep_view, "clients", "Обыски в Оше", {"due": "overdue"}, owner=shell)
    desk.ask(_keep, "capture", '{"title": "Quick capture"}', owner=shell, done=str)
    panel = searched(shell, "обыски", qtbot)
    qtbot.waitUntil(lambda: "Обыски в Оше" in texts(panel))
    panel.field.setText("capture")
    qtbot.waitUntil(lambda: "Drafts" in texts(panel))
    panel.field.setText("prosecutor")
    qtbot.waitUntil(lambda: any(isinstance(entry.act, Route) and "statement" in entry.act.extra
                                for entry in panel.entries()))


def test_a_view_is_shown_from_the_palette(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.changed):
        desk.run(keep_view, "clients", "Ош", {"due": "overdue"}, owner=shell)
    panel = searched(shell, "Ош", qtbot)
    qtbot.waitUntil(lambda: "Ош" in texts(panel))
    panel._list.setCurrentIndex(panel._model.index(texts(panel).index("Ош")))
    QTest.keyClick(panel.field.edit, Qt.Key.Key_Return)
    page = shell.navigator.page
    assert isinstance(page, ClientsPage)
    qtbot.waitUntil(lambda: page.choices().get("due") == "overdue")


@pytest.mark.parametrize("command", [one for one in sections.DEEPER if one.route.place == "settings"],
                         ids=lambda one: one.text)
def test_what_is_done_deep_in_the_settings_is_reached_from_anywhere(
        command: sections.Command, desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("today"))
    text = translate(command.text)
    panel = searched(shell, text, qtbot)
    line = next(entry for entry in panel.entries() if entry.text == text)
    assert not isinstance(line.act, Route)
    line.act()
    assert shell.navigator.route == command.route
    page = shell.navigator.page
    assert page is not None
    named = [button for button in page.findChildren(QPushButton) if button.text() == text]
    if named and named[0].isEnabled():  # the banner above may offer the same: whichever was there first
        qtbot.waitUntil(lambda: _text_of(QApplication.focusWidget()) == text)


def _text_of(widget: QWidget | None) -> str:
    return widget.text() if isinstance(widget, QPushButton) else ""


def test_nothing_is_listed_before_a_word_but_what_is_at_hand(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("clients"))
    shell.open_palette()
    panel = shell.chrome.palette_panel
    assert not any(entry.by_words for entry in panel.entries())
    panel = searched(shell, "larger", qtbot)
    assert texts(panel) == ["Larger text"]
