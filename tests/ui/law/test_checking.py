"""The list of what is to be checked, saying what a look gave, corrections and taking them back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, Span, Unit
from streetlaw.domain.fact import Confidence
from streetlaw.domain.fact_check import CheckResult, FactCheck
from streetlaw.exchange.suggestion import Suggestions
from streetlaw.services.deadlines import AddDeadline, add_deadline
from streetlaw.services.law.fact_checks import CheckFact, check_fact
from streetlaw.ui import files
from streetlaw.ui.law.browse import Browse
from streetlaw.ui.law.cells import ChoiceCell
from streetlaw.ui.law.due import DueList
from streetlaw.ui.law.due_model import STATE
from streetlaw.ui.law.fact_page import FactPage
from streetlaw.ui.law.page import LawPage
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Typed = Callable[[QWidget, str], None]
W = TypeVar("W", bound=QWidget)
LIST = Route("law", tab="due")
APPEAL = Route("fact-check", "kg:rules:civil_appeal")


@pytest.fixture
def deadline(memory_vault: MemoryVault) -> Deadline:
    with memory_vault.work() as work:
        client = work.add(Client(code="4205-A"))
        told = AddDeadline(client_id=client.id, rule="civil_appeal", base=date(2026, 11, 10))
        return add_deadline(work, told).the(Deadline)


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def opened(shell: Shell, qtbot: QtBot) -> DueList:
    shell.navigator.go(LIST)
    page = cast(LawPage, shell.navigator.page)
    qtbot.waitUntil(lambda: bool(page.due.model.facts))
    return page.due


def form(shell: Shell, qtbot: QtBot, route: Route = APPEAL) -> FactPage:
    shell.navigator.go(route)
    page = cast(FactPage, shell.navigator.page)
    qtbot.waitUntil(lambda: bool(page.cells))
    return page


def fill(page: FactPage, result: CheckResult, confidence: Confidence = Confidence.VERIFIED) -> None:
    page.result.choose(result)
    page.evidence.setPlainText("It says ten days")
    page.reference.setText("CPC, text of 1 November 2026")
    page.confidence.setCurrentIndex(page.confidence.findData(confidence.value))


def checks(vault: MemoryVault) -> list[FactCheck]:
    with vault.work() as work:
        return list(work.list(FactCheck))


def test_the_list_begins_with_what_open_deadlines_hang_on(
    shell: Shell, qtbot: QtBot, type_text: Typed, deadline: Deadline
) -> None:
    due = opened(shell, qtbot)
    assert due.model.facts[0].deadlines == 1
    assert all(one.is_overdue(shell.desk.today) for one in due.model.facts)
    next(action for action in due.kinds.menu().actions() if action.data() == "rules").trigger()
    assert {one.link.place for one in due.model.facts} == {"rules"}
    type_text(due.search.edit, "appeal civil")
    assert "civil_appeal" in [one.link.code for one in due.model.facts]
    type_text(due.search.edit, " nonsense")
    assert not due.model.facts
    assert due._filled.currentWidget() is due.not_found


def test_enter_leads_to_the_form_and_a_check_to_the_list(
    shell: Shell, qtbot: QtBot, memory_vault: MemoryVault, deadline: Deadline
) -> None:
    due = opened(shell, qtbot)
    before = len(due.model.facts)
    keys = [str(one.link.code) for one in due.model.facts]
    due.table.setCurrentIndex(due.model.index(keys.index("civil_appeal"), 0))
    qtbot.keyClick(due.table, Qt.Key.Key_Return)
    page = cast(FactPage, shell.navigator.page)
    qtbot.waitUntil(lambda: bool(page.cells))
    page.save.click()
    qtbot.waitUntil(lambda: bool(page._fields["evidence"].error()))
    fill(page, CheckResult.CONFIRMED)
    page.save.click()
    qtbot.waitUntil(lambda: bool(checks(memory_vault)))
    qtbot.waitUntil(lambda: shell.navigator.route == LIST)
    page_now = cast(LawPage, shell.navigator.page)
    qtbot.waitUntil(lambda: 0 < len(page_now.due.model.facts) < before)
    (check,) = checks(memory_vault)
    assert (check.result, check.checked_on) == (CheckResult.CONFIRMED, shell.desk.today)


def test_a_correction_tells_what_moves_and_holds_everywhere_marked_as_local(
    shell: Shell, qtbot: QtBot, memory_vault: MemoryVault, deadline: Deadline
) -> None:
    page = form(shell, qtbot)
    fill(page, CheckResult.CORRECTED)
    page.cells["amount"].setText("10")
    qtbot.waitUntil(lambda: "1 open deadline moves with this" in said(page.pane))
    page.save.click()
    qtbot.waitUntil(lambda: bool(checks(memory_vault)))
    qtbot.waitUntil(lambda: shell.desk.pack.rules["civil_appeal"].span == Span(10, Unit.CALENDAR_DAYS))
    shell.navigator.go(Route("law", tab="norms", extra={"statement": "rules:civil_appeal"}))

    def browse() -> Browse:
        return cast(LawPage, shell.navigator.page).browse  # built anew once the correction holds

    qtbot.waitUntil(lambda: browse().pane.entry is not None and "Corrected here" in said(browse().pane))
    row = next(row for row in browse().list.rows if row.entry.key == "rule:civil_appeal")
    assert row.local
    assert "CPC, text of 1 November 2026" in said(browse().pane)
    assert ", corrected here" in said(browse().pane)
    banner = next(each for each in browse().pane.findChildren(Banner) if "Corrected here" in said(each))
    banner.acted.emit()
    qtbot.waitUntil(lambda: shell.desk.pack.rules["civil_appeal"].span != Span(10, Unit.CALENDAR_DAYS))
    assert checks(memory_vault)[0].revoked_on == shell.desk.today


def test_whoever_checks_reads_first_what_the_law_data_says(shell: Shell, qtbot: QtBot) -> None:
    page = form(shell, qtbot)
    told = said(page.says)
    assert "Counted in calendar days" in told
    assert "How long 30" in told
    assert "Our time limits" not in told  # an empty cell says nothing
    assert "calendar_days" not in told


def test_cells_with_fixed_words_are_chosen(shell: Shell, qtbot: QtBot) -> None:
    page = form(shell, qtbot)
    unit = page.cells["unit"]
    assert isinstance(unit, ChoiceCell)
    assert (unit.text(), unit.currentText()) == ("calendar_days", "Calendar days")
    unit.setCurrentIndex(unit.findText("Working days"))
    assert unit.text() == "working_days"
    assert isinstance(page.cells["starts_next_day"], ChoiceCell)
    assert not isinstance(page.cells["amount"], ChoiceCell)
    channel = form(shell, qtbot, Route("fact-check", "kg:channels:prosecutor"))
    qtbot.waitUntil(lambda: "proceeding" in channel.cells)
    assert cast(ChoiceCell, channel.cells["proceeding"]).text() == "criminal"


def can_send(shell: Shell, text: str) -> bool:
    """The list of what was checked here, in the page that stands after the law moved, offers to send that."""
    page = shell.navigator.page
    if shell.navigator.route != LIST or not isinstance(page, LawPage) or page.due._found is None:
        return False
    page.due.when.choose(("checked",))
    page.due._show()
    return page.due.send.text() == text and page.due.send.isVisible()


def test_single_checks_are_ticked_and_a_correction_that_gave_way_is_marked(
    shell: Shell, qtbot: QtBot, memory_vault: MemoryVault
) -> None:
    tables = shell.desk.tools.law
    for code in ("civil_appeal", "prosecutor_file"):
        with memory_vault.work() as work:
            check_fact(work, tables, CheckFact(
                jurisdiction="kg", place="rules", code=code, result=CheckResult.CORRECTED,
                cells={"amount": "7"}, checked_on=shell.desk.today, evidence="It says seven", reference="CPC",
                confidence=Confidence.VERIFIED))
    with memory_vault.work() as work:
        gone = next(check for check in work.list(FactCheck) if check.code == "prosecutor_file")
        work.change(replace(gone, before=(("amount", "11"),)))
        work.commit("published")
    opened(shell, qtbot)
    qtbot.waitUntil(lambda: can_send(shell, "For the publisher: 2…"))
    due = cast(LawPage, shell.navigator.page).due
    state = [due.model.data(due.model.index(row, STATE)) for row in range(2)]
    assert state[0] == "Look again"
    assert "Look again" not in state[1:]
    qtbot.waitUntil(lambda: "How long 10" in said(due.pane))
    assert "The publisher has changed this" in said(due.pane)
    due.table.setFocus()
    qtbot.keyClick(due.table, Qt.Key.Key_Space)
    assert due.send.text() == "For the publisher: 1…"
    assert due._sendable() == ("kg", (gone.id,))
    qtbot.keyClick(due.table, Qt.Key.Key_Space)
    assert due.send.text() == "For the publisher: 2…"


def test_what_would_break_the_law_data_is_refused_with_its_line(
    shell: Shell, qtbot: QtBot, memory_vault: MemoryVault
) -> None:
    page = form(shell, qtbot)
    fill(page, CheckResult.CORRECTED)
    page.cells["unit"].setText("fortnights")
    with qtbot.waitSignal(page.message_shown) as shown:
        page.save.click()
    assert "rules.csv, line" in str(shown.args)
    assert "fortnights" in str(shown.args)
    assert not checks(memory_vault)


def test_who_could_not_find_out_states_no_confidence(
    shell: Shell, qtbot: QtBot, memory_vault: MemoryVault
) -> None:
    page = form(shell, qtbot, Route("fact-check", "kg:to_check:orphans"))
    page.result.choose(CheckResult.UNCLEAR)
    page._on_result()
    assert page._fields["confidence"].isHidden()
    page.evidence.setPlainText("The text could not be had")
    page.save.click()
    qtbot.waitUntil(lambda: bool(checks(memory_vault)))
    assert not checks(memory_vault)[0].cells


def test_an_unfinished_check_is_kept_as_a_draft(shell: Shell, qtbot: QtBot) -> None:
    page = form(shell, qtbot)
    fill(page, CheckResult.CORRECTED)
    page.cells["amount"].setText("11")
    shell.navigator.go(LIST)
    again = form(shell, qtbot)
    qtbot.waitUntil(lambda: again.cells["amount"].text() == "11")
    assert again.evidence.toPlainText() == "It says ten days"


def test_the_checks_shown_are_written_signed_for_the_publisher(
    shell: Shell, qtbot: QtBot, memory_vault: MemoryVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = opened(shell, qtbot)
    assert due.send.isHidden()
    page = form(shell, qtbot)
    fill(page, CheckResult.CORRECTED)
    page.cells["amount"].setText("10")
    page.save.click()
    qtbot.waitUntil(lambda: shell.desk.pack.rules["civil_appeal"].span == Span(10, Unit.CALENDAR_DAYS))
    qtbot.waitUntil(lambda: shell.navigator.route.place != "fact-check")
    opened(shell, qtbot)
    qtbot.waitUntil(lambda: can_send(shell, "For the publisher: 1…"))
    due = cast(LawPage, shell.navigator.page).due
    target = tmp_path / "suggestions.sls"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_given: target)
    due.send.click()
    qtbot.waitUntil(target.exists)
    (check,) = Suggestions().read(target.read_bytes()).checks
    assert dict(check.cells)["amount"] == "10"
