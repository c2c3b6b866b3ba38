"""The board of referrals: figures, filters, and what is in the first picture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus, StatusStep
from streetlaw.services.ports import Work
from streetlaw.ui.referrals.board import BoardCard
from streetlaw.ui.referrals.editor import ReferralEditor
from streetlaw.ui.referrals.page import ReferralsPage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

S = ReferralStatus
Typed = Callable[[QWidget, str], None]


def add(work: Work, client: Client, receiver: str, days: int, status: S = S.SENT, **more: object) -> None:
    on = work.today - timedelta(days=days)
    steps = (StatusStep(status=S.SENT, on=on), *((StatusStep(status=status, on=on, reason="no places"),)
                                                 if status is not S.SENT else ()))
    work.add(Referral(client_id=client.id, receiver=receiver, status=status, since=on, usual_days=3,
                      steps=steps, **more))  # type: ignore[arg-type]


@pytest.fixture
def client(memory_vault: MemoryVault) -> Client:
    with memory_vault.work() as work:
        client = work.add(Client(code="1000-A"))
        add(work, client, "Archa", 9, kind=ReferralKind.SERVICE)
        add(work, client, "Archa, second floor", 2, kind=ReferralKind.SERVICE, short_name="Archa")
        add(work, client, "Legal aid", 1)
        add(work, client, "Legal aid", 5, S.REFUSED)
        work.commit("added")
    return client


@pytest.fixture
def page(shell: Shell, client: Client, qtbot: QtBot) -> ReferralsPage:
    shell.navigator.go(Route("referrals"))
    page = cast(ReferralsPage, shell.navigator.page)
    qtbot.waitUntil(lambda: page._pages.currentWidget() is page.board)
    return page


def cards(page: ReferralsPage) -> list[str]:
    return [card.shown.referral.receiver for column in page.columns for card in column.cards]


def test_nothing_is_said_before_the_vault_answered(shell: Shell, client: Client, qtbot: QtBot) -> None:
    held = Event()
    shell.desk.ask(lambda _work: held.wait(120), owner=shell, done=bool)
    shell.navigator.go(Route("referrals"))
    page = cast(ReferralsPage, shell.navigator.page)
    assert not page.board.isVisible()
    assert not page.figures.isVisible()
    held.set()
    qtbot.waitUntil(page.board.isVisible)


def test_every_card_is_in_the_first_picture(page: ReferralsPage) -> None:
    page.clear_banner()
    read = page.columns[1].cards
    page.columns[1].show_cards([card.shown for card in read])
    assert all(card.isVisible() for card in page.columns[1].cards)  # before Qt comes round to anything


def test_the_figures_say_how_it_went(page: ReferralsPage) -> None:
    assert page.figures.isVisible()
    assert page.figures.texts == [
        "4 referrals sent in 90 days", "0 % done, the person confirms", "0 days until an answer (median)",
        "1 turned down: no places"]


def test_only_those_longer_than_usual(page: ReferralsPage, qtbot: QtBot) -> None:
    assert page.filters.late.text() == "Longer than usual: 1"
    qtbot.mouseClick(page.filters.late, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cards(page) == ["Archa"])


def test_a_receiver_is_all_that_bear_its_neutral_name(page: ReferralsPage, qtbot: QtBot) -> None:
    assert [action.text() for action in page.filters.receiver.menu().actions()] == [
        "Any receiver", "Archa", "Legal aid"]
    page.filters.receiver.choose("Archa")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: cards(page) == ["Archa", "Archa, second floor"])
    page.filters.kind.choose(ReferralKind.LEGAL_AID)
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: page._pages.currentWidget() is page._too_few)
    page._too_few.acted.emit()
    qtbot.waitUntil(lambda: len(cards(page)) == 4)


def test_what_was_turned_down_waits_for_us(page: ReferralsPage, qtbot: QtBot) -> None:
    page.filters.turn.choose("ours")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: [card.shown.referral.status for card in page.findChildren(BoardCard)
                             if card.isVisible()] == [S.REFUSED])


def test_the_filters_outlive_a_new_language(page: ReferralsPage, shell: Shell, qtbot: QtBot) -> None:
    page.filters.take({"receiver": "Archa"})
    shell.navigator.rebuild()
    new = cast(ReferralsPage, shell.navigator.page)
    assert new is not page
    qtbot.waitUntil(lambda: cards(new) == ["Archa", "Archa, second floor"])


def test_a_new_referral_asks_for_whom(page: ReferralsPage, shell: Shell, client: Client, qtbot: QtBot,
                                      type_text: Typed) -> None:
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    editor = cast(ReferralEditor, shell.navigator.page)
    assert editor.person.isVisible()
    assert editor.top_actions == ()
    type_text(editor.person.search.edit, "1000")
    qtbot.waitUntil(lambda: len(editor.person.rows) == 1)
    qtbot.mouseClick(editor.person.rows[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: editor._code == "1000-A")
    assert editor.receiver.isVisible()
    assert shell.navigator.route == Route("referral", extra={"client": client.id})


def test_more_than_there_is_room_for_are_in_the_list(page: ReferralsPage, client: Client,
                                                     memory_vault: MemoryVault, qtbot: QtBot) -> None:
    with memory_vault.work() as work:
        for _number in range(120):
            add(work, client, "Many", 20)
        work.commit("added")
    page._ask()
    qtbot.waitUntil(lambda: page.columns[1].title.endswith("100+"))
    page.columns[1].more_wanted.emit()
    assert page.list.isVisible()


def test_in_a_small_window_nothing_is_cut_off(page: ReferralsPage, shell: Shell, qtbot: QtBot) -> None:
    shell.resize(683, 384)
    qtbot.waitUntil(page.board.which.isVisible)
    qtbot.waitUntil(lambda: page.middle.width() <= page.width())
    rows = (page.new, page.view, page.filters, page.filters.late, page.figures, page.board)
    assert all(widget.mapTo(page, widget.rect().topRight()).x() < page.width() for widget in rows)
    assert page.filters.y() > page.new.y()
    chips = (page.filters.turn, page.filters.kind, page.filters.receiver)
    assert len({chip.y() for chip in chips}) == 1


def test_the_menu_key_offers_every_step_of_a_card(page: ReferralsPage, shell: Shell, client: Client,
                                                  memory_vault: MemoryVault, qtbot: QtBot) -> None:
    card = page.columns[1].cards[0]
    card.setFocus()
    menu = menu_by_key(shell, qtbot)
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["Open", "They received it"]
    assert {"They turned it down", "History of this referral"} < set(texts)
    menu.actions()[1].trigger()
    menu.close()

    def status() -> ReferralStatus:
        with memory_vault.work() as work:
            return work.get(Referral, card.shown.referral.id).status
    qtbot.waitUntil(lambda: status() is ReferralStatus.ACKNOWLEDGED)


def menu_by_key(shell: Shell, qtbot: QtBot) -> QMenu:
    """What Shift+F10 opens where the focus is."""
    qtbot.keyClick(shell, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    opened = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    assert len(opened) == 1
    return opened[0]
