"""Taking over a table in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Note
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.domain.table_import import TableImport
from streetlaw.services.importing.report import ImportReport
from streetlaw.services.listing import Draft
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress
from streetlaw.ui import files
from streetlaw.ui.importing import page as import_page
from streetlaw.ui.importing import words_step
from streetlaw.ui.importing.match_rows import MatchRow
from streetlaw.ui.importing.page import CHECK, COLUMNS, DONE, FILE, WORDS, ImportPage
from streetlaw.ui.parts.text import Elided
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

HEADER = ("Client ID", "Sex", "Client group", "Date of incident", "Type of violation", "Perpetrator", "Шляпа")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A workbook of four rows: a good one, one with a strange word, one with a wrong date, an empty one."""
    book = Workbook()
    book.active.title = "2026"
    for row in (HEADER, ("A1", "female", "PWID", "03.02.2026", "extortion", "police", "x"),
                ("A2", "male", "PWID", "04.02.2026", "extortion", "опер", ""),
                ("A3", "male", "PWID", "31.02.2026", "extortion", "police", ""), ("",) * 7):
        book.active.append(row)
    book.create_sheet("пусто")
    path = tmp_path / "register.xlsx"
    book.save(path)
    return path


@pytest.fixture
def page(shell: Shell, register: Path, monkeypatch: pytest.MonkeyPatch) -> ImportPage:
    monkeypatch.setattr(files, "ask_which_file", lambda *_: register)
    shell.navigator.go(Route("import"))
    found = shell.navigator.page
    assert isinstance(found, ImportPage)
    return found


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def row(page: ImportPage, name: str) -> MatchRow:
    return next(found for found in page.findChildren(MatchRow)
                if found.choice.accessibleName().endswith(name) and found.isVisibleTo(page))


def choose(qtbot: QtBot, found: MatchRow, key: str) -> None:
    """Choose by the keyboard, as a person without a mouse would."""
    target = found.choice.findData(key)
    found.choice.setCurrentIndex(target)
    found.choice.activated.emit(target)


def through_to_check(page: ImportPage, qtbot: QtBot) -> None:
    press(qtbot, page.file.choose)
    press(qtbot, page.next)
    assert page.steps.current() == COLUMNS
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: page.steps.current() == WORDS)
    choose(qtbot, row(page, "опер"), "police")
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: page.steps.current() == CHECK)


def test_a_register_goes_from_the_file_to_the_vault_and_back(page: ImportPage, qtbot: QtBot,
                                                             memory_vault: MemoryVault) -> None:
    through_to_check(page, qtbot)
    assert page.check.model.rowCount() == 1
    assert page.check.model.index(0, 0).data() == "4"
    assert not page.next.isEnabled()
    assert page.reason.text()
    qtbot.mouseClick(page.check.skip, Qt.MouseButton.LeftButton, pos=page.check.skip.rect().center())
    page.check.skip.setChecked(True)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: page.steps.current() == DONE)
    with memory_vault.work() as work:
        assert (work.count(Client), work.count(Incident), work.count(TableImport)) == (2, 2, 1)
        assert {i.acts[0].involvements[0].perpetrator for i in work.list(Incident)} == {"police"}
    press(qtbot, page.done.undo)
    qtbot.waitUntil(lambda: page.steps.current() == FILE)
    with memory_vault.work() as work:
        assert (work.count(Client), work.count(TableImport)) == (0, 0)
    page.desk.undo()  # the taking back is an action like any other
    qtbot.waitUntil(lambda: _count(memory_vault) == 2)


def _count(vault: MemoryVault) -> int:
    with vault.work() as work:
        return work.count(Client)


def test_what_was_worked_on_is_asked_about(page: ImportPage, qtbot: QtBot, memory_vault: MemoryVault,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    through_to_check(page, qtbot)
    page.check.skip.setChecked(True)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: page.steps.current() == DONE)
    with memory_vault.work() as work:
        work.add(Note(client_id=work.list(Client)[0].id, text="later"))
        work.commit("noted")
    asked: list[str] = []

    def agree(_parent: object, _title: str, text: str, **_words: str) -> bool:
        asked.append(text)
        return True
    monkeypatch.setattr(import_page, "ask", agree)
    press(qtbot, page.done.undo)
    qtbot.waitUntil(lambda: page.steps.current() == FILE)
    assert len(asked) == 1
    assert _count(memory_vault) == 1


def test_a_file_dropped_on_the_page_is_read(page: ImportPage, qtbot: QtBot, register: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(register))])
    page.file.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                   Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(page.next.isEnabled)
    assert page.file.sheet.count() == 2


def test_another_sheet_is_read_and_an_empty_one_leads_nowhere(page: ImportPage, qtbot: QtBot) -> None:
    press(qtbot, page.file.choose)
    qtbot.waitUntil(page.next.isEnabled)
    page.file.sheet.textActivated.emit("пусто")
    qtbot.waitUntil(lambda: not page.next.isEnabled() and not page.progress.is_under_way)


