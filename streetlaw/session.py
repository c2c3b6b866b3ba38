"""The session process: Qt, the start page, then the vault and its window. Locking ends the process.

What is imported here is on the way to the first picture; everything of the vault comes after it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from streetlaw import launcher, translation
from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui import look, process, start_file, theme
from streetlaw.ui.messages import place, sentence
from streetlaw.ui.start.pages import StartPages
from streetlaw.ui.start.unlock import UnlockPage
from streetlaw.ui.window import InputWatch, Window

if TYPE_CHECKING:
    from streetlaw.ui.desk import Desk
    from streetlaw.ui.guard.guard import Guard
    from streetlaw.ui.look import Look
    from streetlaw.ui.opened import Opened
    from streetlaw.ui.shell.shell import Shell
    from streetlaw.ui.start.opener import Key, Opener
    from streetlaw.ui.worker import Worker

_WRONG_SECRET = frozenset({"backup.wrong_key", "vault.wrong_passphrase", "vault.wrong_recovery_words",
                           "vault.wrong_key_file", "vault.wrong_escrow_words", "vault.wrong_shares"})


def main(arguments: Sequence[str]) -> int:
    """Run one session and return its exit status.

    `--vault FOLDER` shows that one alone, `--passphrase-file FILE` opens it with the first line of the file,
    `--after-crash` says that the session before broke off.
    """
    os.environ["QT_STYLE_OVERRIDE"] = theme.STYLE
    application = QApplication(["Desk"])
    application.setApplicationName("Desk")
    process.say_places_only()
    session = Session(application, only=_path_after("--vault", arguments),
                      passphrase_file=_path_after("--passphrase-file", arguments),
                      after_crash=launcher.AFTER_CRASH in arguments)
    sys.excepthook = session.on_bug
    session.window.painted.connect(session.collect_garbage)
    session.start()
    return application.exec()


def make_opener() -> Opener:
    """Load storage and all other adapters: slow, so on the vault's thread while the person types."""
    from streetlaw.app.opener import VaultOpener  # lazy: see the module's first lines
    from streetlaw.ui.shell import shell  # noqa: F401 - lazy: here, so that it is at hand once the vault is open

    return VaultOpener()


