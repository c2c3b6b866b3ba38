"""Draw every screen to a picture, in every language and theme: `make screens OUT=DIR`.

The screens are those of `tests.shown`, on two vaults a demo made, so the pictures are of the true thing. Each
look, a language and a theme, is drawn by a process of its own: a theme is slow to change under open pages.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QCursor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from streetlaw import translation
from streetlaw.app.opener import VaultOpener
from streetlaw.domain.errors import StreetLawError
from streetlaw.ui import start_file, theme
from streetlaw.ui.messages import sentence
from streetlaw.ui.start.first_run import FirstRun
from streetlaw.ui.start.opener import Made, Way
from streetlaw.ui.start.restore_page import RestorePage
from streetlaw.ui.start.unlock import UnlockPage
from streetlaw.ui.tokens import ThemeName
from streetlaw.ui.window import Window
from tests import shown

QUICK = 85
"""PNG pressed little: four times as fast, and a little larger."""

Shown = tuple[str, QWidget, QWidget | None]
"""A screen: its name, the window, and the question over it."""


def main() -> int:
    """Draw all screens that were asked for."""
    asked = _asked()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.room is not None:
        return _draw(asked)
    with tempfile.TemporaryDirectory() as room:
        made = Path(room) / "made"
        made.mkdir()
        shown.make_vaults(made)
        with ThreadPoolExecutor(asked.processes) as processes:
            looks = product(asked.languages.split(","), asked.themes.split(","))
            ends = list(processes.map(lambda look: _send(look[0], look[1], made), looks))
    return max(ends)


def _send(language: str, name: str, made: Path) -> int:
    """Let a process of its own draw one look, on copies of the vaults."""
    room = made.parent / f"{language}-{name}"
    shutil.copytree(made, room)
    command = [sys.executable, "-m", "tests.screens", *sys.argv[1:], "--languages", language,
               "--themes", name, "--room", str(room)]
    return subprocess.run(command, check=False).returncode


def _draw(asked: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen(asked)}"
    application = QApplication(["Desk"])
    QCursor.setPos(asked.width - 1, 0)  # over nothing
    os.environ["XDG_DATA_HOME"] = str(asked.room)
    vaults = {name: asked.room / f"{name}.streetlaw" for name in (shown.LAWYER, shown.ATTORNEY)}
    translation.use(asked.languages)
    theme.apply(application, theme.Theme(name=cast(ThemeName, asked.themes), zoom=asked.zoom))
    start_file.save(start_file.Start(language=asked.languages))
    window = Window()
    window.resize(asked.width, asked.height)
    window.show()
    for name, widget, question in _screens(window, vaults, asked.only):
        path = asked.out / f"{name}-{asked.languages}-{asked.themes}.png"
        _picture(widget, question).save(str(path), "PNG", QUICK)
        sys.stdout.write(f"{path.stem}\n")
    window.close()
    return 0


def _screen(asked: argparse.Namespace) -> Path:
    """What tells the offscreen platform of a screen as large as the window: questions ask how large it is."""
    path: Path = asked.room / "screen.json"
    screen = {"name": "laptop", "x": 0, "y": 0, "width": asked.width, "height": asked.height}
    path.write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
    return path


def _picture(widget: QWidget, question: QWidget | None) -> QPixmap:
    """What the screen shows; the offscreen platform keeps each window to itself."""
    picture = widget.grab()
    if question is not None:
        over = question.grab()
        painter = QPainter(picture)
        at = picture.rect().center() - over.rect().center()
        painter.drawPixmap(at, over)
        painter.setPen(theme.current().color("border-strong"))
        painter.drawRect(over.rect().translated(at))
        painter.end()
    return picture


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--only", default="", help="only screens whose name begins so")
    parser.add_argument("--languages", default="ky,ru,en")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--width", type=int, default=1366)
    parser.add_argument("--height", type=int, default=768)
    parser.add_argument("--zoom", type=int, default=100)
    parser.add_argument("--processes", type=int, default=max(2, os.cpu_count() or 2))
    parser.add_argument("--room", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _screens(window: Window, vaults: Mapping[str, Path], only: str) -> Iterator[Shown]:
    for name, page in _start_pages(vaults[shown.LAWYER], only):
        window.show_page(page)
        shown.pause(shown.PAUSE_MS)
        yield name, window, None
    for whose, folder in vaults.items():
        with shown.Tour(shown.unlock(folder)) as tour:
            yield from _pages(window, tour, whose, only)


def _pages(window: Window, tour: shown.Tour, whose: str, only: str) -> Iterator[Shown]:
    """The pages of one vault; of the lawyer's, what opens over them too."""
    def wanted(screen: shown.Screen) -> bool:
        return screen.whose == whose and screen.name.startswith(only)
    window.show_page(tour.shell)
    tour.settle()
    for screen in filter(wanted, shown.SCREENS):
        tour.show(screen)
        yield screen.name, window, None
    for screen in filter(wanted, shown.DIALOGS):
        question = tour.ask(screen)
        yield screen.name, window, question
        question.reject()
    if whose == shown.LAWYER and "palette".startswith(only):
        tour.shell.open_palette()
        tour.settle()
        yield "palette", window, None


def _start_pages(folder: Path, only: str) -> Iterator[tuple[str, QWidget]]:
    """The pages before a vault is open; each is made when it is wanted."""
    if not any(name.startswith(only) or only.startswith(name) for name in ("unlock", "restore", "first-run")):
        return
    for name, page in _every_start_page(folder):
        if name.startswith(only):
            yield name, page


def _every_start_page(folder: Path) -> Iterator[tuple[str, QWidget]]:
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
    proposed = VaultOpener().propose(translation.language()).words
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
