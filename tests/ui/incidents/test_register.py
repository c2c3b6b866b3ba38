from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.incident import Act, Incident, Verification
from streetlaw.domain.record import PartialDate
from streetlaw.packs import loader
from streetlaw.services.incidents import save_incident
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.editor import IncidentEditor
from streetlaw.ui.incidents.filters import since
from streetlaw.ui.incidents.model import CASE, CODE, DONE, REGION, STATE, WHEN
from streetlaw.ui.incidents.page import IncidentsPage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.incidents.conftest import CODE as AIDAS_CODE
from tests.ui.incidents.conftest import OTHER, OTHER_CODE

Typing = Callable[[QWidget, str], None]


@pytest.fixture
def page(shell: Shell, memory_vault: MemoryVault, stored: Incident, qtbot: QtBot) -> IncidentsPage:
    """The register with two incidents, one of them incomplete."""
    with memory_vault.work() as work:
        save_incident(work, Incident(
            client_id=OTHER, occurred=PartialDate("2026-10"), region="41711000000000",
            acts=(Act(violation="torture"),)))
    shell.navigator.go(Route("incidents"))
    page = shell.navigator.page
    assert isinstance(page, IncidentsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 and page.model.line(0) is not None)
    return page


def texts(page: IncidentsPage, row: int) -> list[str]:
    return [str(page.model.index(row, column).data() or "") for column in (CODE, WHEN, DONE, REGION, CASE)]


def shown(page: IncidentsPage, rows: int, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: page.model.rowCount() == rows and (not rows or page.model.line(0) is not None))
    return [texts(page, row)[0] for row in range(rows)]


def test_the_lines_hold_no_ground_and_no_name(page: IncidentsPage) -> None:
    code, when, done, region, case = texts(page, 0)
    assert (code, when, case) == (AIDAS_CODE, "20.11.2026", "In progress")
    assert "Extortion" in done
    assert "detention" in done
    assert region
    assert texts(page, 1)[:2] == [OTHER_CODE, "October 2026"]
    tip = page.model.index(0, DONE).data(Qt.ItemDataRole.ToolTipRole)
    everything = " ".join([*texts(page, 0), tip]).lower()
    assert "sex" not in everything
    assert "sample" not in everything
    said = [page.model.index(row, STATE).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert said == ["complete", "incomplete"]


def test_the_preview_follows_the_row_and_shows_no_ground(page: IncidentsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.preview.title.text() == AIDAS_CODE)
    labels = [label.text().lower() for label in page.preview.findChildren(QWidget) if hasattr(label, "text")
              and callable(label.text)]
    assert any("extortion" in text for text in labels)
    assert not any("sex" in text or "0700" in text for text in labels)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.preview.title.text() == OTHER_CODE)


def test_search_and_filters_narrow_the_register(page: IncidentsPage, type_text: Typing, qtbot: QtBot) -> None:
    type_text(page.search.edit, "stopped")
    assert shown(page, 1, qtbot) == [AIDAS_CODE]
    page.search.edit.clear()
    assert len(shown(page, 2, qtbot)) == 2
    page.filters.incomplete.click()
    assert shown(page, 1, qtbot) == [OTHER_CODE]
    page.filters.incomplete.click()
    assert len(shown(page, 2, qtbot)) == 2
    page.filters.region.choose("41702000000000")  # the rayon of the incident lies in it
    page.filters.changed.emit()
    assert shown(page, 1, qtbot) == [AIDAS_CODE]
    page.filters.violation.choose("torture")
    page.filters.changed.emit()
    assert shown(page, 0, qtbot) == []
    page.nothing.acted.emit()
    assert len(shown(page, 2, qtbot)) == 2


