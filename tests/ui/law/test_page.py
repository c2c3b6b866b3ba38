"""The check from the first question to the application, and looking the law up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.client import Client, Residence
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.eligibility import Entitlement, Screening
from streetlaw.domain.paper import LegalAidApplication
from streetlaw.domain.record import PartialDate, Record
from streetlaw.domain.referral import Referral, ReferralKind
from streetlaw.services.consents import record_consent
from streetlaw.services.screening import ScreenClient, screen_client
from streetlaw.translation import use
from streetlaw.ui import files
from streetlaw.ui.law.entries import entries
from streetlaw.ui.law.page import LawPage
from streetlaw.ui.law.question import ChoiceRow, NumberRow, YesNoRow
from streetlaw.ui.law.sheet import APPLICATION, INCOME, RESULT, SITUATION
from streetlaw.ui.law.trust import Trust
from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Typed = Callable[[QWidget, str], None]
R = TypeVar("R", bound=Record)

OFFENCE = {"matter": "offence", "role": "charged", "detained": "first"}
RULED_OUT = {
    "matter": "civil", "residence": "citizen", "age": "50", "incapacity": "no", "hospitalisation": "no",
    "disability": "none", "mental_illness": "no", "ww2_veteran": "no", "domestic_violence": "no",
    "trafficked": "no", "pensioner": "no", "income": "300000"}
NOBODY = Route("law", tab="anonymous")


@pytest.fixture
def client(memory_vault: MemoryVault) -> Client:
    with memory_vault.work() as work:
        client = work.add(Client(code="4205-A", named=True, family_name="Токтогулова",
                                 residence=Residence.FOREIGN, birth_date=PartialDate("1992-03-01")))
        work.commit("added")
    return client


@pytest.fixture
def agreed(memory_vault: MemoryVault, client: Client) -> None:
    """The person agreed to everything the check may need."""
    consent(memory_vault, client, Purpose.REFER)
    consent(memory_vault, client, Purpose.HEALTH_DATA)


def consent(vault: MemoryVault, client: Client, purpose: Purpose,
            state: ConsentState = ConsentState.GIVEN) -> None:
    with vault.work() as work:
        record_consent(work, Consent(client_id=client.id, purpose=purpose, state=state))


def kept(vault: MemoryVault, kind: type[R]) -> list[R]:
    with vault.work() as work:
        return list(work.list(kind))


def begin(shell: Shell, qtbot: QtBot, route: Route) -> LawPage:
    """Opens the check and waits for its first question."""
    shell.navigator.go(route)
    page = cast(LawPage, shell.navigator.page)
    qtbot.waitUntil(lambda: not page.check.is_choosing)
    return page


def of(client: Client) -> Route:
    return Route("law", extra={"client": client.id})


def answer(page: LawPage, qtbot: QtBot, type_text: Typed, answers: dict[str, str]) -> None:
    """Answers in the interview's order, by mouse and keys, as far as a question is asked."""
    for part in (page.check.situation, page.check.income):
        for code, row in part.rows.items():
            if code not in answers or row.isHidden():
                continue
            if isinstance(row, ChoiceRow):
                qtbot.mouseClick(row.control.chip(answers[code]), Qt.MouseButton.LeftButton)
            elif isinstance(row, YesNoRow):
                qtbot.mouseClick(row.control.segment(answers[code]), Qt.MouseButton.LeftButton)
            elif isinstance(row, NumberRow):
                row.edit.clear()
                type_text(row.edit, answers[code])
                row.tell()
        page.check.go_on()


