"""What the tests of the start pages do with hands and eyes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from streetlaw.session import Session
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.start.first_run import FirstRun
from streetlaw.ui.start.recovery_form import RecoveryForm
from streetlaw.ui.start.shares_form import SharesForm
from streetlaw.ui.start.unlock import UnlockPage
from tests.ui.conftest import typed

WORDS = tuple(f"word{chr(97 + number)}" for number in range(24))


def unlock_page(session: Session) -> UnlockPage:
    assert isinstance(session.pages.page, UnlockPage)
    return session.pages.page


def opened_shell(session: Session) -> Shell | None:
    return session.shell


def first_run(session: Session) -> FirstRun:
    assert isinstance(session.pages.page, FirstRun)
    return session.pages.page


def texts(session: Session) -> list[str]:
    return [label.text() for label in session.window.findChildren(QLabel) if label.isVisible()]


def try_passphrase(session: Session, passphrase: str) -> None:
    page = unlock_page(session)
    page.passphrase.edit.clear()
    typed(page.passphrase.edit, passphrase)
    QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)


def set_new(form: RecoveryForm | SharesForm) -> None:
    for box in (form.new.first, form.new.second):
        box.edit.setText("a wholly new passphrase")


def to_words(session: Session, qtbot: QtBot) -> FirstRun:
    page = first_run(session)
    page._about._next.click()
    assert page._about._name_field.error()
    typed(page._about._name, "Көчө юристи 07")
    page._about._roles.choose("supervisor")
    page._about._next.click()
    page._passphrase.entry.propose.click()
    qtbot.waitUntil(page._passphrase.entry.proposal.isVisible)
    page._passphrase._next.click()
    assert page._passphrase.entry.first_field.error()
    typed(page._passphrase.entry.first.edit, "жети кичинекей сөз")
    page._passphrase._next.click()
    assert page._passphrase.entry.second_field.error()
    typed(page._passphrase.entry.second.edit, "жети кичинекей сөз")
    page._passphrase._next.click()
    return page
