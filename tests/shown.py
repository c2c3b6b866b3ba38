"""Every screen there is, with data: on the two vaults of a demo. For pictures, and for checks of them all."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from streetlaw.app.opener import VaultOpener
from streetlaw.cli import shop
from streetlaw.demo.job import Job, Tools
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral
from streetlaw.services.ports import Work
from streetlaw.services.progress import silent
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import create
from streetlaw.ui.desk import Desk
from streetlaw.ui.opened import Opened
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route
from streetlaw.ui.sections import existing
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.start.opener import Key
from tests.screen_list import ATTORNEY, DIALOGS, LAWYER, REGISTER, REGISTER_ROWS, SCREENS, Screen

__all__ = ["ATTORNEY", "DIALOGS", "LAWYER", "SCREENS", "Screen"]

PASSPHRASE = "invented people only"
NAME = ("Төлөгөнова", "Жылдыз")
WAIT_MS = 120_000
_LANDED = 1
PAUSE_MS = 60
"""Longer than anything a page puts off to a quieter moment, apart from searches and drafts."""


class Silent:
    """Hears nothing of the demo."""

    def say(self, text: str) -> None:
        """A line for people."""

    def warn(self, refusal: StreetLawError) -> None:
        """A refusal that is meant."""


def make_vaults(room: Path, *, clients: int = 40) -> Mapping[str, Path]:
    """Run the demo in a folder; the folders of both vaults."""
    folders = {LAWYER: room / "lawyer.streetlaw", ATTORNEY: room / "attorney.streetlaw"}
    vaults = {name: create(folder, PASSPHRASE, kdf=TEST,
                           surroundings=shop.surroundings(random.Random(seed))).vault
              for seed, (name, folder) in enumerate(folders.items())}
    (room / "out").mkdir()
    tools = Tools(envelopes=shop.envelopes(), papers=PdfPapers(), write=shop.write_new, out=room / "out")
    Job(vaults[LAWYER], vaults[ATTORNEY], tools, random.Random(7), Silent()).run(clients, silent)
    for vault in vaults.values():
        vault.close()
    (room / REGISTER).write_text(REGISTER_ROWS, encoding="utf-8")
    return folders


def unlock(folder: Path) -> Opened:
    """Open one of them."""
    return VaultOpener(TEST).open(Key(folder=folder, passphrase=PASSPHRASE))


class Tour:
    """Goes through the screens of one vault in a window's frame."""

    def __init__(self, opened: Opened) -> None:
        with opened.vault.work() as work:
            self._known = _known(work)
        self.desk = Desk(opened)
        self.shell = Shell(self.desk)
        self.shell.begin()

    def show(self, screen: Screen) -> Page:
        """Show a screen whole."""
        route = Route.parse(screen.route.format(**self._known))
        self.shell.note_use()
        self.shell.navigator.go(Route("today"))
        if existing()[route.place].in_rail:
            self.shell.navigator.go(Route(route.place))  # a page takes up where it was left: begin anew
        self.shell.navigator.go(route)
        page = self.shell.navigator.page
        assert page is not None
        self.settle()
        for _ in screen.then(page) if screen.then is not None else ():
            self.settle()
        self.settle()
        return page

    def ask(self, screen: Screen) -> QDialog:
        """Show a screen with the question that opens over it."""
        self.show(screen)
        asked = [one for one in QApplication.topLevelWidgets()
                 if isinstance(one, QDialog) and one.isVisible()]
        assert len(asked) == 1, f"{screen.name}: {asked}"
        return asked[0]

    def settle(self) -> None:
        """Wait until both threads of the desk have answered, and what they answered led to nothing more."""
        for _ in range(3):
            self._wait(self.desk.ask, _nothing)
            self._wait(self.desk.work_long, bool)
        pause(PAUSE_MS)
        for _ in range(WAIT_MS // PAUSE_MS):  # on a slow machine the sign that asks for patience goes late
            page = self.shell.navigator.page
            if page is None or not page.patience.sign.isVisible():
                return
            pause(PAUSE_MS)

    def _wait(self, thread: Callable[..., object], task: Callable[..., object]) -> None:
        loop = QEventLoop()
        thread(task, owner=self.shell, done=lambda _: loop.exit(_LANDED))
        QTimer.singleShot(WAIT_MS, loop, loop.quit)
        assert loop.exec() == _LANDED, "the window is too busy with itself to hear an answer"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        """Close the vault; the window goes with its parent."""
        self.desk.close()
        self.shell.deleteLater()


def pause(milliseconds: int) -> None:
    """Let the window work for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def visible(root: QWidget) -> list[QWidget]:
    """Every widget that is on the screen."""
    return [widget for widget in (root, *root.findChildren(QWidget)) if widget.isVisible()]


def _nothing(work: Work) -> None:
    del work


def _known(work: Work) -> dict[str, str]:
    """The person of the demo who has everything; nobody in the attorney's vault."""
    family, given = NAME
    client = work.find(Client, family_name=family, given_name=given)
    if client is None:
        return dict.fromkeys(("client", "other", "case", "incident", "referral", "screening"), "")
    kinds: dict[str, type[Case | Incident | Referral | Screening]] = {
        "case": Case, "incident": Incident, "referral": Referral, "screening": Screening}
    other = next(one.id for one in work.list(Client, named=True, limit=2) if one.id != client.id)
    return {"client": client.id, "other": other} | {
        name: work.list(kind, client_id=client.id)[0].id for name, kind in kinds.items()}
