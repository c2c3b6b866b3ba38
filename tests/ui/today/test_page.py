from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, Whose
from streetlaw.domain.referral import Referral, ReferralStatus, StatusStep
from streetlaw.domain.review import Comment, Review
from streetlaw.services.today import CommentCard, Today
from streetlaw.ui.cases.notes import Notes
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.rows import ButtonRow, ListRow, RowButton
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.today.page import TodayPage
from tests.fakes.memory import MemoryVault


@pytest.fixture
def client(memory_vault: MemoryVault) -> Client:
    with memory_vault.work() as work:
        client = work.add(Client(code="1000-A"))
        for days, whose in ((-2, Whose.BODY), (0, Whose.OURS), (3, Whose.OURS), (None, Whose.OURS)):
            due = None if days is None else work.today + timedelta(days=days)
            work.add(Deadline(client_id=client.id, title=f"срок {days}", due=due, whose=whose))
        since = work.today - timedelta(days=9)
        work.add(Referral(client_id=client.id, receiver="Дневной стационар", short_name="Кабинет № 12",
                          status=ReferralStatus.SENT, since=since, usual_days=3,
                          steps=(StatusStep(status=ReferralStatus.SENT, on=since),)))
        work.add(Referral(client_id=client.id, receiver="Паспортный стол", short_name="Кабинет № 3",
                          since=since))
        work.save_draft("new-client", '{"title": "Intake"}')
        work.save_draft("incident?client=x", '{"title": "{code}: incident", "of": "1000-A"}')
        work.commit("added")
    return client


@pytest.fixture
def page(shell: Shell, client: Client, qtbot: QtBot) -> TodayPage:
    shell.navigator.go(Route("today"))
    page = cast(TodayPage, shell.navigator.page)
    qtbot.waitUntil(lambda: bool(page.deadlines.findChildren(ListRow)))
    return page


def test_deadlines_are_grouped_and_the_unverified_has_no_date(page: TodayPage) -> None:
    rows = page.deadlines.findChildren(ListRow)
    assert [row._text.title.text() for row in rows] == ["срок -2", "срок 0", "срок 3", "срок None"]
    assert "limit not verified" in " ".join(label.text() for label in rows[3].findChildren(Text))


def test_no_deadline_is_cut(shell: Shell, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    with memory_vault.work() as work:
        client = work.add(Client(code="1000-A"))
        work.add(Deadline(client_id=client.id, rule="appeal_answer", whose=Whose.BODY, due=work.today))
        work.commit("added")
    translation.use("ky")
    shell.navigator.rebuild()
    shell.navigator.go(Route("today"))
    page = cast(TodayPage, shell.navigator.page)
    qtbot.waitUntil(lambda: bool(visible(page)))
    words = [label.text() for label in page.deadlines.findChildren(Text) if label.isVisible()]
    law = page.desk.pack.cite(page.desk.pack.rules["appeal_answer"].basis[-1], "ky")
    assert any(law in text for text in words), words
    assert [label.text() for label in page.deadlines.findChildren(Elided) if label.toolTip()] == []


def test_drafts_are_named_in_the_language_of_the_window(page: TodayPage, memory_vault: MemoryVault,
                                                         qtbot: QtBot) -> None:
    assert titles(page.drafts) == {"Intake", "1000-A: incident"}
    translation.use("ru")
    with memory_vault.work() as work:
        page.drafts.show_drafts(work.drafts())
    named = {translation.translate("Intake"), "1000-A: инцидент"}
    qtbot.waitUntil(lambda: titles(page.drafts) == named)


def titles(card: QWidget) -> set[str]:
    return {row._text.title.text() for row in card.findChildren(ListRow) if row.isVisibleTo(card)}


def visible(page: TodayPage) -> list[str]:
    return [row._text.title.text() for row in page.deadlines.findChildren(ListRow) if row.isVisibleTo(page)]


def test_the_filter_shows_ours_or_the_bodies(page: TodayPage, qtbot: QtBot) -> None:
    page.deadlines.choose(Whose.BODY.value)
    qtbot.waitUntil(lambda: visible(page) == ["срок -2"])
    kept = page.state()
    page.deadlines.choose("all")
    page.restore(kept)
    assert page.deadlines.whose == Whose.BODY.value


def test_a_waiting_referral_shows_the_neutral_name_only(page: TodayPage, qtbot: QtBot) -> None:
    row = page.waiting.findChildren(RowButton)[0]
    assert "Кабинет № 12" in row.accessibleName()
    assert "стационар" not in row.accessibleName()
    asked: list[Route] = []
    page.navigator.go = asked.append  # type: ignore[method-assign,assignment]
    fresh = TodayPage(page.desk, page.navigator)
    fresh.waiting.show_referrals(cast(Today, page.deadlines._read))
    fresh.waiting.findChildren(RowButton)[0].opened.emit()
    assert asked[0].place == "referral"
    fresh.deleteLater()


def test_a_draft_is_one_step_from_being_finished(page: TodayPage) -> None:
    row = page.drafts.findChildren(ListRow)[-1]
    assert row._text.title.text() == "Intake"


def test_empty_cards_say_what_will_appear(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("today"))
    page = cast(TodayPage, shell.navigator.page)
    qtbot.waitUntil(lambda: page.deadlines._read is not None)
    assert not page.deadlines.findChildren(ListRow)
    assert not page.comments.findChildren(ButtonRow)


def test_each_deadline_offers_what_to_do_about_it(page: TodayPage, shell: Shell, qtbot: QtBot) -> None:
    buttons = [row.findChildren(Button)[-1] for row in page.deadlines.findChildren(ListRow)]
    assert [button.text() for button in buttons] == ["Complain", "Open", "Open", "Clarify"]
    complain = buttons[0]
    assert complain.accessibleName() == "Complain: 1000-A, срок -2"
    complain.click()
    client = cast(ClientPage, shell.navigator.page)
    qtbot.waitUntil(lambda: client.shown.tab == "notes")
    form = cast(Notes, client.view("notes")).action_form
    qtbot.waitUntil(form.isVisible)
    assert form.kind.currentData() == "complaint"


def test_a_referral_that_did_not_leave_waits_to_be_sent(page: TodayPage, shell: Shell) -> None:
    [send] = [one for one in page.waiting.findChildren(Button) if one.text() == "Send"]
    assert send.accessibleName() == "Send: 1000-A, Кабинет № 3"
    send.click()
    assert shell.navigator.route.place == "referral"


def test_comments_say_what_they_are_about_and_lead_to_all_of_them(page: TodayPage, shell: Shell,
                                                                  client: Client) -> None:
    comment = Comment(field="incidents.quarter", text="Уточните")
    read = replace(cast(Today, page.deadlines._read), comments=[
        CommentCard(comment, Review(), client.id, "1000-A")])
    page.comments.show_comments(read)
    [row] = page.comments.findChildren(ButtonRow)
    assert row.accessibleName().startswith("1000-A · Incident: when")
    next(one for one in page.comments.findChildren(Button) if one.text() == "Open all comments").click()
    assert shell.navigator.route == Route("review")


def test_an_incident_is_begun_by_its_keys(page: TodayPage, shell: Shell, qtbot: QtBot) -> None:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.navigator.route == Route("incident"))