def test_from_the_first_question_to_the_referral(
    shell: Shell, client: Client, agreed: None, memory_vault: MemoryVault, qtbot: QtBot, type_text: Typed
) -> None:
    page = begin(shell, qtbot, of(client))
    check = page.check
    assert (page.heading.parent, page.heading.title) == ("4205-A", "Legal aid check")
    assert check.situation.rows["residence"].answer() == "foreign_citizen"
    assert check.situation.rows["age"].answer() == "34"
    answer(page, qtbot, type_text, OFFENCE | {"income": "141000"})
    assert check.step == RESULT
    assert check.result.answer.title.text() == "Likely entitled to qualified legal aid"
    badges = {view.result.category: view.badge.text() for view in check.result.reasons.reasons}
    assert badges == {"low_income": "Verify before use", "first_detention": "Old law: check",
                      "ofc_right": "Check again soon"}
    qtbot.waitUntil(lambda: check.application.paper.pages == 1)
    assert check.application.pdf.isHidden()
    check.result.papers.rows[0].box.click()
    qtbot.mouseClick(check.application.refer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.navigator.route.place == "referral")
    referral = kept(memory_vault, Referral)[0]
    assert shell.navigator.route.record_id == referral.id
    assert (referral.kind, referral.category) == (ReferralKind.LEGAL_AID, "low_income")
    assert referral.documents_ready == ("identity",)
    assert not referral.remarks
    screening = kept(memory_vault, Screening)[0]
    assert referral.screening_id == screening.id
    assert screening.given["income"] == "141000"
    with memory_vault.work() as work:
        assert not [draft for draft in work.drafts() if draft.key.startswith("law")]


