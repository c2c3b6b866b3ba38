"""Every screen there is, with data: on the two vaults of a demo. For pictures, and for checks of them all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from streetlaw.app.opener import VaultOpener
from streetlaw.cli import shop
from streetlaw.demo.job import Job, Tools
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral
from streetlaw.services.ports import Work, silent
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import create
from streetlaw.ui.cases.documents import Documents
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.desk import Desk
from streetlaw.ui.exchange.page import ExchangePage
from streetlaw.ui.law.page import LawPage
from streetlaw.ui.opened import Opened
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route
from streetlaw.ui.sections import existing
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.start.opener import Key

PASSPHRASE = "invented people only"
NAME = ("Төлөгөнова", "Жылдыз")
LAWYER, ATTORNEY = "lawyer", "attorney"
WAIT_MS = 30_000
_LANDED = 1
PAUSE_MS = 60
"""Longer than anything a page puts off to a quieter moment, apart from searches and drafts."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: whose vault, the route (`{client}`, `{other}`, `{case}` … are filled in).

    `then` is done on the page; each step it yields after has landed before the next.
    """

    name: str
    route: str
    whose: str = LAWYER
    then: Callable[[Page], Iterator[None]] | None = None


def _exchange_steps(last: int) -> Callable[[Page], Iterator[None]]:
    def go(page: Page) -> Iterator[None]:
        assert isinstance(page, ExchangePage)
        page.send.cases.all.click()
        for _ in range(last):
            yield
            page.send.next.click()
    return go


def _law_steps(last: int) -> Callable[[Page], Iterator[None]]:
    def go(page: Page) -> Iterator[None]:
        assert isinstance(page, LawPage)
        check = page.check
        for code, answer in (("matter", "offence"), ("residence", "citizen"), ("detained", "no"),
                             ("income", "141000")):
            check._on_answered(code, answer)
        check.take(check.values() | {"step": 0})
        for _ in range(last):
            yield
            check.next.click()
    return go


def _paper(page: Page) -> Iterator[None]:
    assert isinstance(page, ClientPage)
    documents = page.view("documents")
    assert isinstance(documents, Documents)
    documents.summary.make.click()
    yield


SCREENS = (
    Screen("today", "today"),
    Screen("capture", "capture"),
    Screen("clients", "clients"),
    Screen("new-client", "new-client"),
    Screen("merge", "merge/{client}?other={other}"),
    Screen("client", "client/{client}"),
    *(Screen(f"client-{tab}", f"client/{{client}}/{tab}")
      for tab in ("incidents", "referrals", "notes", "consents", "people", "person", "case")),
    Screen("client-documents", "client/{client}/documents", then=_paper),
    Screen("history", "history/{client}?kind=client"),
    Screen("incidents", "incidents"),
    Screen("incident", "incident/{incident}"),
    Screen("incident-whose", "incident"),
    Screen("referrals", "referrals"),
    Screen("referral", "referral/{referral}"),
    Screen("law", "law"),
    Screen("law-situation", "law?client={client}"),
    Screen("law-income", "law?client={client}", then=_law_steps(1)),
    Screen("law-result", "law?client={client}", then=_law_steps(2)),
    Screen("law-application", "law?client={client}&referral={referral}"),
    Screen("law-norms", "law//norms"),
    Screen("review", "review", ATTORNEY),
    Screen("review-answers", "review"),
    Screen("exchange", "exchange"),
    Screen("exchange-cases", "exchange//send", then=_exchange_steps(0)),
    Screen("exchange-people", "exchange//send", then=_exchange_steps(1)),
    Screen("exchange-report", "exchange//send", then=_exchange_steps(2)),
    Screen("exchange-file", "exchange//send", then=_exchange_steps(3)),
    Screen("settings", "settings"),
    Screen("settings-log", "settings//log"),
)


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

    def settle(self) -> None:
        """Wait until both threads of the desk have answered, and what they answered led to nothing more."""
        for _ in range(3):
            self._wait(self.desk.ask, _nothing)
            self._wait(self.desk.work_long, bool)
        pause(PAUSE_MS)

    def _wait(self, thread: Callable[..., object], task: Callable[..., object]) -> None:
        loop = QEventLoop()
        thread(task, owner=self.shell, done=lambda _: loop.exit(_LANDED))
        QTimer.singleShot(WAIT_MS, loop, loop.quit)
        assert loop.exec() == _LANDED, "the window is too busy with itself to hear an answer"

    def end(self) -> None:
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
        return dict.fromkeys(("client", "other", "case", "incident", "referral"), "")
    kinds: dict[str, type[Case | Incident | Referral]] = {
        "case": Case, "incident": Incident, "referral": Referral}
    other = next(one.id for one in work.list(Client, named=True, limit=2) if one.id != client.id)
    return {"client": client.id, "other": other} | {
        name: work.list(kind, client_id=client.id)[0].id for name, kind in kinds.items()}
