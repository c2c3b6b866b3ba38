"""Nothing there: every list and page of a fresh folder says so in a sentence, and offers a step to take.

A filter that finds nothing says something else, and leads out of itself.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from streetlaw import ui
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.ui.page import Page
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.route import Route
from streetlaw.ui.sections import existing
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

NO_WORD = "xqjwvqj"
TRY = "Nobody found. Check the spelling, or begin with an intake."
BEGIN = "No clients yet. Begin with an intake: a name or only a code."


@dataclass(frozen=True, slots=True)
class Empty:
    """A place, what it says when there is nothing, and the button that leads on; `do` looks for something."""

    route: str
    says: str
    step: str
    do: Callable[[Any], object] | None = None


def for_nothing(page: Any) -> None:
    """Type what nothing is called, whatever the slips of the hand."""
    field = next(field for field in page.findChildren(SearchField) if field.isVisible())
    field.setText(NO_WORD)
    field.searched.emit(NO_WORD)


def only_erased(page: Any) -> None:
    """Ask a history for what was not done."""
    page.filter.chip("erased").click()


def only_what_was_erased(page: Any) -> None:
    """Ask the log of actions for what was not done."""
    block = page.blocks["log"]
    block.group.setCurrentIndex(block.group.findData("erased"))
    block.group.activated.emit(block.group.currentIndex())


NOTHING_YET = (
    Empty("today", "No open deadlines", "New incident"),
    Empty("clients", "No clients yet", "New client"),
    Empty("incidents", "No incidents yet", "New incident"),
    Empty("incident", BEGIN, "New client"),
    Empty("referrals", "Referrals will appear here", "New referral"),
    Empty("law", BEGIN, "Check without a client"),
    Empty("review", "Reviews appear here", "Take in a file"),
    Empty("exchange", "No file has left or come yet", "Take in a file…"),
    Empty("settings//people", "Nobody yet", "Add a card…"),
    Empty("import", "No file yet", "Choose a file…"),
)
"""A folder that was made just now."""

NOTHING_OF_A_PERSON = (
    Empty("client/{id}", "No open deadlines.", "Incident"),
    Empty("client/{id}/incidents", "No incident yet", "New incident"),
    Empty("client/{id}/referrals", "No referral yet", "New referral"),
    Empty("client/{id}/notes", "No notes yet", "Save the note"),
    Empty("client/{id}/notes", "Nothing recorded yet", "Record a step"),
    Empty("client/{id}/people", "Nobody yet beside the client", "Save"),
    Empty("client/{id}/documents", "No files yet", "Add files"),
    Empty("client/{id}/documents", "Nothing open", "Add files"),
)
"""Somebody whose file was opened, and no more."""

NOTHING_FOUND = (
    Empty("clients", "Nobody found", "Clear filters", for_nothing),
    Empty("incidents", "No incident found", "Clear filters", for_nothing),
    Empty("incident", TRY, "New client", for_nothing),
    Empty("law", TRY, "Check without a client", for_nothing),
    Empty("law//norms", "Nothing found", "Show everything", for_nothing),
    Empty("law//due", "Nothing found", "Show everything", for_nothing),
    Empty("history/{id}?kind=client", "Nothing of this kind yet", "Show everything", only_erased),
    Empty("settings//log", "Nothing of that kind", "Show everything", only_what_was_erased),
)
"""Looking for what is not there."""


@pytest.fixture
def person(memory_vault: MemoryVault) -> Client:
    with memory_vault.work() as work:
        new = OpenClient(client=Client(named=True, family_name="Ким"), consents=(), case=Case())
        return open_client(work, new).the(Client)


@pytest.fixture
def incident(memory_vault: MemoryVault, person: Client) -> Incident:
    with memory_vault.work() as work:
        made = work.add(Incident(client_id=person.id, case_id=work.list(Case)[0].id))
        work.commit("incident.added")
    return made


def offered(page: Page) -> list[str]:
    """What can be pressed on a page now, and at its top."""
    buttons = [*page.findChildren(QAbstractButton), *page.top_actions]
    return [button.text() for button in buttons if isinstance(button, QAbstractButton)
            if button.isVisible() and button.isEnabled() and button.text()]


def read(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def check(shell: Shell, qtbot: QtBot, empty: Empty, client_id: str = "") -> None:
    shell.navigator.go(Route.parse(empty.route.format(id=client_id)))
    page = cast(Page, shell.navigator.page)
    if empty.do is not None:
        qtbot.waitUntil(lambda: not page.patience.keys)
        assert empty.says not in read(page), "what is there is shown before"
        empty.do(page)
    qtbot.waitUntil(lambda: any(text.startswith(empty.says) for text in read(page)))
    assert empty.step in offered(page)


def name(empty: Empty) -> str:
    return f"{empty.route}: {empty.says}"


@pytest.mark.parametrize("empty", NOTHING_YET, ids=name)
def test_a_fresh_folder_says_what_is_not_there_yet_and_where_to_begin(
        shell: Shell, qtbot: QtBot, empty: Empty) -> None:
    check(shell, qtbot, empty)


@pytest.mark.parametrize("place", ["clients", "incidents"])
def test_no_pane_stands_beside_nothing(shell: Shell, memory_vault: MemoryVault, qtbot: QtBot,
                                       place: str) -> None:
    shell.navigator.go(Route(place))
    page = cast(Page, shell.navigator.page)
    assert page.inspector_shown, "there is room"
    qtbot.waitUntil(lambda: page.inspector is not None and page.inspector.isHidden())
    with memory_vault.work() as work:
        opened = open_client(work, OpenClient(client=Client(), consents=(), case=Case()))
        work.add(Incident(client_id=opened.the(Client).id, case_id=opened.the(Case).id))
        added = work.commit("incident.added")
    page.refresh(opened)
    page.refresh(added)
    qtbot.waitUntil(lambda: page.inspector is not None and page.inspector.isVisible())


@pytest.mark.parametrize("empty", NOTHING_OF_A_PERSON, ids=name)
def test_so_does_the_file_of_somebody_who_just_came(
        shell: Shell, person: Client, qtbot: QtBot, empty: Empty) -> None:
    check(shell, qtbot, empty, person.id)


@pytest.mark.parametrize("empty", NOTHING_FOUND, ids=name)
def test_a_search_for_what_is_not_there_says_so_and_leads_out(
        shell: Shell, incident: Incident, qtbot: QtBot, empty: Empty) -> None:
    check(shell, qtbot, empty, incident.client_id)


NOT_EMPTY = {
    "capture": "a form", "new-client": "a form", "referral": "a form", "fact-check": "a form about one fact",
    "merge": "asks about two people there are", "screening": "an answer that was kept",
    "newer-law": "asks for a file",
}
"""Places that are never empty, and why."""


def test_no_place_was_forgotten() -> None:
    told = {Route.parse(empty.route).place for empty in (*NOTHING_YET, *NOTHING_OF_A_PERSON, *NOTHING_FOUND)}
    assert set(existing()) == told | set(NOT_EMPTY)


WITHOUT_A_STEP = {
    "No referral is waiting": "good news on Today, beside the buttons that begin everything",
    "This file cannot be shown here": "a preview; a copy can be saved from the list",
    "This PDF asks for a password": "a preview of a file that is kept as it came",
    "This PDF is damaged": "a preview of a file that is kept as it came",
    "Nothing to check here": "all facts are fresh: there is nothing to do",
    "Nothing here yet": "a history with no line: every record has that of its beginning",
    "No referral found": "looked for in tests/ui/referrals",
    "No open case may go to this person now": "looked for in tests/journeys/test_window_refusals.py",
    "No case yet": "looked for below",
}
"""Signs of something empty that are not looked at here, and why."""


def test_somebody_without_a_case_is_led_to_open_one(
        shell: Shell, person: Client, qtbot: QtBot, memory_vault: MemoryVault) -> None:
    with memory_vault.work() as work:
        work.remove(work.list(Case)[0])
        work.commit("case.deleted")
    check(shell, qtbot, Empty("client/{id}/people", "No case yet", "Open a case"), person.id)


def titles() -> set[str]:
    """What every such sign in the window is called, read from the program."""
    found = set()
    for path in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EmptyState":
                found |= {leaf.value for leaf in ast.walk(node.args[1])
                          if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)}
    return found


def test_no_sign_of_something_empty_was_forgotten() -> None:
    told = {empty.says for empty in (*NOTHING_YET, *NOTHING_OF_A_PERSON, *NOTHING_FOUND)}
    assert titles() - told == set(WITHOUT_A_STEP)
