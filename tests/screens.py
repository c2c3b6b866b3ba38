"""Draw every screen to a picture, in every language and theme: `make screens OUT=DIR`.

Pages are shown on a real demo vault when the demo can make one, so the pictures are of the true thing. A page
adds itself by one line of SCREENS: a name, and the route it stands for (`{client}` and `{case}` are filled).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from streetlaw import translation
from streetlaw.app import VaultOpener
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Record
from streetlaw.services.ports import Work
from streetlaw.storage.kdf import TEST
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.opened import Opened
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.start.first_run import FirstRun
from streetlaw.ui.start.opener import Key, Made, NewVault
from streetlaw.ui.start.unlock import UnlockPage
from streetlaw.ui.tokens import ThemeName
from streetlaw.ui.window import Window

PASSPHRASE = "seven small words"
SETTLE_MS = 700
"""What a page asks of the vault has landed by then."""

SCREENS: tuple[tuple[str, str], ...] = (
    ("today", "today"),
    ("clients", "clients"),
    ("new-client", "new-client"),
    ("client", "client/{client}"),
    *((f"client-{tab}", f"client/{{client}}/{tab}")
      for tab in ("referrals", "documents", "notes", "consents", "person", "case")),
    ("capture", "capture"),
    ("incidents", "incidents"),
    ("incident", "incident/{incident}"),
    ("referrals", "referrals"),
    ("law", "law"),
    ("review", "review"),
    ("exchange", "exchange"),
    ("settings", "settings"),
)
"""Name of the picture, and route."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to show everything."""

    language: str
    theme: ThemeName
    width: int = 1366
    height: int = 738

    @property
    def name(self) -> str:
        """How the pictures of this look are called."""
        size = "" if self.width == 1366 else f"-{self.width}"
        return f"{self.language}-{self.theme}{size}"


def main() -> int:
    """Draw all screens that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--only", default="", help="only screens whose name begins so")
    parser.add_argument("--vault", type=Path, help="a vault folder to show instead of a new one")
    parser.add_argument("--passphrase", default=PASSPHRASE, help="what opens that folder")
    parser.add_argument("--languages", default="ky,ru,en")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--width", type=int, default=1366)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    application = QApplication(["Desk"])
    looks = [Look(language, cast(ThemeName, name), asked.width)
             for language, name in product(asked.languages.split(","), asked.themes.split(","))]
    with tempfile.TemporaryDirectory() as room:
        os.environ["XDG_DATA_HOME"] = room
        for look in looks:
            translation.use(look.language)
            theme.apply(application, theme.Theme(name=look.theme))
            folder = _vault(asked.vault, Path(room) / look.name, look.language)
            opened = VaultOpener(TEST).open(Key(folder=folder, passphrase=asked.passphrase))
            for name, picture in _pictures(look, opened, asked.only):
                picture.grab().save(str(asked.out / f"{name}-{look.name}.png"))
                sys.stdout.write(f"{name}-{look.name}\n")
    return 0


def _vault(given: Path | None, folder: Path, language: str) -> Path:
    """The vault to show: a copy of the one given, or an empty one."""
    if given is not None:
        shutil.copytree(given, folder)
        return folder
    profile = Profile(name="Street lawyer 07", organisation="Archa centre", language=language)
    made = VaultOpener(TEST).create(NewVault(folder=folder, passphrase=PASSPHRASE, profile=profile))
    made.opened.vault.close()
    return folder


def _pictures(look: Look, opened: Opened, only: str) -> Iterator[tuple[str, QWidget]]:
    window = Window()
    window.resize(look.width, look.height)
    window.show()
    for name, page in _start_pages(opened):
        if name.startswith(only):
            window.show_page(page)
            _settle()
            yield name, window
    desk = Desk(opened)
    shell = Shell(desk)
    window.show_page(shell)
    shell.begin()
    with opened.vault.work() as work:
        known = _known(work)
    for name, text in SCREENS:
        route = Route.parse(text.format(**known))
        if name.startswith(only) and shell.navigator.can_go(route):
            shell.navigator.go(route)
            _settle()
            yield name, window
    if "palette".startswith(only):
        shell.open_palette()
        _settle()
        yield "palette", window
    desk.close()
    window.close()
    window.deleteLater()


def _start_pages(opened: Opened) -> Iterator[tuple[str, QWidget]]:
    here, gone = Path(tempfile.gettempdir()), Path("/nowhere")
    yield "unlock", UnlockPage((opened.tools.safe.folder, gone))
    refused = UnlockPage((opened.tools.safe.folder,))
    refused.refuse(translation.gettext("That did not open the folder."), secret_was_wrong=True)
    yield "unlock-refused", refused
    yield "first-run", FirstRun(here / "1", can_go_back=False)
    words = FirstRun(here / "1", can_go_back=False)
    words.show_words(Made(opened, tuple(VaultOpener(TEST).propose(translation.language())) * 3 + ("…",) * 3))
    yield "first-run-words", words


def _known(work: Work) -> dict[str, str]:
    kinds: dict[str, type[Record]] = {"client": Client, "case": Case, "incident": Incident}
    found = {name: work.list(kind, limit=1) for name, kind in kinds.items()}
    return {name: records[0].id if records else "" for name, records in found.items()}


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