def test_no_column_read_means_no_way_on(page: ImportPage, qtbot: QtBot) -> None:
    press(qtbot, page.file.choose)
    press(qtbot, page.next)
    for name in HEADER[:-1]:
        choose(qtbot, row(page, name), "")
    assert not page.next.isEnabled()
    choose(qtbot, row(page, "Шляпа"), "remarks")
    assert page.next.isEnabled()
    press(qtbot, page.back)
    assert page.steps.current() == FILE


def test_what_was_said_of_columns_and_words_is_a_draft(page: ImportPage, qtbot: QtBot, shell: Shell,
                                                       memory_vault: MemoryVault) -> None:
    through_to_check(page, qtbot)
    press(qtbot, page.back)
    assert page.steps.current() == COLUMNS
    choose(qtbot, row(page, "Шляпа"), "remarks")
    page.keeper.keep()
    qtbot.waitUntil(lambda: not page.keeper.is_dirty)
    shell.navigator.go(Route("clients"))
    again = ImportPage(shell.desk, shell.navigator)
    qtbot.addWidget(again)
    again.open(Route("import"))
    qtbot.waitUntil(lambda: again.steps.current() == COLUMNS)
    assert again._plan.columns["Шляпа"] == "remarks"
    assert again._plan.meaning("perpetrators", "опер") == "police"
    (draft,) = drafts_of(memory_vault)
    assert "A1" not in draft.values
    press(qtbot, again.next)
    qtbot.waitUntil(lambda: again.steps.current() == CHECK)
    again.check.skip.setChecked(True)
    press(qtbot, again.next)
    qtbot.waitUntil(lambda: again.steps.current() == DONE and not drafts_of(memory_vault))


def drafts_of(vault: MemoryVault) -> Sequence[Draft]:
    with vault.work() as work:
        return work.drafts()


def test_the_draft_outlives_its_file(page: ImportPage, qtbot: QtBot, register: Path) -> None:
    press(qtbot, page.file.choose)
    press(qtbot, page.next)
    choose(qtbot, row(page, "Шляпа"), "remarks")
    page.keeper.keep()
    moved = register.rename(register.with_name("moved.xlsx"))
    with qtbot.waitSignal(page.message_shown):
        page.open(Route("import"))
    assert not page.next.isEnabled()
    page._take(moved)
    qtbot.waitUntil(page.next.isEnabled)
    assert page._plan.columns["Шляпа"] == "remarks"


def test_a_file_that_cannot_be_read_takes_the_one_before_away(page: ImportPage, qtbot: QtBot,
                                                              register: Path) -> None:
    press(qtbot, page.file.choose)
    qtbot.waitUntil(page.next.isEnabled)
    rubbish = register.with_name("other.csv")
    rubbish.write_bytes(b"%PDF-1.4")
    with qtbot.waitSignal(page.message_shown):
        page._take(rubbish)
    assert not page.next.isEnabled()
    assert page._rows == ()


def test_names_in_the_table_are_hidden_like_all_names(page: ImportPage, qtbot: QtBot, register: Path) -> None:
    table = register.with_name("names.csv")
    table.write_text("ФИО,Пол,Кто-то\nАсанов Айбек,муж,Болот\n", encoding="utf-8")
    page._take(table)
    press(qtbot, page.next)

    def said() -> set[str]:
        return {text.text() for found in page.findChildren(MatchRow) for text in found.findChildren(Elided)}
    assert said() == {"ФИО", "Пол", "Кто-то", "муж", "hidden"}
    page.desk.names.toggle()
    qtbot.waitUntil(lambda: {"Асанов Айбек", "Болот"} <= said())


def test_words_beyond_the_first_page_are_asked_for_too(page: ImportPage, qtbot: QtBot, register: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_page, "MOST", 1)
    monkeypatch.setattr(words_step, "MOST", 1)
    table = register.with_name("words.csv")
    table.write_text("ФИО,Нарушитель\nА Б,совсем\nВ Г,иное\n", encoding="utf-8")
    page._take(table)
    press(qtbot, page.next)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: page.steps.current() == WORDS)
    choose(qtbot, row(page, "совсем"), "police")
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: any(one.choice.accessibleName().endswith("иное")
                                for one in page.findChildren(MatchRow)))
    assert page.steps.current() == WORDS
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: page.steps.current() == CHECK)
    assert page.check.model.rowCount() == 1


def test_storing_can_be_cancelled(page: ImportPage, qtbot: QtBot, memory_vault: MemoryVault,
                                  monkeypatch: pytest.MonkeyPatch) -> None:
    through_to_check(page, qtbot)
    page.check.skip.setChecked(True)
    stored = import_page.store_skipping

    def cancelled_first(work: Work, report: ImportReport, file: str, *, progress: Progress) -> Outcome:
        page.cancel()
        return stored(work, report, file, progress=progress)
    monkeypatch.setattr(import_page, "store_skipping", cancelled_first)
    press(qtbot, page.next)
    qtbot.waitUntil(lambda: not page.progress.is_under_way)
    assert page.steps.current() == CHECK
    assert _count(memory_vault) == 0


def test_rubbish_is_refused_and_the_page_goes_on(page: ImportPage, qtbot: QtBot, register: Path) -> None:
    register.write_bytes(b"rubbish")
    with qtbot.waitSignal(page.message_shown):
        press(qtbot, page.file.choose)
    assert page.file.choose.isEnabled()
    assert page.steps.current() == FILE
