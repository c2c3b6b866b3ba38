"""The forms of the client page: notes, steps, consents, the person, the case and its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Action, Answer, Note, NoteKind
from streetlaw.domain.case import Case, CaseOutcome, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.services.actions import save_action
from streetlaw.ui.cases.consents import Consents
from streetlaw.ui.cases.details import CaseDetails
from streetlaw.ui.cases.notes import Notes
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.cases.person import Person
from streetlaw.ui.cases.view import View
from streetlaw.ui.desk import Desk
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.cases import story
from tests.ui.cases.conftest import Kept, Open

Type = Callable[[QWidget, str], None]
V = TypeVar("V", bound=View)


def view(page: ClientPage, kind: type[V], key: str) -> V:
    found = page.view(key)
    assert isinstance(found, kind)
    return found


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def button(qtbot: QtBot, within: QWidget, text: str) -> QPushButton:
    """The button of that text, once it is on the screen."""
    def shown() -> list[QPushButton]:
        return [b for b in within.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


# ── Notes and steps ─────────────────────────────────────────────────────────────────────────────────────


def test_a_note_is_typed_saved_and_taken_back(open_page: Open, kept: Kept, desk: Desk, type_text: Type,
                                              qtbot: QtBot) -> None:
    page = open_page("overview")
    press(qtbot, page.header.note)
    qtbot.waitUntil(lambda: page.shown.tab == "notes")
    form = view(page, Notes, "notes").form
    type_text(form.text, "Жолугушту, өтүнүч жазды")
    form.minutes.setValue(35)
    press(qtbot, form.kind.segment("call"))
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: len(kept(Note)) == 3)
    note = next(note for note in kept(Note) if note.minutes == 35)
    assert (note.text, note.kind, note.case_id) == ("Жолугушту, өтүнүч жазды", NoteKind.CALL, story.CASE)
    qtbot.waitUntil(lambda: not form.text.toPlainText())
    desk.undo()
    qtbot.waitUntil(lambda: len(kept(Note)) == 2)


def test_an_empty_note_says_so_at_its_field(open_page: Open, qtbot: QtBot) -> None:
    form = view(open_page("notes"), Notes, "notes").form
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: "empty" in form.fields["text"].error())


def test_a_note_that_was_begun_waits_as_a_draft(open_page: Open, told: MemoryVault, shell: Shell,
                                                type_text: Type, qtbot: QtBot) -> None:
    form = view(open_page("notes"), Notes, "notes").form
    with qtbot.waitSignal(form.keeper.kept):
        type_text(form.text, "Жарым")
    with told.work() as work:
        drafts = [draft.key for draft in work.drafts()]
    assert drafts == [str(Route("client", story.CLIENT, "notes"))]
    shell.navigator.rebuild()
    again = shell.navigator.page
    assert isinstance(again, ClientPage)
    qtbot.waitUntil(lambda: view(again, Notes, "notes").form.text.toPlainText() == "Жарым")


def test_a_note_is_put_right(open_page: Open, kept: Kept, qtbot: QtBot) -> None:
    notes = view(open_page("notes"), Notes, "notes")
    wrong = next(note for note in kept(Note) if note.kind is NoteKind.CALL)
    notes.form.edit(wrong)
    notes.form.text.setPlainText("Put right")
    press(qtbot, notes.form.save)
    qtbot.waitUntil(lambda: "Put right" in {note.text for note in kept(Note)})
    after = next(note for note in kept(Note) if note.id == wrong.id)
    assert (after.written, after.minutes, after.revision) == (wrong.written, wrong.minutes, 2)


def test_a_step_is_recorded_with_its_answer(open_page: Open, kept: Kept, qtbot: QtBot) -> None:
    notes = view(open_page("notes"), Notes, "notes")
    press(qtbot, notes.add)
    form = notes.action_form
    form.authority.setText("Prosecutor")
    form.number.setText("12-7")
    form.days["done_on"].setText("20.11.2026")
    form.days["answered_on"].setText("11.2026")
    press(qtbot, form.save)
    assert "day is needed" in form.fields["answered_on"].error()
    form.days["answered_on"].setText("19.11.2026")
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: bool(form.fields["answered_on"].error()))
    form.days["answered_on"].setText("23.11.2026")
    form.answer.setCurrentIndex(form.answer.findData(Answer.FAVOURABLE))
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: any(action.authority == "Prosecutor" for action in kept(Action)))
    qtbot.waitUntil(lambda: not form.isVisible())
    action = next(action for action in kept(Action) if action.authority == "Prosecutor")
    assert (action.registration_no, action.answer) == ("12-7", Answer.FAVOURABLE)


# ── Consents ────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_typed_over_a_step_that_changed_can_still_be_saved(
        open_page: Open, kept: Kept, told: MemoryVault, desk: Desk, qtbot: QtBot) -> None:
    notes = view(open_page("notes"), Notes, "notes")
    step = kept(Action)[0]
    notes.action_form.edit(step)
    notes.action_form.number.setText("12-7")
    with qtbot.waitSignal(desk.changed):
        desk.run(save_action, replace(step, remarks="elsewhere"), owner=desk)
    qtbot.waitUntil(lambda: any(one.remarks == "elsewhere" for one in notes.read.file.actions)
                    if notes.read else False)
    assert notes.action_form.number.text() == "12-7"
    press(qtbot, notes.action_form.save)
    qtbot.waitUntil(lambda: any(one.registration_no == "12-7" for one in kept(Action)))


def test_an_answer_is_recorded_with_the_text_that_was_read(open_page: Open, kept: Kept, desk: Desk,
                                                           qtbot: QtBot) -> None:
    form = view(open_page("consents"), Consents, "consents").form
    form.ask(Purpose.HEALTH_DATA)
    press(qtbot, form.language.segment("ru"))
    text = desk.pack.consents[Purpose.HEALTH_DATA]
    assert form.said.text() == text.texts["ru"]
    press(qtbot, form.save)
    assert form.fields["answer"].error()
    press(qtbot, form.answer.segment("given"))
    form.expires.setText("31.12.2026")
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: any(c.purpose is Purpose.HEALTH_DATA for c in kept(Consent)))
    consent = next(c for c in kept(Consent) if c.purpose is Purpose.HEALTH_DATA)
    assert (consent.text_version, consent.language, consent.how) == (text.code, "ru", "oral")
    assert str(consent.expires_on) == "2026-12-31"


def test_a_consent_for_one_attorney_may_be_limited(open_page: Open, kept: Kept, qtbot: QtBot) -> None:
    form = view(open_page("consents"), Consents, "consents").form
    form.ask(Purpose.SUPERVISOR, story.COUNSEL)
    press(qtbot, form.answer.segment("given"))
    press(qtbot, form.parts.chip("name"))
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: any(c.recipient == story.COUNSEL for c in kept(Consent)))
    assert next(c for c in kept(Consent) if c.recipient).fields == ("name",)


def test_a_consent_is_taken_back_and_that_can_be_undone(open_page: Open, kept: Kept, desk: Desk,
                                                        qtbot: QtBot) -> None:
    page = open_page("consents")
    press(qtbot, button(qtbot, view(page, Consents, "consents").list, "Take back"))
    qtbot.waitUntil(lambda: any(c.state is ConsentState.WITHDRAWN for c in kept(Consent)))
    qtbot.waitUntil(lambda: "withdrawn" in page.standing.consents.accessibleName())
    desk.undo()
    qtbot.waitUntil(lambda: not any(c.state is ConsentState.WITHDRAWN for c in kept(Consent)))


# ── The person ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_persons_data_are_changed(open_page: Open, kept: Kept, shell: Shell, qtbot: QtBot) -> None:
    person = view(open_page("person"), Person, "person")
    person.person.given_name.setText("Айгерим")
    press(qtbot, person.save)
    qtbot.waitUntil(lambda: kept(Client)[0].given_name == "Айгерим")
    qtbot.waitUntil(lambda: shell.navigator.route.tab == "overview")
    assert kept(Client)[0].region


def test_a_name_on_a_code_only_client_is_refused_at_its_field(open_page: Open, kept: Kept,
                                                              qtbot: QtBot) -> None:
    person = view(open_page("person"), Person, "person")
    person.person.family_name.setText("")
    person.person.given_name.setText("")
    press(qtbot, person.save)
    qtbot.waitUntil(lambda: bool(person.person._fields["family_name"].error()))
    assert kept(Client)[0].family_name


# ── The case ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_case_is_changed(open_page: Open, kept: Kept, shell: Shell, qtbot: QtBot) -> None:
    form = view(open_page("case"), CaseDetails, "case").form
    assert form.supervisor.currentData() == story.COUNSEL
    form.wish.setPlainText("An apology")
    press(qtbot, form.status.segment("open"))
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: kept(Case)[0].wish == "An apology")
    assert kept(Case)[0].status is CaseStatus.OPEN
    qtbot.waitUntil(lambda: shell.navigator.route.tab == "overview")


def test_the_summary_points_at_what_looks_like_a_name(open_page: Open) -> None:
    form = view(open_page("case"), CaseDetails, "case").form
    assert not form.warning.isVisible()
    form.summary.setPlainText("The officer Асанов Бакыт called 0700 123456.")
    assert form.warning.isVisible()
    assert "a telephone number" in form.warning.text()
    assert "a name" in form.warning.text()


def test_a_case_ends_only_with_what_came_of_it(open_page: Open, kept: Kept, desk: Desk,
                                               qtbot: QtBot) -> None:
    page = open_page("case", part="end")
    end = view(page, CaseDetails, "case").end
    press(qtbot, button(qtbot, end, "Close the case"))
    qtbot.waitUntil(lambda: bool(end.fields["outcome"].error()))
    end.outcome.setCurrentIndex(end.outcome.findData(CaseOutcome.PARTLY))
    press(qtbot, end.status.chip("partial"))
    press(qtbot, end.satisfaction.segment("4"))
    press(qtbot, button(qtbot, end, "Close the case"))
    qtbot.waitUntil(lambda: not kept(Case)[0].status.is_open)
    case = kept(Case)[0]
    assert (case.status, case.outcome, case.satisfaction) == (CaseStatus.PARTIAL, CaseOutcome.PARTLY, 4)
    press(qtbot, button(qtbot, end, "Take the case up again"))
    qtbot.waitUntil(lambda: kept(Case)[0].status is CaseStatus.OPEN)


def test_what_was_chosen_for_the_end_of_a_case_waits_as_a_draft(
        open_page: Open, told: MemoryVault, shell: Shell, kept: Kept, qtbot: QtBot) -> None:
    end = view(open_page("case", part="end"), CaseDetails, "case").end
    end.outcome.setCurrentIndex(end.outcome.findData(CaseOutcome.PARTLY))
    press(qtbot, end.status.chip("partial"))
    with qtbot.waitSignal(end.keeper.kept):
        press(qtbot, end.satisfaction.segment("4"))
    with told.work() as work:
        (draft,) = work.drafts()
    assert Route.parse(draft.key).extra == {"case": story.CASE, "part": "end"}
    shell.navigator.rebuild()
    page = shell.navigator.page
    assert isinstance(page, ClientPage)
    again = view(page, CaseDetails, "case").end
    qtbot.waitUntil(lambda: again.outcome.currentData() == CaseOutcome.PARTLY)
    assert (again.status.value(), again.satisfaction.value()) == (("partial",), "4")
    press(qtbot, button(qtbot, again, "Close the case"))
    qtbot.waitUntil(lambda: not kept(Case)[0].status.is_open)
    with told.work() as work:
        qtbot.waitUntil(lambda: not work.drafts())


def test_what_is_typed_over_a_case_that_changed_can_still_be_saved(open_page: Open, kept: Kept, desk: Desk,
                                                                   told: MemoryVault, qtbot: QtBot) -> None:
    page = open_page("case")
    form = view(page, CaseDetails, "case").form
    form.wish.setPlainText("Mine")
    with told.work() as work:
        case = work.get(Case, story.CASE)
        work.change(case)
        outcome = work.commit("elsewhere")
    desk.changed.emit(outcome)
    qtbot.waitUntil(lambda: form.base.revision == 2)
    assert form.wish.toPlainText() == "Mine"
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: kept(Case)[0].wish == "Mine")


def test_another_case_is_opened_and_shown(open_page: Open, kept: Kept, shell: Shell, qtbot: QtBot) -> None:
    page = open_page("case", case="new")
    form = view(page, CaseDetails, "case").form
    assert not form.matter.text()
    form.matter.setText("Passport")
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: len(kept(Case)) == 2)
    new = next(case for case in kept(Case) if case.matter == "Passport")
    qtbot.waitUntil(lambda: shell.navigator.route.extra == {"case": new.id})
