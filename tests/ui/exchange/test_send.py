"""Asking for a review: cases, recipient, report, file; and every way in which it must not go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from streetlaw.domain.consent import ConsentState
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.review import Bundle
from streetlaw.services import people
from streetlaw.ui.exchange import offers
from streetlaw.ui.exchange.marked import Marked
from streetlaw.ui.exchange.page import ExchangePage
from streetlaw.ui.exchange.people_step import WordGrid
from streetlaw.ui.exchange.send import CASES, FILE, PEOPLE, REPORT, SendView
from streetlaw.ui.messages import sentence
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.services.desks import envelopes
from tests.ui.loop import SUMMARY, Loop, add_case, take_back, texts

Show = Callable[..., ExchangePage]
Choose = Callable[[Path | None], None]


def begun(show: Show, qtbot: QtBot, cases: int) -> SendView:
    send = show("send").send
    qtbot.waitUntil(lambda: send.cases.model.total == cases)
    return send


def press(qtbot: QtBot, send: SendView) -> None:
    assert send.next.isEnabled(), send.reason.text()
    qtbot.mouseClick(send.next, Qt.MouseButton.LeftButton)


def reported(show: Show, qtbot: QtBot, cases: int) -> SendView:
    """All allowed cases are chosen, and the report is there."""
    send = begun(show, qtbot, cases)
    send.cases.all.click()
    press(qtbot, send)
    press(qtbot, send)
    qtbot.waitUntil(send.next.isEnabled)
    assert send.step == REPORT
    return send


def cells(send: SendView, column: int) -> list[str]:
    model = send.cases.model
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


# ── Cases ────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_codes_are_shown_and_only_allowed_cases_can_be_chosen(show: Show, loop: Loop,
                                                                   qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    add_case(loop.lawyer, "2144-P", consent=ConsentState.WITHDRAWN)
    add_case(loop.lawyer, "3001-A", consent=None)
    send = begun(show, qtbot, 3)
    assert cells(send, offers.CODE) == ["4172-K"]
    send.cases.which.segment("all").click()
    assert sorted(cells(send, offers.CODE)) == ["2144-P", "3001-A", "4172-K"]
    said = dict(zip(cells(send, offers.CODE), cells(send, offers.CONSENT), strict=True))
    assert said == {"4172-K": "Given", "2144-P": "Withdrawn", "3001-A": "Not asked yet"}
    for row in range(3):
        send.cases.table.clicked.emit(send.cases.model.index(row, 0))
    assert send.cases.chosen == ("case-4172-K",)
    assert "Canary" not in texts(send)


def test_a_row_is_ticked_with_the_keyboard(show: Show, loop: Loop, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = begun(show, qtbot, 1)
    assert send.reason.text() == "Choose at least one case."
    assert not send.next.isEnabled()
    send.cases.table.selectRow(0)
    QTest.keyClick(send.cases.table, Qt.Key.Key_Space)
    assert send.cases.chosen == ("case-4172-K",)
    assert send.next.isEnabled()
    QTest.keyClick(send.cases.table, Qt.Key.Key_Return)
    assert not send.cases.chosen


def test_cases_that_were_chosen_elsewhere_are_chosen_here(shell: Shell, show: Show, loop: Loop,
                                                          qtbot: QtBot) -> None:
    add_case(loop.lawyer, "2144-P")
    add_case(loop.lawyer, "4172-K")
    add_case(loop.lawyer, "3001-A", consent=None)
    begun(show, qtbot, 3)
    cases = "case-4172-K,case-3001-A"
    shell.navigator.go(Route("exchange", tab="send", extra={"cases": cases}))
    page = shell.navigator.page
    assert isinstance(page, ExchangePage)
    qtbot.waitUntil(lambda: page.send.cases.chosen == ("case-4172-K",))
    assert page.send.cases._held.isVisible()
    assert sorted(cells(page.send, offers.CODE)) == ["2144-P", "3001-A", "4172-K"]
    shell.navigator.go(Route("exchange", tab="send"))
    qtbot.waitUntil(page.send.cases._held.isHidden)
    qtbot.waitUntil(lambda: page.send.cases.chosen == ("case-4172-K",))


def test_what_left_and_did_not_change_is_not_offered_again(show: Show, loop: Loop, qtbot: QtBot) -> None:
    loop.request(add_case(loop.lawyer, "4172-K"))
    send = begun(show, qtbot, 1)
    assert cells(send, offers.CODE) == []
    send.cases.which.segment("all").click()
    assert cells(send, offers.SENT) == ["24 Nov"]
    assert cells(send, offers.WAY) == [
        "This case went to the same person before, and nothing in it has changed since."]


def test_a_changed_case_is_offered_again(show: Show, loop: Loop, qtbot: QtBot) -> None:
    loop.request(add_case(loop.lawyer, "4172-K"))
    (incident,) = loop.lawyer.all(Incident)
    loop.lawyer.save(replace(incident, setting="street"))
    send = begun(show, qtbot, 1)
    assert cells(send, offers.CODE) == ["4172-K"]


def test_a_consent_taken_back_is_worth_a_file_of_its_own(show: Show, loop: Loop, qtbot: QtBot) -> None:
    loop.request(add_case(loop.lawyer, "4172-K"))
    take_back(loop.lawyer, "4172-K")
    send = begun(show, qtbot, 1)
    assert "1 consent was taken back" in texts(send)
    press(qtbot, send)
    press(qtbot, send)
    qtbot.waitUntil(send.next.isEnabled)
    assert "The file also tells that 1 consent was taken back" in texts(send)


# ── Recipient ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_six_words_of_the_recipient_are_shown(show: Show, loop: Loop, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = begun(show, qtbot, 1)
    (grid,) = send.recipient.findChildren(WordGrid)
    assert grid.accessibleName() == " ".join(loop.attorney.do(people.own_words, envelopes))
    assert "Counsel" in texts(send.recipient)
    assert "Compared in person" in texts(send.recipient)


def test_a_recipient_who_was_not_compared_is_refused_visibly(show: Show, loop: Loop, shell: Shell,
                                                             qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    (person,) = loop.lawyer.all(TrustedPerson)
    loop.lawyer.save(replace(person, verified_on=None, tiers=()))
    send = begun(show, qtbot, 1)
    assert send.step == PEOPLE
    row = next(iter(send.people.rows.values()))
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert "were not compared yet" in send.people.missing.text()
    assert send.people.missing.isVisible()
    assert not send.next.isEnabled()
    assert send.reason.text() == "This person may not receive cases yet."
    send.people.missing.acted.emit()
    assert shell.navigator.route.place == "settings"


def test_a_recipient_without_the_grant_is_refused_visibly(show: Show, loop: Loop, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    (person,) = loop.lawyer.all(TrustedPerson)
    loop.lawyer.save(replace(person, tiers=()))
    send = begun(show, qtbot, 1)
    send.people.rows[person.id].click()
    assert "may not receive cases for review" in send.people.missing.text()
    assert not send.next.isEnabled()


# ── Report ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_says_what_leaves_and_what_never_does(show: Show, loop: Loop, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K", summary=SUMMARY)
    add_case(loop.lawyer, "2144-P")
    send = reported(show, qtbot, 2)
    said = texts(send)
    for part in ("2 cases may leave", "Pseudonymised, not anonymous", "3rd quarter of 2026 (2)",
                 "Names, also other names", "Your client codes"):
        assert part in said
    assert "Canary" not in said


def test_what_looks_like_a_name_is_marked(show: Show, loop: Loop, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K", summary=SUMMARY + " <b>&")
    send = reported(show, qtbot, 1)
    (marked,) = send.report.findChildren(Marked)
    assert marked.accessibleName() == SUMMARY + " <b>&"
    assert "“Асанов Бакыт”: a name" in marked.accessibleDescription()
    assert "&lt;b&gt;&amp;" in marked.text()
    assert "1 summary holds something" in texts(send.report)


def test_a_refused_case_is_named_with_its_reason(show: Show, loop: Loop, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    add_case(loop.lawyer, "2144-P")
    one = next(incident for incident in loop.lawyer.all(Incident) if incident.case_id == "case-4172-K")
    loop.lawyer.save(replace(one, setting="not in the list"))
    send = reported(show, qtbot, 2)
    said = texts(send.report)
    assert "Stays here" in said
    assert "4172-K" in said
    assert "A word of this case is not in the list of this country" in said
    assert "1 case may leave" in said


def test_when_everything_is_refused_the_way_is_closed(show: Show, loop: Loop, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    (incident,) = loop.lawyer.all(Incident)
    loop.lawyer.save(replace(incident, setting="not in the list"))
    send = begun(show, qtbot, 1)
    send.cases.all.click()
    press(qtbot, send)
    press(qtbot, send)
    qtbot.waitUntil(lambda: send.reason.text() == "Nothing may leave.")
    assert not send.next.isEnabled()
    assert "Every chosen case is refused" in texts(send.report)


# ── File ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_is_made_and_the_attorney_can_take_it_in(show: Show, loop: Loop, choose: Choose,
                                                          tmp_path: Path, shell: Shell, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = reported(show, qtbot, 1)
    press(qtbot, send)
    assert send.step == FILE
    assert "This app sends nothing itself" in " ".join(
        banner.accessibleName() for banner in send.findChildren(type(send.people.missing)))
    path = tmp_path / "a.slb"
    choose(path)
    press(qtbot, send)
    qtbot.waitUntil(lambda: "The file is ready" in texts(send.file))
    (bundle,) = loop.lawyer.all(Bundle)
    assert "a.slb" in texts(send.file)
    assert not send.next.isVisible()
    assert loop.attorney.receive(path.read_bytes()).added == 1
    assert bundle.size == path.stat().st_size
    qtbot.mouseClick(send.back, Qt.MouseButton.LeftButton)
    assert shell.navigator.route == Route("exchange")


def test_the_sealing_cannot_be_undone(show: Show, loop: Loop, choose: Choose, tmp_path: Path, shell: Shell,
                                      qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = reported(show, qtbot, 1)
    press(qtbot, send)
    choose(tmp_path / "a.slb")
    press(qtbot, send)
    qtbot.waitUntil(lambda: "The file is ready" in texts(send.file))
    shell.desk.undo()
    assert len(loop.lawyer.all(Bundle)) == 1


def test_a_file_that_cannot_be_written_leaves_no_trace_and_can_be_tried_again(
        show: Show, loop: Loop, choose: Choose, tmp_path: Path, shell: Shell, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = reported(show, qtbot, 1)
    press(qtbot, send)
    choose(tmp_path / "gone" / "a.slb")
    press(qtbot, send)
    qtbot.waitUntil(lambda: "The file was not written" in shell.chrome.banner_text())
    assert loop.lawyer.all(Bundle) == []
    choose(tmp_path / "a.slb")
    press(qtbot, send)
    qtbot.waitUntil(lambda: "The file is ready" in texts(send.file))
    assert [bundle.number for bundle in loop.lawyer.all(Bundle)] == [1]


def test_something_that_changed_meanwhile_leads_back_to_the_report(
        show: Show, loop: Loop, choose: Choose, tmp_path: Path, shell: Shell, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = reported(show, qtbot, 1)
    press(qtbot, send)
    (incident,) = loop.lawyer.all(Incident)
    loop.lawyer.save(replace(incident, setting="street"))
    choose(tmp_path / "a.slb")
    press(qtbot, send)
    qtbot.waitUntil(lambda: "Something changed while you were looking" in shell.chrome.banner_text())
    assert send.step == REPORT
    assert not (tmp_path / "a.slb").exists()
    assert loop.lawyer.all(Bundle) == []


def test_not_choosing_a_place_makes_nothing(show: Show, loop: Loop, choose: Choose, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = reported(show, qtbot, 1)
    press(qtbot, send)
    choose(None)
    press(qtbot, send)
    assert send.step == FILE
    assert send.next.isEnabled()
    assert loop.lawyer.all(Bundle) == []


# ── Back, language, narrow window ────────────────────────────────────────────────────────────────────────


def test_back_goes_step_by_step_and_keeps_the_choice(show: Show, loop: Loop, shell: Shell,
                                                     qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = reported(show, qtbot, 1)
    send.back.click()
    send.back.click()
    assert send.step == CASES
    assert send.cases.chosen == ("case-4172-K",)
    send.back.click()
    assert shell.navigator.route == Route("exchange")


def test_a_change_of_language_keeps_choice_and_step(show: Show, loop: Loop, shell: Shell,
                                                    qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    add_case(loop.lawyer, "2144-P")
    send = begun(show, qtbot, 2)
    send.cases.model.toggle(0)
    chosen = send.cases.chosen
    press(qtbot, send)
    press(qtbot, send)
    shell.set_language("ru")
    page = shell.navigator.page
    assert isinstance(page, ExchangePage)
    qtbot.waitUntil(page.send.next.isEnabled)
    assert page.send.step == REPORT
    assert page.send.cases.chosen == chosen


def test_in_a_narrow_window_the_step_has_all_the_room(show: Show, loop: Loop, shell: Shell,
                                                      qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = begun(show, qtbot, 1)
    assert send.recipient.isVisible()
    shell.resize(1000, 700)
    qtbot.waitUntil(lambda: not send.recipient.isVisible())
    assert send.next.isVisible()
    shell.resize(1366, 738)
    qtbot.waitUntil(send.recipient.isVisible)


def test_withdrawing_while_looking_takes_the_case_out(show: Show, loop: Loop, shell: Shell,
                                                      qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = begun(show, qtbot, 1)
    send.cases.all.click()
    take_back(loop.lawyer, "4172-K")
    page = shell.navigator.page
    assert isinstance(page, ExchangePage)
    page.resume()
    qtbot.waitUntil(lambda: not send.cases.chosen)
    assert not send.next.isEnabled()


def test_a_case_under_another_law_is_marked_before_it_is_chosen(show: Show, loop: Loop, shell: Shell,
                                                                qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    add_case(loop.lawyer, "2144-P")
    one = next(incident for incident in loop.lawyer.all(Incident) if incident.case_id == "case-4172-K")
    loop.lawyer.save(replace(one, jurisdiction="bg"))
    shell.desk.lands = {"bg": {"en": "Bulgaria"}, "kg": {"en": "Kyrgyzstan"}}
    send = begun(show, qtbot, 2)
    assert cells(send, offers.CODE) == ["2144-P"]
    send.cases.which.segment("all").click()
    said = dict(zip(cells(send, offers.CODE), cells(send, offers.WAY), strict=True))
    assert said["4172-K"] == sentence(StreetLawError("export.other_law"))
    assert not said["2144-P"]