def test_the_way_back_leads_to_the_application_and_its_paper(
    shell: Shell, client: Client, agreed: None, memory_vault: MemoryVault, qtbot: QtBot, type_text: Typed,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    make = PdfPapers.legal_aid_application

    def noted(self: PdfPapers, application: LegalAidApplication, *, language: str) -> bytes:
        names.append(application.name)
        return make(self, application, language=language)
    monkeypatch.setattr(PdfPapers, "legal_aid_application", noted)
    monkeypatch.setattr(dialog, "ask", lambda *_args, **_more: True)
    monkeypatch.setattr(files, "ask_where_to_save", lambda _parent, _title, name, *_kinds: tmp_path / name)
    page = begin(shell, qtbot, of(client))
    answer(page, qtbot, type_text, OFFENCE)
    page.deeds.refer()
    qtbot.waitUntil(lambda: shell.navigator.route.place == "referral")
    shell.navigator.back()
    pane = page.check.application
    qtbot.waitUntil(lambda: not pane.pdf.isHidden() and pane.paper.pages == 1)
    assert page.check.step == APPLICATION
    assert set(names) == {""}, "a hidden name stands in no preview"
    pane.language.segment("ky").click()
    qtbot.mouseClick(pane.pdf, Qt.MouseButton.LeftButton)
    saved = tmp_path / "4205-A-2026-11-24-ky.pdf"
    qtbot.waitUntil(saved.exists)
    assert saved.read_bytes().startswith(b"%PDF")
    assert names[-1] == "Токтогулова"
    rows = page.check.applying.papers.rows
    rows[0].box.click()
    rows[1].box.click()
    qtbot.waitUntil(lambda: kept(memory_vault, Referral)[0].documents_ready == ("identity", "case_paper"))


def test_a_check_without_a_client_leaves_nothing_behind(
    shell: Shell, memory_vault: MemoryVault, qtbot: QtBot, type_text: Typed
) -> None:
    page = begin(shell, qtbot, NOBODY)
    answer(page, qtbot, type_text, RULED_OUT)
    check = page.check
    assert check.interview.overall is Entitlement.NOT
    assert check.result.answer.title.text() == "Not entitled by these answers"
    assert check.result.answer.save.isHidden()
    assert check.result.papers.isHidden()
    assert check.application.refer.isHidden()
    assert check.application.paper.pages == 0
    shell.navigator.go(Route("law", tab="norms"))
    assert not kept(memory_vault, Screening)
    with memory_vault.work() as work:
        assert not work.drafts()


def test_without_answers_it_is_not_clear(shell: Shell, qtbot: QtBot) -> None:
    page = begin(shell, qtbot, NOBODY)
    page.check.go_on()
    assert page.check.step == INCOME
    page.check.go_on()
    assert page.check.result.answer.title.text() == "Not clear yet"
    assert not page.check.result.reasons.reasons
    unclear = page.check.result.reasons.folds[Entitlement.UNKNOWN]
    unclear.click()
    assert "Show what they are" not in unclear.accessibleName()
    page.check.result.answers.edit.click()
    assert page.check.step == SITUATION


def test_entitled_is_said_with_how_sure_it_is(shell: Shell, qtbot: QtBot, type_text: Typed) -> None:
    page = begin(shell, qtbot, NOBODY)
    answer(page, qtbot, type_text, {"matter": "criminal", "role": "suspect", "asks_counsel": "yes",
                                    "pensioner": "yes", "mental_illness": "yes"})
    reasons = {view.result.category: view for view in page.check.result.reasons.reasons}
    assert page.check.result.answer.title.text() == "Entitled to qualified legal aid"
    assert reasons["cpc_mandatory"].badge.text() == "Check again soon"
    assert reasons["mental_illness"].badge.text() == "Old law: check"
    assert "pensioner" not in reasons, "what nobody found in the law entitles to nothing"
    reasons["mental_illness"].row.click()
    assert "Law No. 201 of 2016" in reasons["mental_illness"].more.text()


def test_sensitive_questions_wait_for_the_consent(
    shell: Shell, client: Client, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    page = begin(shell, qtbot, of(client))
    situation = page.check.situation
    assert situation.rows["mental_illness"].isHidden()
    assert not situation.withheld.isHidden()
    assert situation.withheld.text().startswith("4 questions about health or private life")
    page.run(record_consent, Consent(client_id=client.id, purpose=Purpose.HEALTH_DATA))
    qtbot.waitUntil(lambda: not situation.rows["mental_illness"].isHidden())
    assert situation.withheld.isHidden()
    situation.consent_wanted.emit()
    assert shell.navigator.route == Route("client", client.id, "consents", {"purpose": "health_data"})


def test_a_refused_consent_is_said_and_no_paper_leaves(
    shell: Shell, client: Client, memory_vault: MemoryVault, qtbot: QtBot, type_text: Typed
) -> None:
    consent(memory_vault, client, Purpose.REFER, ConsentState.REFUSED)
    page = begin(shell, qtbot, of(client))
    pane = page.check.application
    answer(page, qtbot, type_text, OFFENCE)
    assert "has not agreed" in pane.notice.text()
    page.deeds.refer()
    qtbot.waitUntil(lambda: shell.navigator.route.place == "referral")
    shell.navigator.back()
    qtbot.waitUntil(lambda: pane.notice.text() == "The person said no. This does not leave.")
    assert pane.pdf.isHidden()
    qtbot.waitUntil(lambda: pane.paper.pages == 1)
    qtbot.mouseClick(pane.ask, Qt.MouseButton.LeftButton)
    assert shell.navigator.route == Route("client", client.id, "consents", {"purpose": "refer"})


def test_answers_are_kept_as_a_draft(
    shell: Shell, client: Client, memory_vault: MemoryVault, qtbot: QtBot, type_text: Typed
) -> None:
    page = begin(shell, qtbot, of(client))
    row = page.check.income.rows["income"]
    assert isinstance(row, NumberRow)
    qtbot.mouseClick(cast(ChoiceRow, page.check.situation.rows["matter"]).control.chip("civil"),
                     Qt.MouseButton.LeftButton)
    page.check.go_on()
    type_text(row.edit, "141000")
    shell.navigator.go(Route("clients"))
    with memory_vault.work() as work:
        qtbot.waitUntil(lambda: bool(work.drafts()))
        draft = work.drafts()[0]
    assert "Токтогулова" not in draft.values
    shell.navigator.go(Route("law"))
    page = begin(shell, qtbot, Route.parse(draft.key))
    assert page.check.step == INCOME
    assert page.check.interview.answers["income"] == "141000"
    assert row.edit.text() == "141,000"


def test_a_change_of_language_keeps_the_answers_of_nobody(
    shell: Shell, qtbot: QtBot, type_text: Typed
) -> None:
    page = begin(shell, qtbot, NOBODY)
    answer(page, qtbot, type_text, RULED_OUT)
    try:
        use("ru")
        shell.navigator.rebuild()
        again = cast(LawPage, shell.navigator.page)
        assert again is not page
        assert again.check.result.answer.title.text() == "По этим ответам права нет"
        assert dict(again.check.interview.answers) == RULED_OUT
    finally:
        use("en")


def test_the_result_is_kept_once_and_can_be_taken_back(
    shell: Shell, client: Client, memory_vault: MemoryVault, qtbot: QtBot, type_text: Typed
) -> None:
    page = begin(shell, qtbot, of(client))
    answer(page, qtbot, type_text, OFFENCE)
    save = page.check.result.answer.save
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not save.isEnabled())
    assert len(kept(memory_vault, Screening)) == 1
    page.desk.undo()
    qtbot.waitUntil(save.isEnabled)
    assert not kept(memory_vault, Screening)


def test_answers_of_an_earlier_check_can_be_taken_again(
    shell: Shell, client: Client, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    with memory_vault.work() as work:
        screen_client(work, ScreenClient(client_id=client.id, answers={"matter": "civil", "age": "30"}))
    page = begin(shell, qtbot, of(client))
    earlier = page.check.situation.earlier
    assert earlier.text() == "This person was asked before, on 24.11.2026."
    earlier.acted.emit()
    assert page.check.interview.answers["matter"] == "civil"
    assert page.check.interview.answers["age"] == "34", "the record is surer than an old answer"
    assert earlier.isHidden()


def test_whom_it_is_about_is_found_while_typing(
    shell: Shell, client: Client, qtbot: QtBot, type_text: Typed
) -> None:
    shell.navigator.go(Route("law"))
    page = cast(LawPage, shell.navigator.page)
    whom = page.check.whom
    type_text(whom.search.edit, "токто")
    qtbot.waitUntil(lambda: len(whom.rows) == 1)
    assert "Токтогулова" not in whom.rows[0].accessibleName()
    whom.search.submitted.emit()
    qtbot.waitUntil(lambda: not page.check.is_choosing)
    assert shell.navigator.route == of(client)
    qtbot.mouseClick(page.check.another, Qt.MouseButton.LeftButton)
    assert page.check.is_choosing
    qtbot.mouseClick(whom.nobody, Qt.MouseButton.LeftButton)
    assert shell.navigator.route == NOBODY


def test_a_person_who_is_gone_leads_back_to_the_choice(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("law", extra={"client": "f" * 32}))
    page = cast(LawPage, shell.navigator.page)
    with qtbot.waitSignal(page.message_shown):
        pass
    assert page.check.is_choosing


def test_norms_and_channels_are_searched_and_read_beside_the_list(
    shell: Shell, qtbot: QtBot, type_text: Typed
) -> None:
    shell.navigator.go(Route("law", tab="norms"))
    page = cast(LawPage, shell.navigator.page)
    browse = page.browse
    assert page.heading.note == "as of November 2026"
    type_text(browse.search.edit, "кыйноо")
    assert browse.list.current == "norm:KG-CRC-137"
    assert "norm:KG-CRC-189" not in [row.entry.key for row in browse.list.rows]
    row = browse.list.rows[0]
    assert [row.note[a:b] for a, b in row.note_spans] == ["Кыйноолор"]
    browse.search.left.emit()
    qtbot.keyClick(browse.list, Qt.Key.Key_End)
    assert browse.pane.entry is not None
    assert browse.pane.entry.key == browse.list.rows[-1].entry.key
    type_text(browse.list, "z")
    said = browse.search.text()
    assert said == "кыйнооz"
    assert browse.search.edit.hasFocus()
    assert browse.list.current == "norm:KG-CRC-137"
    browse.search.setText("небылица")
    assert browse._filled.currentWidget() is browse.nothing
    assert not [one for one in browse.pane.findChildren(Trust) if not one.isHidden()]
    browse.nothing.acted.emit()
    assert len(browse.list.rows) == len(entries(page.desk.pack, "en"))
    browse.search.setText("пыток")
    assert any("Closed, do not refer" in row.spoken for row in browse.list.rows)


def test_a_choice_of_kinds_narrows_and_says_what_it_hides(
    shell: Shell, qtbot: QtBot, type_text: Typed
) -> None:
    shell.navigator.go(Route("law", tab="norms"))
    browse = cast(LawPage, shell.navigator.page).browse
    qtbot.mouseClick(browse.kinds.chip("hotlines"), Qt.MouseButton.LeftButton)
    assert {row.entry.kind.value for row in browse.list.rows} == {"hotline"}
    type_text(browse.search.edit, "torture")
    assert not browse.list.rows
    assert "of other kinds match" in " ".join(label.text() for label in browse.nothing.findChildren(QLabel))


def test_every_entry_can_be_read(shell: Shell) -> None:
    shell.navigator.go(Route("law", tab="norms"))
    browse = cast(LawPage, shell.navigator.page).browse
    for row in browse.list.rows:
        browse.list.choose(row.entry.key)
        assert browse.pane.entry is row.entry
        said = " ".join(label.text() for label in browse.pane.findChildren(QLabel))
        assert row.entry.title in said
        assert "Source:" in said
        assert "Confidence" in said


def test_what_rests_on_a_statement_is_told_and_leads_there(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("law", tab="norms"))
    browse = cast(LawPage, shell.navigator.page).browse
    browse.list.choose("rule:civil_appeal")
    row = next(row for row in browse.pane.findChildren(ButtonRow) if "court" in row.accessibleName().lower())
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert browse.pane.entry is not None
    assert browse.pane.entry.key == "channel:civil_court"


def test_in_a_narrow_window_paper_and_details_come_into_the_page(
    shell: Shell, qtbot: QtBot, type_text: Typed
) -> None:
    shell.resize(1000, 700)
    page = begin(shell, qtbot, NOBODY)
    answer(page, qtbot, type_text, OFFENCE)
    assert not page.check.foot.isHidden()
    page.check.go_on()
    assert page.check.step == APPLICATION
    assert page.check.applying.isAncestorOf(page.check.application)
    shell.navigator.go(Route("law", tab="norms"))
    page.browse.list.choose("norm:KG-CRC-137")
    assert not page.browse.pane.isVisibleTo(page)
    qtbot.keyClick(page.browse.list, Qt.Key.Key_Return)
    assert page.browse.pane.isVisibleTo(page)
    page.browse.to_list.click()
    assert page.browse.list.isVisibleTo(page)


def test_one_pane_stands_beside_the_page_at_a_time(shell: Shell, qtbot: QtBot, type_text: Typed) -> None:
    page = begin(shell, qtbot, NOBODY)
    check = page.check
    panes = (check.about, check.so_far, check.application)
    assert [pane.isVisibleTo(page) for pane in panes] == [False, True, False]
    answer(page, qtbot, type_text, OFFENCE)
    assert [pane.isVisibleTo(page) for pane in panes] == [False, False, True]
    shell.resize(1000, 700)
    shell.resize(1366, 738)
    assert [pane.isVisibleTo(page) for pane in panes] == [False, False, True]
    page.tabs.setCurrentIndex(1)
    assert page.browse.pane.isVisibleTo(page)
    assert not check.application.isVisibleTo(page)
    page.tabs.setCurrentIndex(0)
    assert check.application.isVisibleTo(page)
    assert check.step == RESULT
