from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.ui.cases.erase import EraseQuestion
from streetlaw.ui.cases.overview import Overview
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.timeline import TimelineItem
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.cases import story
from tests.ui.cases.conftest import Kept, Open

NAME = "Токтоматова"
TABS = ("overview", "incidents", "referrals", "documents", "notes", "consents", "person", "case")


def said(page: ClientPage) -> str:
    """Every word on the page that somebody could read."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def overview(page: ClientPage) -> Overview:
    view = page.view("overview")
    assert isinstance(view, Overview)
    return view


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_opens_and_names_the_client_by_code(open_page: Open, tab: str) -> None:
    page = open_page(tab)
    assert said(page).split().count(story.CODE) == 1
    assert not page.heading.note
    assert page.view(tab).isVisible()
    assert NAME not in said(page)


def test_the_name_shows_for_a_while_and_only_when_asked(open_page: Open, desk: Desk, qtbot: QtBot) -> None:
    page = open_page()
    qtbot.mouseClick(page.header.reveal, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: NAME in said(page) and "0700 123456" in said(page))
    desk.names.hide_all()
    assert NAME not in said(page)
    assert "0700 123456" not in said(page)


def test_safe_contact_and_consents_stand_above_every_tab(open_page: Open) -> None:
    page = open_page("notes")
    assert "18:00" in page.standing.contact.text()
    assert page.standing.consents.accessibleName() == (
        "Consents: keep data, attorney: without the name, referral, statistics: no")


def test_the_tab_is_part_of_the_route(open_page: Open, shell: Shell, qtbot: QtBot) -> None:
    page = open_page()
    page.tabs.setCurrentIndex(4)
    assert shell.navigator.route == Route("client", story.CLIENT, "notes")
    qtbot.waitUntil(page.view("notes").isVisible)


def test_a_form_is_left_by_the_tab_it_covers(open_page: Open, shell: Shell, qtbot: QtBot) -> None:
    page = open_page("case")
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(0).center())
    assert shell.navigator.route.tab == "overview"
    qtbot.waitUntil(page.view("overview").isVisible)


def test_tabs_count_what_they_hold(open_page: Open) -> None:
    page = open_page()
    names = [page.tabs.accessibleTabName(at) for at in range(6)]
    assert names == ["Overview", "Incidents, 2", "Referrals, 1", "Documents and evidence, 2",
                     "Notes and time, 4", "Consents, 4"]


def test_another_client_takes_nothing_over(open_page: Open, shell: Shell, told: MemoryVault,
                                           qtbot: QtBot) -> None:
    with told.work() as work:
        other = work.add(Client(code="9001-Z", opened=work.today))
        work.commit("test")
    page = open_page("person")
    shell.navigator.go(Route("client", other.id))
    qtbot.waitUntil(lambda: page.shown.record_id == other.id)
    assert "9001-Z" in said(page)
    assert "18:00" not in said(page)
    assert not page.header.masked.isVisible()


def test_a_client_nobody_knows_is_refused(open_page: Open, shell: Shell, qtbot: QtBot) -> None:
    page = open_page()
    with qtbot.waitSignal(page.message_shown):
        shell.navigator.go(Route("client", "f" * 32))
    assert page.read is None


def test_the_timeline_is_filtered(open_page: Open, qtbot: QtBot) -> None:
    timeline = overview(open_page()).timeline
    everything = len(timeline.findChildren(TimelineItem))
    qtbot.mouseClick(timeline.filter.chip("deadlines"), Qt.MouseButton.LeftButton)
    assert timeline.shown == "deadlines"
    qtbot.waitUntil(lambda: len(timeline.findChildren(TimelineItem)) == 1)
    qtbot.mouseClick(timeline.filter.chip("deadlines"), Qt.MouseButton.LeftButton)
    assert timeline.shown == "all"
    qtbot.waitUntil(lambda: len(timeline.findChildren(TimelineItem)) == everything)
    timeline._events = [event for event in timeline._events if event.group == "deadlines"]
    timeline.choose("documents")
    nothing = timeline.findChild(EmptyState)
    assert nothing is not None
    qtbot.mouseClick(nothing.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert timeline.shown == "all"
    assert timeline.filter.chip("all").hasFocus()


def test_a_deadline_is_added_by_hand_and_settled(open_page: Open, kept: Kept, qtbot: QtBot) -> None:
    page = open_page()
    form = overview(page).deadline
    form.show_form()
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(form.fields["day"].error()))
    form.title.setText("Call the clinic")
    form.day.setText("24.11.2026")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(d.title == "Call the clinic" for d in kept(Deadline)))
    qtbot.waitUntil(lambda: "Call the clinic" in said(page))
    assert not form.isVisible()


def test_a_rule_of_the_law_gives_the_day(open_page: Open, desk: Desk, kept: Kept, qtbot: QtBot) -> None:
    form = overview(open_page()).deadline
    form.show_form()
    rule = next(rule for rule in desk.pack.rules.values()
                if rule.span is not None and rule.span.unit == "calendar_days")
    form.rule.setCurrentIndex(form.rule.findData(rule.code))
    form.rule.activated.emit(form.rule.currentIndex())
    assert not form.fields["title"].isVisible()
    form.day.setText("tomorrow")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert form.fields["day"].error()
    form.day.setText("20.11.2026")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(d.rule == rule.code and d.due for d in kept(Deadline)))


def test_what_was_done_late_is_recorded_as_missed(open_page: Open, kept: Kept, shell: Shell,
                                                  qtbot: QtBot) -> None:
    page = open_page()
    card = overview(page).next_step
    qtbot.waitUntil(lambda: any(b.text() == "Done" and b.isVisible() for b in card.findChildren(QPushButton)))
    done = next(button for button in card.findChildren(QPushButton) if button.text() == "Done")
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(d.status is DeadlineStatus.MISSED for d in kept(Deadline)))
    assert "missed" in shell.chrome.banner_text()


def test_comments_say_when_they_are_outdated(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    qtbot.waitUntil(lambda: "Counsel A." in said(page))
    text = said(page)
    assert "«Уточните, кто составил протокол и когда выдали копию»" in text
    assert "The case changed after the request" in text
    assert "Incident: when · must be put right" in text


def test_erasing_asks_first_and_leaves_the_page(open_page: Open, kept: Kept, shell: Shell, qtbot: QtBot,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page()
    asked: list[EraseQuestion] = []

    def keep(question: EraseQuestion) -> int:
        asked.append(question)
        assert question.accessibleName() == f"Erase the file of {story.CODE} for ever?"
        assert not question.verb.isEnabled()
        question.typed.setText("4172-Z")
        assert not question.verb.isEnabled()
        question.typed.setText(story.CODE.lower().replace("-", ""))
        assert question.verb.isEnabled()
        return int(EraseQuestion.DialogCode.Rejected)
    monkeypatch.setattr(EraseQuestion, "exec", keep)
    erase = next(action for action in page.deeds.menu.actions() if action.text() == "Erase the file…")
    erase.trigger()
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert kept(Client)
    monkeypatch.setattr(EraseQuestion, "exec", lambda _self: int(EraseQuestion.DialogCode.Accepted))
    erase.trigger()
    qtbot.waitUntil(lambda: not kept(Client))
    qtbot.waitUntil(lambda: shell.navigator.route == Route("clients"))
    assert not page.desk.steps.done, "nothing of an erased person can be undone"
    shell.navigator.back()
    assert shell.navigator.route == Route("clients")


def test_a_switch_of_language_keeps_the_place_and_the_filter(open_page: Open, shell: Shell,
                                                             qtbot: QtBot) -> None:
    page = open_page("overview")
    overview(page).timeline.choose("documents")
    shell.set_language("ru")
    again = shell.navigator.page
    assert isinstance(again, ClientPage)
    assert again is not page
    qtbot.waitUntil(lambda: again.shown == Route("client", story.CLIENT, "overview"))
    assert overview(again).timeline.shown == "documents"