class Session(QObject):
    """One life of the window: from the start page to a lock, a closed window or a signal."""

    def __init__(self, application: QApplication, *, only: Path | None = None,
                 passphrase_file: Path | None = None, after_crash: bool = False,
                 make_opener: Callable[[], Opener] = make_opener) -> None:
        super().__init__()
        self._application = application
        self._passphrase_file = passphrase_file
        self._make_opener = make_opener
        self._opener: Opener | None = None
        self._worker: Worker | None = None
        self.desk: Desk | None = None
        self.shell: Shell | None = None
        self._guard: Guard | None = None
        self._remembers = only is None
        self.pages = StartPages(self, only=only, after_crash=after_crash)
        self._choose_look()
        self.window = Window()
        self._watch = InputWatch(application)

    def start(self) -> None:
        """Show the start page; once it is on the screen, load the rest."""
        self.window.place(())
        self.window.painted.connect(self._on_painted)
        self.window.closing.connect(self.quit)
        self._watch.hide_wanted.connect(self.lock)
        self._watch.used.connect(self._on_used)
        self.pages.shown.connect(self.window.show_page)
        self.pages.tried.connect(self._on_tried)
        self.pages.asked.connect(self._on_asked)
        self.pages.finished.connect(self._show_desk)
        self.pages.show()
        self.window.show()

    def lock(self) -> None:
        """Hide everything, keep the drafts, close the vault and end the process; a fresh one will follow."""
        if self.desk is not None:
            self._end(launcher.LOCKED)

    def quit(self) -> None:
        """The same, and nothing follows."""
        self._end(0)

    def collect_garbage(self) -> None:
        """Collect garbage on this thread from now on."""
        from streetlaw.ui.collector import Collector  # lazy: nothing to collect before the first picture

        Collector(self)

    def on_bug(self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        """Say that the program failed, where, and nothing of what it was working on."""
        where = place(kind, trace)
        print(where, file=sys.stderr)  # noqa: T201 - a name and a line, never a value
        text = _("Something in the program failed. What you wrote is kept. If it happens again, tell whoever "
                 "looks after this program: {place}").format(place=where)
        if self.shell is not None:
            self.shell.banner(text, "danger")
        elif self.pages.page is not None:
            self.pages.page.refuse(text, secret_was_wrong=False)  # whatever it waits for will not come

    def _choose_look(self) -> None:
        system = QLocale.system().name()[:2]
        said = self.pages.language or system
        translation.use(said if said in translation.LANGUAGES else "ky")
        theme.choose(self._application, theme.Choice())

    # ── Opening ──────────────────────────────────────────────────────────────────────────────────────────

    def _on_painted(self) -> None:
        from streetlaw.machine import memory  # lazy: nothing to protect or work on before the first picture
        from streetlaw.ui.front import FrontWatch
        from streetlaw.ui.worker import Worker

        memory.refuse_readers()
        process.end_with_launcher()
        theme.follow(self._application)
        self._signals = process.SignalWatch(self)
        self._signals.asked.connect(self.quit)
        if self._remembers:
            FrontWatch(self.window, start_file.data_folder())
        self._worker = Worker("vault")
        self._do(self._load, self._on_loaded)
        if self._passphrase_file is not None and isinstance(self.pages.page, UnlockPage):
            self._fill_in(self.pages.page, self._passphrase_file)

    def _fill_in(self, page: UnlockPage, passphrase_file: Path) -> None:
        """Write the passphrase for the person; when the file cannot be read, the page says so and waits."""
        from streetlaw.ui.plain_files import first_line  # lazy: most days somebody types

        try:
            page.open_with(first_line(passphrase_file))
        except StreetLawError as refusal:
            page.refuse(sentence(refusal), secret_was_wrong=False)

    def _load(self) -> None:
        self._opener = self._make_opener()

    def _on_loaded(self, _value: object) -> None:
        """The adapters are there; what was asked meanwhile waits behind them on the same thread."""

    def _on_tried(self, key: Key) -> None:
        self._do(lambda: self._ready().open(key), self._show_desk)

    def _on_asked(self, task: Callable[[Opener], object], done: Callable[[object], object]) -> None:
        page = self.pages.page

        def land(value: object) -> None:
            if page is self.pages.page and isValid(getattr(done, "__self__", page)):
                done(value)
        self._do(lambda: task(self._ready()), land)

    def _show_desk(self, opened: object) -> None:
        from streetlaw.ui.desk import Desk  # lazy: see the module's first lines
        from streetlaw.ui.guard.guard import Guard
        from streetlaw.ui.shell.shell import Shell

        found = cast("Opened", opened)
        if not found.invented:
            self.pages.know(found.tools.safe.folder)
        self._take_look(found.look)
        self.desk = Desk(found, self._worker)
        self.shell = Shell(self.desk)
        self.shell.lock_wanted.connect(self.lock)
        self.shell.language_chosen.connect(self.pages.keep_language)
        self.pages.page = None
        self.window.show_page(self.shell)
        self.shell.begin()
        self._guard = Guard(self.window)
        self._guard.lock_wanted.connect(self.lock)

    # ── Inside ───────────────────────────────────────────────────────────────────────────────────────────

    def _ready(self) -> Opener:
        if self._opener is None:
            raise StreetLawError("program.incomplete")
        return self._opener

    def _do(self, task: Callable[[], object], done: Callable[[object], object]) -> None:
        def land(value: object, error: BaseException | None) -> None:
            if error is None:
                done(value)
            elif isinstance(error, StreetLawError) and self.pages.page is not None:
                self.pages.page.refuse(sentence(error), secret_was_wrong=error.code in _WRONG_SECRET)
            else:
                raise error
        if self._worker is not None:
            self._worker.submit(task, land)

    def _on_used(self) -> None:
        if self.shell is not None:
            self.shell.note_use()

    def _take_look(self, kept: Look) -> None:
        """Look as the owner of the vault wants it: the start page could not know."""
        theme.choose(self._application, kept.choice)
        if kept.window:
            self.window.place(kept.window)

    def _keep_look(self, desk: Desk) -> None:
        section = self.shell.section if self.shell is not None else ""
        look.keep(desk, replace(desk.look, window=self.window.geometry_kept(), section=section,
                                day=desk.today.isoformat()))

    def _end(self, status: int) -> None:
        for widget in self._application.topLevelWidgets():
            widget.hide()
        if self._guard is not None:
            self._guard.close()
        if self.desk is not None:
            self._keep_look(self.desk)
            self.desk.close()
        elif self._worker is not None:
            self._worker.stop()
        self._application.exit(status)


def _path_after(option: str, arguments: Sequence[str]) -> Path | None:
    return Path(arguments[arguments.index(option) + 1]).absolute() if option in arguments else None