def test_enter_opens_the_incident_and_back_returns_to_the_row(
    page: IncidentsPage, shell: Shell, stored: Incident, qtbot: QtBot
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    opened = shell.navigator.page
    assert isinstance(opened, IncidentEditor)
    assert shell.navigator.route == Route("incident", stored.id)
    shell.navigator.back()
    assert shell.navigator.page is page
    assert page.table.currentIndex().row() == 0


def test_a_change_elsewhere_keeps_the_row(page: IncidentsPage, desk: Desk, qtbot: QtBot) -> None:
    page.table.selectRow(1)
    with qtbot.waitSignal(desk.changed):
        desk.run(save_incident, Incident(client_id=OTHER, occurred=PartialDate("2026-11-23")), owner=desk)
    shown(page, 3, qtbot)
    assert page.table.currentIndex().row() == 2


def test_what_was_searched_survives_a_rebuild(page: IncidentsPage, shell: Shell, qtbot: QtBot) -> None:
    page.search.setText("stopped")
    page.filters.violation.choose("extortion")
    state = page.state()
    again = IncidentsPage(page.desk, shell.navigator)
    qtbot.addWidget(again)
    again.restore(state)
    assert again.state() == state


def test_an_empty_register_offers_to_begin(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("incidents"))
    page = shell.navigator.page
    assert isinstance(page, IncidentsPage)
    qtbot.waitUntil(page.empty.isVisible)
    page.empty.acted.emit()
    assert shell.navigator.route == Route("incident")


def test_a_period_begins_with_its_month_or_year() -> None:
    day = date(2026, 11, 24)
    assert [since(period, day) for period in ("month", "quarter", "year", "")] == [
        "2026-11", "2026-10", "2026", ""]


def test_the_register_is_narrowed_by_time_and_shown_as_written(page: IncidentsPage, qtbot: QtBot) -> None:
    page.filters.when.choose("month")
    page.filters.changed.emit()
    assert shown(page, 1, qtbot) == [AIDAS_CODE]
    page.filters.clear()
    assert shown(page, 2, qtbot) == [AIDAS_CODE, OTHER_CODE]
    page.filters.written.click()
    qtbot.waitUntil(lambda: texts(page, 0)[0] == OTHER_CODE)
    page.order_by(WHEN)
    qtbot.waitUntil(lambda: texts(page, 0)[0] == OTHER_CODE and page.backwards)
    assert not page.filters.written.isChecked()


def test_chosen_incidents_are_verified_together_and_back(page: IncidentsPage, desk: Desk, qtbot: QtBot,
                                                         memory_vault: MemoryVault) -> None:
    def verified() -> list[Verification]:
        with memory_vault.work() as work:
            return [one.verification for one in work.list(Incident)]
    before = verified()
    page.model.choose_all(on=True)
    chip = page.choosing.bar.buttons[2]
    assert isinstance(chip, QPushButton)
    with qtbot.waitSignal(desk.changed):
        chip.menu().actions()[2].trigger()
    assert verified() == [Verification.DOCUMENTED] * 2
    desk.undo()
    qtbot.waitUntil(lambda: verified() == before)


def test_chosen_incidents_lead_to_a_review_of_their_cases(page: IncidentsPage, stored: Incident,
                                                          qtbot: QtBot) -> None:
    page.choosing.open_menu(stored.id, QPoint())
    assert page.choosing.menu is not None
    next(one for one in page.choosing.menu.actions() if one.text() == "Ask for a review").trigger()
    page.choosing.menu.hide()
    qtbot.waitUntil(lambda: page.navigator.route.place == "exchange")
    assert page.navigator.route.extra["cases"] == stored.case_id


def test_an_incident_abroad_is_told_in_the_words_of_that_law(
        shell: Shell, stored: Incident, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    law = loader.load("bg")
    memory_vault.packs["bg"] = law
    shell.desk.lands = {"bg": {"en": "Bulgaria"}}
    region = next(iter(law.regions))
    with memory_vault.work() as work:
        work.change(replace(stored, jurisdiction="bg", region=region))
        work.commit("incident.saved")
    shell.navigator.go(Route("incidents"))
    page = shell.navigator.page
    assert isinstance(page, IncidentsPage)
    name = law.label("regions", region, "en")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page.model.index(0, REGION).data() == name)
    assert "[" not in texts(page, 0)[2]

    def told() -> list[str]:
        return [label.text() for label in page.preview.findChildren(QLabel)]
    qtbot.waitUntil(lambda: "Bulgaria" in told())
    assert [text for text in told() if name in text]
    assert not [text for text in told() if "[" in text]
