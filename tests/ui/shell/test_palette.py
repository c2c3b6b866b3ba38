"""The palette: hits stand under their kind, say what matched, and hide names until they may be seen."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Note
from streetlaw.domain.client import Client
from streetlaw.services.actions import save_note
from streetlaw.services.clients import save_client
from streetlaw.storage import texts
from streetlaw.storage.kinds import NAMES
from streetlaw.ui.desk import Desk
from streetlaw.ui.shell import found
from streetlaw.ui.shell.palette import Palette
from streetlaw.ui.shell.shell import Shell
from tests.ui.conftest import typed


@pytest.fixture
def client(desk: Desk, shell: Shell, qtbot: QtBot) -> Client:
    """Асанова Айбек, and a note about her."""
    with qtbot.waitSignal(desk.changed) as stored:
        desk.run(save_client, Client(named=True, family_name="Асанова", given_name="Айбек"), owner=shell)
    client: Client = stored.args[0].the(Client)
    with qtbot.waitSignal(desk.changed):
        desk.run(save_note, Note(client_id=client.id, text="Асанова звонила вечером"), owner=shell)
    return client


def searched(shell: Shell, text: str, qtbot: QtBot) -> Palette:
    panel = shell.chrome.palette_panel
    panel.open([], None)
    typed(panel.field.edit, text)
    qtbot.waitUntil(lambda: bool(panel.entries()))
    return panel


def said(panel: Palette) -> Sequence[str]:
    return [panel._model.index(row).data() for row in range(len(panel.entries()))]


def test_hits_stand_under_their_kind_and_say_what_matched(client: Client, shell: Shell, qtbot: QtBot) -> None:
    panel = searched(shell, "asanova", qtbot)
    assert said(panel) == ["Clients", f"{client.code}, hidden, match in: name",
                           "Notes", f"{client.code}, hidden, match in: text"]


def test_arrows_step_over_headings(client: Client, shell: Shell, qtbot: QtBot) -> None:
    panel = searched(shell, "асанова", qtbot)
    rows = [panel._list.currentIndex().row()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(panel.field.edit, key)
        rows.append(panel._list.currentIndex().row())
    assert rows == [1, 3, 1, 3]


def test_the_words_around_the_match_are_shown_while_names_are(client: Client, shell: Shell, desk: Desk,
                                                              qtbot: QtBot) -> None:
    panel = searched(shell, "асанова", qtbot)
    desk.names.show(client.id)
    assert said(panel)[3] == f"{client.code}, Асанова звонила вечером, match in: text"
    note = panel.entries()[3]
    assert [note.passage[first:last] for first, last in note.marks] == ["Асанова"]
    desk.names.hide_all()
    assert not any("Асанова" in text for text in said(panel))


def test_a_name_typed_with_a_slip_is_called_similar(client: Client, shell: Shell, qtbot: QtBot) -> None:
    panel = searched(shell, "асонова", qtbot)
    assert said(panel) == ["Clients", f"{client.code}, hidden, similar name"]


def test_every_kind_and_field_that_is_found_is_called_something() -> None:
    assert {NAMES[kind] for kind in texts._READERS} == found._KINDS.keys()
    tree = ast.parse(inspect.getsource(texts))
    fields = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("_told"), keywords=keywords):
                fields |= {str(keyword.arg) for keyword in keywords}
            case ast.Call(func=ast.Name("Said"), args=[ast.Constant(str(field)), *_]):
                fields.add(field)
    assert {"narrative", "full_name"} <= fields
    assert fields <= found.FIELDS.keys()
