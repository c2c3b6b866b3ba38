from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client, Risk, SafeContact
from streetlaw.domain.code import code
from streetlaw.domain.deadline import Deadline
from streetlaw.ui.clients.model import CODE, DUE, NAME, RISK
from streetlaw.ui.clients.page import ClientsPage
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Typed = Callable[[QWidget, str], None]
SHOWN = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def people(memory_vault: MemoryVault) -> list[Client]:
    with memory_vault.work() as work:
        made = [
            work.add(Client(code=code(1000 + number), named=True, family_name=name, phone=f"0700 {number}",
                            risk=Risk.HIGH if number == 1 else Risk.LOW, last_contact=work.today,
                            safe_contact=SafeContact(when="после 18:00")))
            for number, name in enumerate(("Асанов", "Төлөгөнова", "Юсупов"))]
        for number, client in enumerate(made):
            status = CaseStatus.CLOSED if number == 2 else CaseStatus.OPEN
            case = work.add(Case(client_id=client.id, status=status))
            if number == 0:
                work.add(Deadline(client_id=client.id, case_id=case.id, title="жалоба", due=work.today))
        work.commit("people.added")
    return made


@pytest.fixture
def page(shell: Shell, people: list[Client], qtbot: QtBot) -> ClientsPage:
    shell.navigator.go(Route("clients"))
    page = cast(ClientsPage, shell.navigator.page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 and page.model.line(0) is not None)
    return page


def cell(page: ClientsPage, row: int, column: int, role: int = SHOWN) -> object:
    return page.model.data(page.model.index(row, column), role)


def row_of(page: ClientsPage, client: Client) -> int:
    return page.model.row_of(client.id)


def test_open_cases_are_listed_with_masked_names(page: ClientsPage, people: list[Client]) -> None:
    row = row_of(page, people[0])
    assert cell(page, row, CODE) == people[0].code
    assert cell(page, row, NAME) == "hidden"
    assert cell(page, row, NAME, Role.MASK) == 96
    assert cell(page, row, DUE) == "today"
    assert cell(page, row_of(page, people[1]), RISK, Qt.ItemDataRole.AccessibleTextRole)
    assert page.preview.isVisibleTo(page)


def test_names_are_shown_while_asked_for(page: ClientsPage, people: list[Client]) -> None:
    page.desk.names.show(people[0].id)
    assert cell(page, row_of(page, people[0]), NAME) == "Асанов"
    assert cell(page, row_of(page, people[1]), NAME) == "hidden"
    page.desk.names.hide_all()
    assert cell(page, row_of(page, people[0]), NAME) == "hidden"


@pytest.mark.parametrize("typed", ["төлө", "tolo", "1001", "0700 1"])
def test_search_follows_the_typing_in_any_script(page: ClientsPage, people: list[Client], qtbot: QtBot,
                                                 type_text: Typed, typed: str) -> None:
    type_text(page.search.edit, typed)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.record_id(0) == people[1].id


def test_nobody_found_offers_to_clear_the_filters(page: ClientsPage, qtbot: QtBot, type_text: Typed) -> None:
    type_text(page.search.edit, "нетникого")
    qtbot.waitUntil(lambda: page.nothing.isVisibleTo(page))
    page.nothing.acted.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


def test_arrow_and_enter_open_the_person(page: ClientsPage, people: list[Client], qtbot: QtBot) -> None:
    qtbot.keyClick(page.search.edit, Qt.Key.Key_Down)
    page.table.selectRow(row_of(page, people[1]))
    asked: list[Route] = []
    page.navigator.go = asked.append  # type: ignore[method-assign,assignment]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked == [Route("client", people[1].id)]


def test_the_row_stays_when_the_list_is_read_again(page: ClientsPage, people: list[Client], qtbot: QtBot,
                                                   memory_vault: MemoryVault) -> None:
    page.table.selectRow(row_of(page, people[1]))
    qtbot.waitUntil(lambda: page.state()["selected"] == people[1].id)
    page._ask()
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == row_of(page, people[1]))


def test_search_filters_and_row_survive_a_rebuild(page: ClientsPage, people: list[Client]) -> None:
    page.search.setText("төлө")
    page.filters.due.choose("today")
    kept = page.state()
    fresh = ClientsPage(page.desk, page.navigator)
    fresh.restore(kept)
    assert fresh.search.text() == "төлө"
    assert fresh.query().due == "today"
    fresh.deleteLater()


def test_the_preview_shows_safe_contact_and_never_a_name_unasked(page: ClientsPage, people: list[Client],
                                                                 qtbot: QtBot) -> None:
    page.table.selectRow(row_of(page, people[1]))
    qtbot.waitUntil(lambda: page.preview._code.text() == people[1].code)
    assert not page.preview._name.is_revealed()
    page.desk.names.show(people[1].id)
    assert page.preview._name.is_revealed()
