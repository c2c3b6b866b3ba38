"""Draw every screen to a picture, in every language and theme: `make screens OUT=DIR`.

The screens are those of `tests.shown`, on two vaults a demo made, so the pictures are of the true thing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from streetlaw import translation
from streetlaw.app.opener import VaultOpener
from streetlaw.domain.errors import StreetLawError
from streetlaw.ui import start_file, theme
from streetlaw.ui.messages import sentence
from streetlaw.ui.shell.shortcuts import ShortcutSheet
from streetlaw.ui.start.first_run import FirstRun
from streetlaw.ui.start.opener import Made, Way
from streetlaw.ui.start.restore_page import RestorePage
from streetlaw.ui.start.unlock import UnlockPage
from streetlaw.ui.tokens import ThemeName
from streetlaw.ui.window import Window
from tests import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One way to show everything."""

    language: str
    theme: ThemeName
    width: int
    height: int

    @property
    def name(self) -> str:
        """How the pictures of this look are called."""
        return f"{self.language}-{self.theme}"


def main() -> int:
    """Draw all screens that were asked for."""
    asked = _asked()
    asked.out.mkdir(parents=True, exist_ok=True)
    application = QApplication(["Desk"])
    with tempfile.TemporaryDirectory() as room:
        os.environ["XDG_DATA_HOME"] = room
        vaults = shown.make_vaults(Path(room))
        for language, name in product(asked.languages.split(","), asked.themes.split(",")):
            look = Look(language=language, theme=cast(ThemeName, name),
                        width=asked.width, height=asked.height)
            translation.use(language)
            theme.apply(application, theme.Theme(name=look.theme, zoom=asked.zoom))
            start_file.save(start_file.Start(language=language))
            for screen, widget in _pictures(look, vaults, asked.only):
                widget.grab().save(str(asked.out / f"{screen}-{look.name}.png"))
                sys.stdout.write(f"{screen}-{look.name}\n")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--only", default="", help="only screens whose name begins so")
    parser.add_argument("--languages", default="ky,ru,en")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--width", type=int, default=1366)
    parser.add_argument("--height", type=int, default=768)
    parser.add_argument("--zoom", type=int, default=100)
    return parser.parse_args()


def _pictures(look: Look, vaults: Mapping[str, Path], only: str) -> Iterator[tuple[str, QWidget]]:
    window = Window()
    window.resize(look.width, look.height)
    window.show()
    for name, page in _start_pages(vaults[shown.LAWYER]):
        if name.startswith(only):
            window.show_page(page)
            shown.pause(shown.PAUSE_MS)
            yield name, window
    for whose, folder in vaults.items():
        screens = [screen for screen in shown.SCREENS
                   if screen.whose == whose and screen.name.startswith(only)]
        yield from _pages(window, shown.Tour(shown.unlock(folder)), screens,
                          above=only if whose == shown.LAWYER else None)
    window.close()
    window.deleteLater()


def _pages(window: Window, tour: shown.Tour, screens: list[shown.Screen],
           above: str | None) -> Iterator[tuple[str, QWidget]]:
    """The pages of one vault; with `above`, what opens over them and begins with that too."""
    window.show_page(tour.shell)
    tour.settle()
    for screen in screens:
        tour.show(screen)
        yield screen.name, window
    if above is not None and "palette".startswith(above):
        tour.shell.open_palette()
        tour.settle()
        yield "palette", window
    if above is not None and "keyboard".startswith(above):
        tour.shell.show_keys()
        tour.settle()
        sheet = tour.shell.findChildren(ShortcutSheet)[-1]
        yield "keyboard", sheet
        sheet.close()
    tour.end()


def _start_pages(folder: Path) -> Iterator[tuple[str, QWidget]]:
    gone = Path(tempfile.gettempdir()) / "nowhere"
    yield "unlock", UnlockPage((folder, gone))
    yield "restore", RestorePage(folder.parent / "desk" / "2")
    refused = UnlockPage((folder,))
    refused.refuse(sentence(StreetLawError("vault.wrong_passphrase")), secret_was_wrong=True)
    yield "unlock-refused", refused
    recovering = UnlockPage((folder,))
    recovering.show_way(Way.RECOVERY)
    yield "unlock-recovery", recovering
    for way in (Way.KEY_FILE, Way.ESCROW, Way.SHARES):
        other = UnlockPage((folder,))
        other.show_way(way)
        yield f"unlock-{way.value}", other
    yield "first-run", _first_run(folder)
    passphrase = _first_run(folder)
    passphrase._about._name.setText("Street lawyer 07")
    passphrase._about._next.click()
    yield "first-run-passphrase", passphrase
    opened = shown.unlock(folder)
    proposed = tuple(VaultOpener().propose(translation.language()))
    made = Made(opened, (proposed * 4)[:24])
    for name, steps in (("first-run-words", 0), ("first-run-check", 1)):
        words = _first_run(folder)
        words.show_words(made)
        for _ in range(steps):
            words._words._next.click()
        yield name, words
    opened.vault.close()


def _first_run(folder: Path) -> FirstRun:
    return FirstRun(folder.parent / "desk" / "1", can_go_back=False)


if __name__ == "__main__":
    sys.exit(main())
