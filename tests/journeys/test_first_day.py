"""The first day: a folder is made, the words are checked, it is locked and opened again, by both secrets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from streetlaw.launcher import LOCKED
from streetlaw.session import Session
from streetlaw.ui.route import Route
from streetlaw.ui.start.first_run import FirstRun
from streetlaw.ui.start.opener import Way
from streetlaw.ui.start.recovery_form import RecoveryForm
from streetlaw.ui.start.unlock import UnlockPage
from tests.journeys.conftest import Program
from tests.journeys.person import typed

PASSPHRASE = "жети кичинекей сөз"


def make_folder(session: Session, qtbot: QtBot) -> list[str]:
    """Go through the first run and return the recovery words that were on the screen."""
    page = session.pages.page
    assert isinstance(page, FirstRun)
    typed(page._about._name, "Көчө юристи 07")
    page._about._next.click()
    typed(page._passphrase.entry.first.edit, PASSPHRASE)
    typed(page._passphrase.entry.second.edit, PASSPHRASE)
    page._passphrase._next.click()
    qtbot.waitUntil(page._words.isVisible)
    shown = [label.text() for label in page._words.findChildren(QLabel)]
    numbered = sorted((int(found[1]), found[2]) for text in shown
                      if (found := re.fullmatch(r"\s*(\d+)\s+(\S+)", text)))
    words = [word for _, word in numbered]
    page._words._next.click()
    for edit, field, _word in page._check.typed_back.asked:
        typed(edit, words[int(re.sub(r"\D", "", field._label)) - 1])
    page._check._next.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    return words


def plain_files(data_home: Path) -> dict[str, str]:
    """What the program left outside the vault, for all to read."""
    vault = data_home / "desk" / "1"
    return {str(path.relative_to(data_home)): path.read_text() for path in data_home.rglob("*")
            if path.is_file() and vault not in path.parents}


def test_the_first_day(program: Program, data_home: Path, qtbot: QtBot) -> None:
    session = program.start()
    words = make_folder(session, qtbot)
    assert len(words) == 24
    shell = session.shell
    assert shell is not None
    assert shell.desk.profile.name == "Көчө юристи 07"
    shell.navigator.look_wanted.emit(replace(shell.desk.look, theme="dark"))
    session.window.setGeometry(20, 30, 1210, 715)
    shell.navigator.go(Route("settings"))

    shell.lock_wanted.emit()
    assert program.ends == [LOCKED]
    session.window.deleteLater()

    session = program.start()
    page = session.pages.page
    assert isinstance(page, UnlockPage)
    assert page.folders.folder() == data_home / "desk" / "1"
    assert program.unlock(PASSPHRASE).desk.profile.name == "Көчө юристи 07"
    session.lock()
    session.window.deleteLater()

    session = program.start()
    page = session.pages.page
    assert isinstance(page, UnlockPage)
    page.show_way(Way.RECOVERY)
    form = page.form
    assert isinstance(form, RecoveryForm)
    form.words.setPlainText("  ".join(words).upper())
    for field in (form.new.first, form.new.second):
        typed(field.edit, "a wholly new passphrase")
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    session.lock()
    session.window.deleteLater()

    session = program.start()
    program.unlock("a wholly new passphrase")
    assert session.desk is not None
    assert (session.window.width(), session.window.height()) == (1210, 715)
    assert session.desk.look.theme == "dark"
    assert plain_files(data_home) == {"desk/start": f"language en\nfolder {data_home / 'desk' / '1'}\n"}
    modes = {path.stat().st_mode & 0o077 for path in (data_home / "desk").rglob("*")}
    assert modes == {0}, "nobody else may read anything here"
