"""Whole lists with names: only while in view, and long after unlocking only with the passphrase."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDateTime
from pytestqt.qtbot import QtBot

from streetlaw.ui.desk import Desk
from streetlaw.ui.names import FRESH_SECONDS
from streetlaw.ui.route import Route
from streetlaw.ui.shell.names_question import NamesQuestion
from streetlaw.ui.shell.shell import Shell
from tests.ui.conftest import PASSPHRASE, typed


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a quarter of an hour and a second later."""
    now = QDateTime.currentSecsSinceEpoch()
    monkeypatch.setattr(QDateTime, "currentSecsSinceEpoch", lambda: now + FRESH_SECONDS + 60)


def question(shell: Shell) -> NamesQuestion:
    (found,) = shell.findChildren(NamesQuestion)
    return found


def test_a_list_is_shown_with_names_only_while_it_is_in_view(shell: Shell, desk: Desk) -> None:
    shell.navigator.go(Route("clients"))
    shell.toggle_names()
    assert desk.names.visible("7")
    shell.navigator.replace(Route("clients", tab="other"))
    assert desk.names.visible("7"), "the same list"
    desk.names.show("8")
    shell.navigator.go(Route("today"))
    assert not desk.names.visible("7")
    assert desk.names.visible("8"), "one record has its own half minute"
    assert shell.chrome.top._names.text() == "Names hidden"


def test_long_after_unlocking_the_passphrase_is_asked_again(
        shell: Shell, desk: Desk, later: None, qtbot: QtBot) -> None:
    shell.toggle_names()
    asked = question(shell)
    assert desk.names.all_hidden
    typed(asked.passphrase.edit, "something else")
    asked.accept()
    qtbot.waitUntil(lambda: bool(asked.field.error()))
    assert desk.names.all_hidden
    assert asked.passphrase.text() == ""
    typed(asked.passphrase.edit, PASSPHRASE)
    asked.accept()
    qtbot.waitUntil(lambda: not desk.names.all_hidden)
    shell.toggle_names()
    assert desk.names.all_hidden
    shell.toggle_names()
    assert not desk.names.all_hidden, "it was typed a moment ago"


def test_without_the_passphrase_nothing_is_shown(shell: Shell, desk: Desk, later: None) -> None:
    shell.toggle_names()
    asked = question(shell)
    asked.accept()
    asked.reject()
    assert desk.names.all_hidden
    assert shell.chrome.top._names.isChecked()


def test_a_clock_set_back_counts_as_long_ago(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    now = QDateTime.currentSecsSinceEpoch()
    assert not desk.names.passphrase_is_old
    monkeypatch.setattr(QDateTime, "currentSecsSinceEpoch", lambda: now - 60)
    assert desk.names.passphrase_is_old
