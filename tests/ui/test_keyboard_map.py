"""Every shortcut of the keyboard map does what it says, or what it is for is not there."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.referral import Referral, ReferralStatus, StatusStep
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.ui import theme
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.clients.page import ClientsPage
from streetlaw.ui.desk import Desk
from streetlaw.ui.referrals.board import BoardCard
from streetlaw.ui.referrals.page import ReferralsPage
from streetlaw.ui.review.page import ReviewPage
from streetlaw.ui.route import Route
from streetlaw.ui.sections import existing
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.shell.shortcuts import ShortcutSheet
from tests.fakes.memory import MemoryVault
from tests.shown import PAUSE_MS, pause


@pytest.fixture
def client(memory_vault: MemoryVault) -> Client:
    """A person with a name."""
    with memory_vault.work() as work:
        person = Client(named=True, family_name="Төлөгөнова", given_name="Жылдыз")
        outcome = open_client(work, OpenClient(client=person, consents=(), case=Case()))
    return outcome.the(Client)


@pytest.fixture
def active(shell: Shell) -> Shell:
    """The window with the keyboard."""
    shell.activateWindow()
    assert QTest.qWaitForWindowActive(shell)
    shell.navigator.go(Route("today"))
    return shell


def focus(shell: Shell) -> QWidget:
    """What has the focus, once the window has settled: there always is something."""
    pause(PAUSE_MS)
    for _turn in range(50):
        if QApplication.focusWidget() is None:
            pause(PAUSE_MS)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert shell.isAncestorOf(focused)
    return focused


def combination(keys: str) -> QKeyCombination:
    """A shortcut of one combination."""
    return cast(QKeyCombination, QKeySequence(keys)[0])  # type: ignore[index]  # the stub lacks it


def press(shell: Shell, keys: str) -> None:
    """Press a shortcut wherever the focus is."""
    focused, pressed = focus(shell), combination(keys)
    QTest.keyClick(focused, pressed.key(), pressed.keyboardModifiers())


def on_client(shell: Shell, client: Client, qtbot: QtBot) -> ClientPage:
    """The page of the person, read."""
    shell.navigator.go(Route("client", client.id))
    page = shell.navigator.page
    assert isinstance(page, ClientPage)
    qtbot.waitUntil(lambda: page.read is not None)
    return page


SECTIONS = {"Ctrl+1": "today", "Ctrl+2": "clients", "Ctrl+3": "incidents", "Ctrl+4": "referrals",
            "Ctrl+6": "law", "Ctrl+8": "review", "Ctrl+0": "exchange", "Ctrl+,": "settings"}
COMMANDS = {"Ctrl+N": "new-client"}


@pytest.mark.parametrize(("keys", "place"), [*SECTIONS.items(), *COMMANDS.items()])
def test_a_place_is_gone_to_from_anywhere(active: Shell, keys: str, place: str) -> None:
    active.navigator.go(Route("settings" if place != "settings" else "today"))
    press(active, keys)
    assert active.navigator.route.place == place


@pytest.mark.parametrize(("keys", "place"), [("Ctrl+5", "services"), ("Ctrl+7", "sessions"),
                                             ("Ctrl+9", "accountability")])
def test_a_section_that_is_not_there_has_no_keys(active: Shell, keys: str, place: str) -> None:
    assert place not in existing()
    bound = [sequence.toString() for shortcut in active.findChildren(QShortcut)
             for sequence in shortcut.keys()]  # noqa: SIM118 - not a mapping
    assert keys not in bound
    assert "Ctrl+1" in bound


def test_palette_and_help_open_and_escape_closes_them(active: Shell, qtbot: QtBot) -> None:
    press(active, "Ctrl+K")
    assert active.chrome.palette_panel.isVisible()
    press(active, "Esc")
    assert not active.chrome.palette_panel.isVisible()
    press(active, "F1")
    sheet = active.findChildren(ShortcutSheet)[-1]
    qtbot.waitUntil(sheet.isVisible)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_lock(active: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(active.lock_wanted):
        press(active, "Ctrl+L")


def test_names_are_shown_and_hidden(active: Shell, client: Client, desk: Desk, qtbot: QtBot) -> None:
    active.navigator.go(Route("clients"))
    seen = []
    for _turn in range(2):
        press(active, "Ctrl+H")
        seen.append(desk.names.all_hidden)
    assert seen == [False, True]
    on_client(active, client, qtbot)
    press(active, "Alt+V")
    qtbot.waitUntil(lambda: desk.names.visible(client.id))


@pytest.mark.parametrize(("keys", "place", "tab"), [("Ctrl+I", "incident", ""), ("Ctrl+R", "referral", ""),
                                                    ("F2", "client", "person")])
def test_what_is_begun_for_the_open_client(active: Shell, client: Client, qtbot: QtBot, keys: str,
                                           place: str, tab: str) -> None:
    on_client(active, client, qtbot)
    press(active, keys)
    assert (active.navigator.route.place, active.navigator.route.tab) == (place, tab)
    press(active, "Esc")
    assert active.navigator.route.place == "client"


@pytest.mark.parametrize("keys", ["Ctrl+F", "/"])
def test_the_search_of_a_list(active: Shell, keys: str) -> None:
    active.navigator.go(Route("clients"))
    page = active.navigator.page
    assert isinstance(page, ClientsPage)
    page.table.setFocus()
    press(active, keys)
    assert page.search.edit.hasFocus()
    assert page.search.text() == ""


def test_a_slash_is_a_letter_in_a_field(active: Shell) -> None:
    active.navigator.go(Route("clients"))
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    QTest.keyClick(focused, Qt.Key.Key_Slash)
    assert focused.text() == "/"


def test_undo_and_redo(active: Shell, desk: Desk, qtbot: QtBot) -> None:
    active.navigator.go(Route("new-client"))
    press(active, "Ctrl+Return")
    qtbot.waitUntil(lambda: active.navigator.route.place == "client")
    for keys in ("Ctrl+Z", "Ctrl+Shift+Z"):
        with qtbot.waitSignal(desk.undone):
            press(active, keys)


def test_undo_in_a_field_is_of_the_field_while_there_is_something(active: Shell, desk: Desk,
                                                                   qtbot: QtBot) -> None:
    active.navigator.go(Route("new-client"))
    press(active, "Ctrl+Return")
    qtbot.waitUntil(lambda: active.navigator.route.place == "client")
    active.navigator.go(Route("clients"))
    pause(0)
    search = QApplication.focusWidget()
    assert isinstance(search, QLineEdit)
    QTest.keyClick(search, Qt.Key.Key_A)
    press(active, "Ctrl+Z")
    assert search.text() == ""
    with qtbot.waitSignal(desk.undone):
        press(active, "Ctrl+Z")


def test_panes(active: Shell) -> None:
    active.navigator.go(Route("clients"))
    panes = list(active.chrome.panes())

    def here() -> int:
        return next(at for at, pane in enumerate(panes) if pane.isAncestorOf(focus(active)))

    start = here()
    press(active, "F6")
    assert here() != start
    press(active, "Shift+F6")
    assert here() == start


def test_language_and_size(active: Shell) -> None:
    before = translation.language()
    press(active, "Ctrl+Shift+L")
    assert translation.language() != before
    active.set_language(before)
    for keys, zoom in (("Ctrl++", 110), ("Ctrl+=", 120), ("Ctrl+-", 110), ("Ctrl+-", 100)):
        press(active, keys)
        assert theme.current().zoom == zoom


def test_finishing_a_form(active: Shell, qtbot: QtBot) -> None:
    active.navigator.go(Route("new-client"))
    press(active, "Ctrl+Return")
    qtbot.waitUntil(lambda: active.navigator.route.place == "client")


def test_review_has_keys_of_one_letter_on_its_page_alone(active: Shell) -> None:
    active.navigator.go(Route("review"))
    page = active.navigator.page
    assert isinstance(page, ReviewPage)
    offered = {action.property("keys") for action in page.actions()}
    assert {"C", "J", "K"} <= offered


@pytest.fixture
def board(active: Shell, client: Client, memory_vault: MemoryVault, qtbot: QtBot) -> ReferralsPage:
    """The board with two sent referrals, the first in focus."""
    with memory_vault.work() as work:
        for days in (9, 2):
            on = work.today - timedelta(days=days)
            work.add(Referral(client_id=client.id, receiver=f"Служба {days}", status=ReferralStatus.SENT,
                              since=on, steps=(StatusStep(status=ReferralStatus.SENT, on=on),)))
        work.commit("added")
    active.navigator.go(Route("referrals"))
    page = active.navigator.page
    assert isinstance(page, ReferralsPage)
    qtbot.waitUntil(lambda: len(page.columns[1].cards) == 2)
    page.columns[1].cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    return page


def stands_in(board: ReferralsPage, column: int, referral_id: str) -> bool:
    return referral_id in {card.shown.referral.id for card in board.columns[column].cards}


def focused_card(shell: Shell) -> BoardCard:
    card = focus(shell)
    assert isinstance(card, BoardCard)
    return card


def test_a_card_of_the_board_is_moved_and_taken_back_by_keys(active: Shell, board: ReferralsPage,
                                                             qtbot: QtBot) -> None:
    moved = focused_card(active).shown.referral.id
    press(active, "Alt+Right")
    qtbot.waitUntil(lambda: len(board.columns[2].cards) == 1)
    assert focused_card(active).shown.referral.id == moved
    assert active.chrome.toast.isVisible()
    assert active.chrome.toast._undo.isVisible()
    press(active, "Alt+Left")
    qtbot.waitUntil(lambda: len(board.columns[1].cards) == 2)
    assert focused_card(active).shown.referral.id == moved


def test_only_the_step_just_recorded_is_taken_back(active: Shell, board: ReferralsPage,
                                                   memory_vault: MemoryVault) -> None:
    assert focused_card(active).shown.referral.status is ReferralStatus.SENT
    press(active, "Alt+Left")
    pause(PAUSE_MS)
    assert len(board.columns[1].cards) == 2
    assert "only the step" in active.chrome.toast.text()


def test_a_step_that_must_be_told_leads_to_its_page(active: Shell, board: ReferralsPage,
                                                    qtbot: QtBot) -> None:
    moved = focused_card(active).shown.referral.id
    for at in (2, 3, 3):
        press(active, "Alt+Right")
        qtbot.waitUntil(partial(stands_in, board, at, moved))
        pause(PAUSE_MS)
    press(active, "Alt+Right")
    qtbot.waitUntil(lambda: active.navigator.route == Route("referral", moved))
    assert active.chrome.banner_text()


def test_the_board_keeps_the_focus_on_its_card_while_it_is_read_again(active: Shell, board: ReferralsPage,
                                                                      desk: Desk, qtbot: QtBot) -> None:
    card = board.columns[1].cards[1]
    card.setFocus(Qt.FocusReason.TabFocusReason)
    held, before = card.shown.referral.id, id(card)
    board._ask()
    qtbot.waitUntil(lambda: id(board.columns[1].cards[1]) != before)
    assert focused_card(active).shown.referral.id == held


def test_the_sheet_names_what_moves_a_card(active: Shell, board: ReferralsPage) -> None:
    offered = {action.property("keys") for action in board.actions()}
    assert {"Alt+Right", "Alt+Left"} <= offered
