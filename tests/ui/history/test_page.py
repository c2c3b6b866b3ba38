"""The history of a record on the screen: newest first, and nothing of a name until it is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Note
from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client, Risk
from streetlaw.domain.incident import Incident
from streetlaw.domain.withheld import Withheld
from streetlaw.services.clients import save_client
from streetlaw.services.listing import LogQuery
from streetlaw.services.names import show_names
from streetlaw.services.withholding import pieces
from streetlaw.ui import files
from streetlaw.ui.cases.copy import CopyQuestion
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.desk import Desk
from streetlaw.ui.history.page import PIECE, HistoryPage
from streetlaw.ui.incidents.editor import IncidentEditor
from streetlaw.ui.parts.timeline import TimelineItem
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.cases import story


@pytest.fixture
def told(memory_vault: MemoryVault) -> MemoryVault:
    story.fill(memory_vault)
    with memory_vault.work() as work:
        client = work.get(Client, story.CLIENT)
        other = Risk.LOW if client.risk is not Risk.LOW else Risk.HIGH
        save_client(work, replace(client, phone="0777 314159", risk=other, remarks="сөз " * 90))
    with memory_vault.work() as work:
        work.change(replace(work.get(Case, story.CASE), status=CaseStatus.REVIEW))
        work.commit("case.saved")
    with memory_vault.work() as work:
        show_names(work, story.CLIENT)
    return memory_vault


@pytest.fixture
def page(told: MemoryVault, shell: Shell, qtbot: QtBot) -> HistoryPage:
    shell.navigator.go(Route("history", story.CLIENT, extra={"kind": "client"}))
    shown = shell.navigator.page
    assert isinstance(shown, HistoryPage)
    qtbot.waitUntil(lambda: bool(items(shown)))
    return shown


def items(page: HistoryPage) -> list[str]:
    found = page.timeline.findChildren(TimelineItem)
    return [item.accessibleName() for item in found if item.isVisibleTo(page)]


def test_it_tells_what_was_done_and_what_changed(page: HistoryPage) -> None:
    shown, case, client, *_ = items(page)
    assert "The name was shown" in shown
    assert "State: " in case
    assert " → In review" in case
    assert "Risk: " in client
    assert "Telephone: changed, hidden" in client
    assert "314159" not in " ".join(items(page))


def test_names_are_there_while_they_are_shown(page: HistoryPage, desk: Desk, qtbot: QtBot) -> None:
    desk.names.show(story.CLIENT)
    qtbot.waitUntil(lambda: "0777 314159" in " ".join(items(page)))
    assert " ".join(items(page)).count("сөз") < 60, "long values are shortened"
    desk.names.hide_all()
    qtbot.waitUntil(lambda: bool(items(page)))
    assert "314159" not in " ".join(items(page))


def test_the_filter_shows_one_kind(page: HistoryPage, qtbot: QtBot) -> None:
    page.filter.choose(("seen",))
    page.filter.changed.emit(("seen",))
    qtbot.waitUntil(lambda: len(items(page)) == 1)
    assert "The name was shown" in items(page)[0]
    page.filter.choose(("erased",))
    page.filter.changed.emit(("erased",))
    qtbot.waitUntil(lambda: not items(page))


def test_earlier_events_come_when_asked_for(told: MemoryVault, shell: Shell, qtbot: QtBot) -> None:
    for _ in range(PIECE):
        with told.work() as work:
            show_names(work, story.CLIENT)
    shell.navigator.go(Route("history", story.CLIENT, extra={"kind": "client"}))
    page = shell.navigator.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: len(items(page)) == PIECE)
    page.earlier.click()
    qtbot.waitUntil(lambda: len(items(page)) > PIECE + 3)


def test_a_page_of_a_record_leads_to_its_history_and_back(told: MemoryVault, shell: Shell,
                                                         qtbot: QtBot) -> None:
    with told.work() as work:
        incident = work.list(Incident, client_id=story.CLIENT)[0]
    shell.navigator.go(Route("incident", incident.id))
    editor = shell.navigator.page
    assert isinstance(editor, IncidentEditor)
    qtbot.waitUntil(lambda: editor.history.isVisibleTo(shell))
    editor.history.click()
    page = shell.navigator.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: bool(items(page)))
    assert page.kind == "incident"
    shell.navigator.back()
    assert shell.navigator.route == Route("incident", incident.id)


def test_a_copy_of_everything_is_made_for_the_person(told: MemoryVault, shell: Shell, qtbot: QtBot,
                                                     tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.navigator.go(Route("client", story.CLIENT))
    page = shell.navigator.page
    assert isinstance(page, ClientPage)
    qtbot.waitUntil(lambda: page.read is not None)

    with told.work() as work:
        note = work.list(Note, client_id=story.CLIENT)[0]
        kept_back = next(pieces(note.text))
    target = tmp_path / "copy.zip"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: target)
    next(one for one in page.deeds.menu.actions() if one.text().startswith("Copy of everything")).trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(CopyQuestion)))
    (question,) = page.findChildren(CopyQuestion)
    box = next(box for box in question.preview._boxes if box.text(0) == kept_back)
    assert question.reason_field.isHidden()
    box.setCheckState(0, Qt.CheckState.Unchecked)
    assert not question.reason_field.isHidden()
    question.accept()
    assert question.isVisible(), "a reason is missing"
    question.reason.setText("about a neighbour")
    question.with_files.setChecked(True)
    question.language.choose("ky")
    question.accept()
    qtbot.waitUntil(lambda: logged(told) == "client.copied")
    with ZipFile(target) as archive:
        assert archive.namelist()[:2] == ["copy.pdf", "copy.json"]
        assert archive.namelist()[2].startswith("files/001")
        data = archive.read("copy.json").decode()
    assert kept_back not in data
    assert "about a neighbour" in data
    with told.work() as work:
        assert [one.reason for one in work.list(Withheld, client_id=story.CLIENT)] == ["about a neighbour"]


def logged(vault: MemoryVault) -> str:
    with vault.work() as work:
        return work.log(LogQuery(limit=1))[0].name
