"""An attorney reads, comments, decides and seals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Bundle, Check, Direction, Review, ReviewCase, Verdict
from streetlaw.ui import files
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.review.comments import MUST_FIX, CommentItem
from streetlaw.ui.review.page import ReviewPage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.services.desks import Desk as Person
from tests.ui.loop import SUMMARY, Loop, add_case, take_back, texts

Show = Callable[..., ReviewPage]
TypeText = Callable[[QWidget, str], None]


def row_of(page: ReviewPage, label: str) -> QWidget:
    return next(row for row in page.case.rows if row.line.label == label)


def write(page: ReviewPage, qtbot: QtBot, type_text: TypeText, label: str, text: str, *,
          must_fix: bool = False) -> None:
    """Write a comment as a person does: go to the field, press C, type, save."""
    row_of(page, label).setFocus()
    page._on_comment_key()
    type_text(page.panel.editor.text, text)
    if must_fix:
        page.panel.editor.weight.segment(MUST_FIX).click()
    with qtbot.waitSignal(page.desk.changed, check_params_cb=_touches):
        qtbot.mouseClick(page.panel.editor.save, Qt.MouseButton.LeftButton)


def _touches(outcome: Outcome) -> bool:
    return outcome.touches(ReviewCase)


def check_all(page: ReviewPage, qtbot: QtBot) -> None:
    for box in page.panel.sign_off.checks.values():
        with qtbot.waitSignal(page.desk.changed, check_params_cb=_touches):
            box.click()
        assert box.isChecked()


def case(attorney: Person, page: ReviewPage) -> ReviewCase:
    with attorney.vault.work() as work:
        return work.get(ReviewCase, page.panel.case.id)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_page_says_what_will_be_here(show: Show, shell: Shell) -> None:
    page = show()
    assert page.empty.isVisible()
    assert page.side is not None
    assert not page.side.isVisible()
    page.empty.acted.emit()
    assert shell.navigator.route.place == "exchange"


def test_the_cases_of_a_bundle_are_listed(show: Show, asked: Person) -> None:
    page = show()
    said = texts(page.cases)
    assert "Bundle of 24 November 2026" in said
    assert "from Counsel · 3 cases, pseudonymised" in said
    assert "Signature checked, key known" in said
    assert page.cases.figures.text() == "0 of 3"
    names = [page.cases.model.entry(row).title for row in range(page.cases.model.rowCount())]
    assert names == sorted(one.pseudonym for one in asked.all(ReviewCase))
    assert page.cases.model.entry(0).badge[2] == "New"


def test_the_first_case_is_read_field_by_field(show: Show, asked: Person) -> None:
    page = show()
    assert SUMMARY in row_of(page, "Summary").accessibleName()
    said = texts(page.case)
    assert page.panel.case.pseudonym in said
    assert "Deadline: 4 to 7 days left" in said
    assert "Canary" not in said


def test_j_and_k_move_between_cases(show: Show, asked: Person, qtbot: QtBot) -> None:
    page = show()
    first = page.panel.case.id
    page.case.rows[0].setFocus()
    QTest.keyClick(page.case.rows[0], Qt.Key.Key_J)
    assert page.panel.case.id != first
    QTest.keyClick(page, Qt.Key.Key_K)
    assert page.panel.case.id == first
    page.case.next.click()
    page.case.next.click()
    page.case.next.click()
    assert page.panel.case.id == page.cases.model.entry(2).id
    page.case.previous.click()
    assert page.panel.case.id == page.cases.model.entry(1).id


def test_a_route_leads_to_one_case(show: Show, asked: Person) -> None:
    wanted = asked.all(ReviewCase)[2].id
    assert show(wanted).panel.case.id == wanted


# ── Commenting ───────────────────────────────────────────────────────────────────────────────────────────


def test_c_begins_a_comment_on_the_focused_field(show: Show, asked: Person, qtbot: QtBot,
                                                 type_text: TypeText) -> None:
    page = show()
    row_of(page, "When").setFocus()
    QTest.keyClick(row_of(page, "When"), Qt.Key.Key_C)
    editor = page.panel.editor
    assert editor.text.toPlainText() == "When: "
    type_text(editor.text, "кайсы күнү? c")
    assert editor.text.toPlainText() == "When: кайсы күнү? c"
    QTest.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(case(asked, page).comments) == 1)
    (comment,) = case(asked, page).comments
    assert (comment.field, comment.text, comment.must_fix) == ("incidents", "When: кайсы күнү? c", False)


def test_a_comment_tints_its_own_field(show: Show, asked: Person, qtbot: QtBot, type_text: TypeText) -> None:
    page = show()
    write(page, qtbot, type_text, "Where", "which town?")
    qtbot.waitUntil(lambda: "1 comment" in row_of(page, "Where").accessibleName())
    assert "1 comment" not in row_of(page, "When").accessibleName()
    assert page.cases.model.entry(0).badge[2] == "1 comment"


def test_a_comment_is_edited_settled_and_removed(show: Show, asked: Person, qtbot: QtBot,
                                                 type_text: TypeText, shell: Shell) -> None:
    page = show()
    write(page, qtbot, type_text, "Summary", "who wrote it?", must_fix=True)
    qtbot.waitUntil(lambda: len(page.panel.case.comments) == 1)
    _button(page, "Edit: Summary").click()
    assert page.panel.editor.text.toPlainText() == "who wrote it?"
    type_text(page.panel.editor.text, " When?")
    page.panel.editor.save.click()
    qtbot.waitUntil(lambda: case(asked, page).comments[0].text == "who wrote it? When?")
    assert case(asked, page).comments[0].must_fix
    qtbot.waitUntil(lambda: page.panel.case.revision == case(asked, page).revision)
    _button(page, "Settle: Summary").click()
    qtbot.waitUntil(lambda: case(asked, page).comments[0].settled)
    qtbot.waitUntil(lambda: page.panel.case.revision == case(asked, page).revision)
    assert "1 settled" in texts(page.panel)
    _button(page, "Remove the comment: Summary").click()
    qtbot.waitUntil(lambda: page.panel.case.comments == ())
    shell.desk.undo()
    qtbot.waitUntil(lambda: len(case(asked, page).comments) == 1)


def test_an_empty_comment_is_refused_with_a_sentence(show: Show, asked: Person, shell: Shell,
                                                     qtbot: QtBot) -> None:
    page = show()
    row_of(page, "Summary").setFocus()
    page._on_comment_key()
    page.panel.editor.save.click()
    qtbot.waitUntil(lambda: "The comment is empty" in shell.chrome.banner_text())


def test_what_is_being_written_survives_another_case_and_a_new_language(
        show: Show, asked: Person, shell: Shell, qtbot: QtBot, type_text: TypeText) -> None:
    page = show()
    first = page.panel.case
    row_of(page, "Summary").setFocus()
    page._on_comment_key()
    type_text(page.panel.editor.text, "Half a sen")
    page.cases.step(1)
    assert not page.panel.editor.isVisible()
    page.cases.step(-1)
    qtbot.waitUntil(page.panel.editor.isVisible)
    assert page.panel.editor.text.toPlainText() == "Half a sen"
    shell.set_language("ru")
    other = shell.navigator.page
    assert isinstance(other, ReviewPage)
    qtbot.waitUntil(other.panel.editor.isVisible)
    assert other.panel.editor.text.toPlainText() == "Half a sen"
    assert other.panel.case.id == first.id


def test_a_draft_can_be_taken_up_from_its_route(show: Show, asked: Person, shell: Shell, qtbot: QtBot,
                                                type_text: TypeText) -> None:
    page = show()
    row_of(page, "Summary").setFocus()
    page._on_comment_key()
    type_text(page.panel.editor.text, "Half")
    with qtbot.waitSignal(page.panel.keeper.kept):
        page.panel.keeper.keep()
    with asked.vault.work() as work:
        (draft,) = work.drafts()
    assert Route.parse(draft.key) == Route("review", page.panel.case.id, "comment")
    assert SUMMARY not in draft.values


def test_cancelling_forgets_the_draft(show: Show, asked: Person, qtbot: QtBot, type_text: TypeText) -> None:
    page = show()
    row_of(page, "Summary").setFocus()
    page._on_comment_key()
    type_text(page.panel.editor.text, "Half")
    with qtbot.waitSignal(page.panel.keeper.kept):
        page.panel.keeper.keep()
    page.panel.editor.cancel.click()
    qtbot.waitUntil(lambda: not asked.do(lambda work: work.drafts()))
    assert not page.panel.editor.isVisible()


def test_tasks_are_added_and_removed(show: Show, asked: Person, qtbot: QtBot, type_text: TypeText) -> None:
    page = show()
    type_text(page.panel.tasks.line, "Протоколду суратыңыз")
    QTest.keyClick(page.panel.tasks.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: case(asked, page).tasks == ("Протоколду суратыңыз",))
    qtbot.waitUntil(lambda: page.panel.tasks.line.text() == "")
    qtbot.waitUntil(lambda: page.panel.case.revision == case(asked, page).revision)
    _button(page, "Remove the task: Протоколду суратыңыз").click()
    qtbot.waitUntil(lambda: case(asked, page).tasks == ())


# ── Deciding ─────────────────────────────────────────────────────────────────────────────────────────────


def test_sign_off_opens_when_all_is_confirmed_and_nothing_must_be_fixed(
        show: Show, asked: Person, qtbot: QtBot, type_text: TypeText) -> None:
    page = show()
    decision = page.panel.sign_off
    assert not decision.sign.isEnabled()
    assert not decision.give_back.isEnabled()
    assert "Confirm all three points" in decision.why.text()
    write(page, qtbot, type_text, "Summary", "who?", must_fix=True)
    qtbot.waitUntil(decision.give_back.isEnabled)
    check_all(page, qtbot)
    assert "1 comment is marked “must fix”" in decision.why.text()
    assert not decision.sign.isEnabled()
    _button(page, "Settle: Summary").click()
    qtbot.waitUntil(decision.sign.isEnabled)
    assert set(case(asked, page).checks) == set(Check)


def test_boxes_can_be_ticked_as_fast_as_one_likes(show: Show, asked: Person, shell: Shell,
                                                  qtbot: QtBot) -> None:
    page = show()
    for box in page.panel.sign_off.checks.values():
        box.click()
    page.panel.sign_off.sign_wanted.emit()
    qtbot.waitUntil(lambda: page.cases.figures.text() == "1 of 3")
    assert shell.chrome.banner_text() == ""


def test_a_change_from_elsewhere_is_still_refused(show: Show, asked: Person, shell: Shell,
                                                  qtbot: QtBot) -> None:
    page = show()
    asked.save(replace(page.panel.case, tasks=("From elsewhere",)))
    page.panel.sign_off.checks[Check.FACTS].click()
    page.panel.sign_off.checks[Check.CONSENTS].click()
    qtbot.waitUntil(lambda: "This was changed meanwhile" in shell.chrome.banner_text())
    assert case(asked, page).checks == ()
    qtbot.waitUntil(lambda: page.panel.case.tasks == ("From elsewhere",))


def test_a_signed_case_goes_to_the_done_ones_and_can_be_opened_again(show: Show, asked: Person, shell: Shell,
                                                                    qtbot: QtBot) -> None:
    page = show()
    signed = page.panel.case.id
    check_all(page, qtbot)
    page.panel.sign_off.sign.click()
    qtbot.waitUntil(lambda: page.cases.figures.text() == "1 of 3")
    assert page.panel.case.id == signed
    assert page.cases.filters.value() == ("signed_off",)
    assert "Signed off on 24 November 2026. Not sent yet" in texts(page.panel)
    assert not any(row.sign.isVisible() for row in page.case.rows)
    page.panel.sign_off.again.click()
    qtbot.waitUntil(lambda: page.cases.figures.text() == "0 of 3")
    assert page.cases.filters.value() == ("open",)


def test_undo_takes_a_decision_back(show: Show, asked: Person, shell: Shell, qtbot: QtBot) -> None:
    page = show()
    check_all(page, qtbot)
    page.panel.sign_off.sign.click()
    qtbot.waitUntil(lambda: page.cases.figures.text() == "1 of 3")
    shell.desk.undo()
    qtbot.waitUntil(lambda: page.cases.figures.text() == "0 of 3")


def test_filters_show_what_is_decided(show: Show, asked: Person, qtbot: QtBot, type_text: TypeText) -> None:
    page = show()
    write(page, qtbot, type_text, "Summary", "who?")
    qtbot.waitUntil(page.panel.sign_off.give_back.isEnabled)
    page.panel.sign_off.give_back.click()
    qtbot.waitUntil(lambda: page.cases.figures.text() == "1 of 3")
    assert page.cases.model.entry(0).badge[2] == "Returned"
    page.cases.filters.chip("open").click()
    assert page.cases.model.rowCount() == 2
    assert page.panel.case.verdict is Verdict.OPEN
    page.cases.filters.chip("open").click()
    assert page.cases.filters.value() == ("open",)


# ── Sealing ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_review_is_sealed_and_comes_back_to_the_lawyer(
        show: Show, asked: Person, loop: Loop, shell: Shell, qtbot: QtBot, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    page = show()
    assert not page.cases.seal.isEnabled()
    assert page.cases.why.isVisible()
    check_all(page, qtbot)
    page.panel.sign_off.sign.click()
    qtbot.waitUntil(page.cases.seal.isEnabled)
    path = tmp_path / "answer.slb"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: path)
    page.cases.seal.click()
    qtbot.waitUntil(lambda: "1 decision is sealed in answer.slb" in shell.chrome.banner_text())
    assert loop.lawyer.receive(path.read_bytes()).added == 1
    (review,) = loop.lawyer.all(Review)
    assert review.verdict is Verdict.SIGNED_OFF
    qtbot.waitUntil(lambda: not page.panel.sign_off.again.isVisible())
    assert not page.cases.seal.isEnabled()


def test_a_review_that_cannot_be_written_is_not_remembered_as_sent(
        show: Show, asked: Person, shell: Shell, qtbot: QtBot, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    page = show()
    check_all(page, qtbot)
    page.panel.sign_off.sign.click()
    qtbot.waitUntil(page.cases.seal.isEnabled)
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: tmp_path / "gone" / "a.slb")
    page.cases.seal.click()
    qtbot.waitUntil(lambda: "The file was not written" in shell.chrome.banner_text())
    assert page.cases.seal.isEnabled()
    assert not any(one.sent_back for one in asked.all(ReviewCase))
    assert [one.direction for one in asked.all(Bundle)] == [Direction.IN]


# ── Others ───────────────────────────────────────────────────────────────────────────────────────────────


def test_several_bundles_are_chosen_from_a_menu(show: Show, asked: Person, loop: Loop, qtbot: QtBot) -> None:
    asked.receive(loop.request(add_case(loop.lawyer, "7007-A")))
    page = show()
    assert page.cases.head.others.isVisible()
    before = page.cases.figures.text()
    page.cases.head.menu.actions()[1].trigger()
    assert {before, page.cases.figures.text()} == {"0 of 1", "0 of 3"}


def test_a_case_whose_consent_was_taken_back_goes_away(show: Show, asked: Person, loop: Loop,
                                                       qtbot: QtBot) -> None:
    page = show()
    take_back(loop.lawyer, "4172-K")
    asked.receive(loop.lawyer.request("case-4172-K"))
    page.resume()
    qtbot.waitUntil(lambda: page.cases.figures.text() == "0 of 2")


def test_a_sender_who_is_no_longer_trusted_is_said(show: Show, asked: Person) -> None:
    (person,) = asked.all(TrustedPerson)
    asked.save(replace(person, verified_on=None, tiers=()))
    assert "Sender no longer trusted" in texts(show().cases)


def test_a_case_that_cannot_be_read_says_so(show: Show, asked: Person) -> None:
    broken = asked.all(ReviewCase)[0]
    asked.save(replace(broken, content="{}"))
    page = show(broken.id)
    assert page.case.rows == []
    assert any("cannot be read" in banner.accessibleName() for banner in page.case.findChildren(QWidget)
               if banner.isVisible())


def test_in_a_narrow_window_one_pane_is_shown_at_a_time(show: Show, asked: Person, shell: Shell,
                                                        qtbot: QtBot) -> None:
    page = show()
    assert page.panel.isVisible()
    shell.resize(1000, 700)
    qtbot.waitUntil(lambda: not page.panel.isVisible())
    assert page.cases.isVisible()
    row_of(page, "Summary").setFocus()
    page._on_comment_key()
    assert page.panel.editor.isVisible()
    shell.resize(700, 560)
    qtbot.waitUntil(lambda: not page.cases.isVisible())
    shell.resize(1366, 738)
    qtbot.waitUntil(lambda: page.cases.isVisible() and page.panel.isVisible() and page.case.isVisible())


def test_every_button_has_a_name(show: Show, asked: Person, qtbot: QtBot, type_text: TypeText) -> None:
    page = show()
    write(page, qtbot, type_text, "Summary", "who?")
    qtbot.waitUntil(lambda: bool(page.panel.findChildren(CommentItem)))
    nameless = [button for button in page.findChildren(QPushButton)
                if not button.accessibleName() and not button.text()]
    assert nameless == []
    assert page.findChildren(Badge)


def _button(page: ReviewPage, name: str) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton)
                if button.accessibleName() == name and not button.isHidden())
