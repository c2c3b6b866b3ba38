"""A toast in the window: reached by keys, never the only place of what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.ui.desk import Desk
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell


@pytest.fixture
def told(shell: Shell, qtbot: QtBot) -> Shell:
    """The list of clients, and a toast that offers to undo."""
    shell.activateWindow()
    assert QTest.qWaitForWindowActive(shell)
    shell.navigator.go(Route("clients"))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    shell.navigator.toast("4172-K: referral sent", True)
    return shell


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_next_pane_after_the_top_bar_is_the_toast(told: Shell) -> None:
    for _pane in list(told.chrome.panes()):
        told.chrome.next_pane(1)
        if told.chrome.toast.isAncestorOf(focused()):
            break
    assert told.chrome.toast.isAncestorOf(focused())
    left = told.chrome.toast._before
    assert left is not None
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not told.chrome.toast.isVisible()
    assert QApplication.focusWidget() is left
    assert told.navigator.route.place == "clients"


def test_undo_by_the_toast_leads_back_to_where_one_was(told: Shell, desk: Desk, qtbot: QtBot) -> None:
    before = QApplication.focusWidget()
    told.chrome.toast._undo.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(told.chrome.toast.undone):
        QTest.keyClick(told.chrome.toast._undo, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is before


def test_the_status_bar_keeps_what_a_toast_said(told: Shell) -> None:
    told.chrome.toast.dismiss()
    said = [label.text() for label in told.chrome.status.findChildren(QLabel) if label.isVisible()]
    assert any(text.endswith("4172-K: referral sent") for text in said)


def test_the_time_to_the_lock_stays_in_view(told: Shell) -> None:
    lock = told.chrome.status._lock
    assert not told.chrome.toast.geometry().intersects(
        lock.rect().translated(lock.mapTo(told.chrome, lock.rect().topLeft())))
