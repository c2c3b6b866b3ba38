"""The pages before a vault is open: which one is shown, in which language, and what is kept of folders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from streetlaw import translation
from streetlaw.translation import gettext as _
from streetlaw.ui import start_file
from streetlaw.ui.start.unlock import UnlockPage

if TYPE_CHECKING:
    from streetlaw.ui.start.first_run import FirstRun
    from streetlaw.ui.start.restore_page import RestorePage


class StartPages(QObject):
    """One page at a time; `only` is the one folder to be shown, whatever is known."""

    shown = Signal(object)
    """A page shall stand in the window."""

    tried = Signal(object)
    """A Key shall open a vault."""

    asked = Signal(object, object)
    """A task for the opener, and whom to tell what came of it."""

    finished = Signal(object)
    """An Opened: a vault was made, restored or invented."""

    def __init__(self, parent: QObject, *, only: Path | None, after_crash: bool) -> None:
        super().__init__(parent)
        self._only, self._after_crash = only, after_crash
        self._known = start_file.load()
        self._wrong, self._wait = 0, 0
        self.page: UnlockPage | FirstRun | RestorePage | None = None

    @property
    def language(self) -> str:
        """The language that was spoken last; "" for none."""
        return self._known.language

    def show(self) -> None:
        """Show the page that opens the known folders, or the one that makes the first."""
        folders = (self._only,) if self._only else self._known.folders
        if not folders:
            self._show_first_run()
            return
        page = UnlockPage(folders, wrong_before=self._wrong, wait=self._wait)
        page.tried.connect(self.tried)
        page.other_wanted.connect(self._show_first_run)
        page.restore_wanted.connect(self._show_restore)
        self._show(page, self.show)
        if self._after_crash:
            page.banner(_("The window closed by itself. What you wrote is kept in the folder."))

    def know(self, folder: Path) -> None:
        """Keep a folder in mind for the next start, unless another one alone is to be shown."""
        if self._only is None:
            self._keep(self._known.knowing(folder))

    def keep_language(self, language: str) -> None:
        """Speak this language with the next start."""
        self._keep(replace(self._known, language=language))

    def _show_first_run(self) -> None:
        from streetlaw.ui.start.first_run import FirstRun  # lazy: most days begin with unlocking

        page = FirstRun(start_file.new_folder(), can_go_back=bool(self._only or self._known.folders))
        page.folder_chosen.connect(self._on_folder_chosen)
        page.finished.connect(self.finished)
        page.restore_wanted.connect(self._show_restore)
        page.left.connect(self.show)
        self._show(page, self._show_first_run)

    def _show_restore(self) -> None:
        from streetlaw.ui.start.restore_page import RestorePage  # lazy: most days nothing is lost

        page = RestorePage(start_file.new_folder())
        page.finished.connect(self.finished)
        page.left.connect(self.show)
        self._show(page, self._show_restore)

    def _show(self, page: UnlockPage | FirstRun | RestorePage, again: Callable[[], None]) -> None:
        self.page, self._show_again = page, again
        page.language_chosen.connect(self._on_language_chosen)
        page.asked.connect(self.asked)
        self.shown.emit(page)

    def _on_language_chosen(self, language: str) -> None:
        translation.use(language)
        self.keep_language(language)
        if isinstance(self.page, UnlockPage):
            self._wrong, self._wait = self.page.wrong, self.page.wait
        before = self.page
        self._show_again()
        if before is not None and self.page is not None and type(self.page) is type(before):
            self.page.take_over(before)

    def _on_folder_chosen(self, folder: Path) -> None:
        self._keep(self._known.knowing(folder))
        self.show()

    def _keep(self, known: start_file.Start) -> None:
        self._known = known
        start_file.save(known)
