from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.referral import Referral, ReferralStatus, StatusStep
from streetlaw.services.referrals import MoveReferral, move_referral
from streetlaw.ui.referrals.board import BoardCard
from streetlaw.ui.referrals.editor import ReferralEditor
from streetlaw.ui.referrals.page import ReferralsPage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Typed = Callable[[QWidget, str], None]


@pytest.fixture
def client(memory_vault: MemoryVault) -> Client:
    with memory_vault.work() as work:
        client = work.add(Client(code="1000-A"))
        work.commit("added")
    return client


@pytest.fixture
def sent(memory_vault: MemoryVault, client: Client) -> list[Referral]:
    with memory_vault.work() as work:
        made = []
        for days in (2, 9):
            on = work.today - timedelta(days=days)
            made.append(work.add(Referral(
                client_id=client.id, receiver=f"Служба {days}", status=ReferralStatus.SENT, since=on,
                usual_days=3, steps=(StatusStep(status=ReferralStatus.SENT, on=on),))))
        work.commit("added")
    return made


def editor(shell: Shell, route: Route, qtbot: QtBot) -> ReferralEditor:
    shell.navigator.go(route)
    page = cast(ReferralEditor, shell.navigator.page)
    qtbot.waitUntil(lambda: bool(page._code))
    return page


def test_the_board_has_the_longest_waiting_on_top(shell: Shell, sent: list[Referral], qtbot: QtBot) -> None:
    shell.navigator.go(Route("referrals"))
    page = cast(ReferralsPage, shell.navigator.page)
    qtbot.waitUntil(lambda: bool(page.findChildren(BoardCard)))
    cards = page.columns[1].findChildren(BoardCard)
    assert [card.accessibleName() for card in cards] == [
        "1000-A, Служба 9, 9 days", "1000-A, Служба 2, 2 days"]
    cards[0].setFocus()
    page.view.choose("list")
    page._on_view("list")
    assert page.list.isVisibleTo(page)
    assert page.state()["view"] == "list"


def test_an_empty_board_says_how_to_begin(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("referrals"))
    page = cast(ReferralsPage, shell.navigator.page)
    qtbot.waitUntil(lambda: page._pages.currentWidget() is page._none)


def test_a_referral_is_written_saved_and_sent(shell: Shell, client: Client, memory_vault: MemoryVault,
                                              qtbot: QtBot, type_text: Typed) -> None:
    with memory_vault.work() as work:
        work.add(Consent(client_id=client.id, purpose=Purpose.REFER, answered_on=work.today))
        work.commit("added")
    page = editor(shell, Route("referral", extra={"client": client.id}), qtbot)
    type_text(page.receiver, "Центр «Арча»")
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page._referral.is_new)
    buttons = {button.text(): button for button in page.way.findChildren(QPushButton)}
    qtbot.mouseClick(buttons["Mark as sent"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._referral.status is ReferralStatus.SENT)
    with memory_vault.work() as work:
        assert work.list(Referral)[0].status is ReferralStatus.SENT


def test_a_missing_receiver_and_a_missing_consent_are_said(shell: Shell, client: Client, qtbot: QtBot,
                                                           type_text: Typed) -> None:
    page = editor(shell, Route("referral", extra={"client": client.id}), qtbot)
    page._on_save()
    qtbot.waitUntil(lambda: bool(page._receiver_field.error()))
    type_text(page.receiver, "Центр")
    with qtbot.waitSignal(page.desk.changed):
        page._on_save()
    with qtbot.waitSignal(page.message_shown) as said:
        page.way._on_clicked(ReferralStatus.SENT)
    assert "not been asked" in said.args[0]


def test_a_refused_step_is_said_at_its_field(shell: Shell, sent: list[Referral], qtbot: QtBot) -> None:
    page = editor(shell, Route("referral", sent[0].id), qtbot)
    qtbot.waitUntil(lambda: bool(page.way._fields))
    page.way._on_clicked(ReferralStatus.REFUSED)
    qtbot.waitUntil(lambda: bool(page.way._fields["reason"].error()))
    page.way.on.setText("не дата")
    page.way._on_clicked(ReferralStatus.ACKNOWLEDGED)
    assert page.way._fields["on"].error()


def test_what_was_typed_of_the_next_step_is_kept_until_it_is_taken(
        shell: Shell, sent: list[Referral], memory_vault: MemoryVault, qtbot: QtBot,
        type_text: Typed) -> None:
    page = editor(shell, Route("referral", sent[0].id), qtbot)
    qtbot.waitUntil(lambda: bool(page.way._fields))
    with qtbot.waitSignal(page.keeper.kept):
        type_text(page.way.told_by, "дежурный")
    shell.navigator.rebuild()
    again = shell.navigator.page
    assert isinstance(again, ReferralEditor)
    qtbot.waitUntil(lambda: again.way.told_by.text() == "дежурный")
    again.way._on_clicked(ReferralStatus.ACKNOWLEDGED)
    qtbot.waitUntil(lambda: again._referral.status is ReferralStatus.ACKNOWLEDGED)
    assert not again.way.told_by.text()
    qtbot.waitUntil(lambda: not drafts_of(memory_vault))


def test_a_step_needs_a_day_not_a_month(shell: Shell, sent: list[Referral], memory_vault: MemoryVault,
                                        qtbot: QtBot) -> None:
    page = editor(shell, Route("referral", sent[0].id), qtbot)
    qtbot.waitUntil(lambda: bool(page.way._fields))
    for typed in ("11.2026", "2026", "31.02.2026", ""):
        page.way.on.setText(typed)
        page.way._on_clicked(ReferralStatus.ACKNOWLEDGED)
        assert page.way._fields["on"].error(), typed
        page.way._fields["on"].set_error(None)
    with memory_vault.work() as work:
        assert work.get(Referral, sent[0].id).status is ReferralStatus.SENT


def test_what_is_typed_over_a_changed_referral_stays_and_can_be_saved(
        shell: Shell, sent: list[Referral], memory_vault: MemoryVault, qtbot: QtBot,
        type_text: Typed) -> None:
    page = editor(shell, Route("referral", sent[0].id), qtbot)
    qtbot.waitUntil(lambda: bool(page.way._fields))
    type_text(page.matter, "жильё")
    with memory_vault.work() as work:  # from elsewhere: nobody tells the window
        move_referral(work, MoveReferral(id=sent[0].id, revision=page._referral.revision,
                                         status=ReferralStatus.ACKNOWLEDGED))
    with qtbot.waitSignal(page.message_shown) as said:
        page._on_save()
    assert "changed meanwhile" in said.args[0]
    qtbot.waitUntil(lambda: page._referral.status is ReferralStatus.ACKNOWLEDGED)
    assert page.matter.text().endswith("жильё")
    page._on_save()

    def stored() -> Referral:
        with memory_vault.work() as work:
            return work.get(Referral, sent[0].id)
    qtbot.waitUntil(lambda: "жильё" in stored().matter)
    assert stored().status is ReferralStatus.ACKNOWLEDGED


def drafts_of(vault: MemoryVault) -> list[str]:
    with vault.work() as work:
        return [draft.key for draft in work.drafts()]


def test_what_was_typed_is_kept(shell: Shell, sent: list[Referral], memory_vault: MemoryVault, qtbot: QtBot,
                                type_text: Typed) -> None:
    page = editor(shell, Route("referral", sent[0].id), qtbot)
    type_text(page.matter, "жильё")
    with qtbot.waitSignal(page.keeper.kept):
        page.keeper.keep()
    with memory_vault.work() as work:
        assert Route.parse(work.drafts()[0].key) == Route("referral", sent[0].id)
