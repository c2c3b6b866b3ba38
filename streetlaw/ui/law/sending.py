"""Writing checks and corrections of the law into a signed file for whoever publishes it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from streetlaw.domain.record import Outcome
from streetlaw.services.law.suggestions import note_suggested, suggested
from streetlaw.translation import gettext as _
from streetlaw.ui import files
from streetlaw.ui.page import Page


class Sending(QObject):
    """One file at a time: asks where to, signs, writes, and lets the log say so."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._target: Path | None = None
        self._ids: tuple[str, ...] = ()

    def begin(self, jurisdiction: str, ids: tuple[str, ...]) -> None:
        """Write those checks of a pack, unless the person thinks better of it."""
        title, name = _("Suggestions for the publisher"), f"suggestions-{jurisdiction}.sls"
        self._target = files.ask_where_to_save(self._page, title, name, ((_("Suggestions"), "*.sls"),))
        self._ids = ids
        if self._target is not None:
            tools = self._page.desk.tools
            self._page.ask(suggested, tools.suggestions, jurisdiction, ids, done=self._on_made)

    def _on_made(self, content: bytes) -> None:
        if self._target is not None:
            self._page.desk.write_file(self._target, content, owner=self, done=self._on_written,
                                       refused=self._page.on_refused)

    def _on_written(self, _told: object = None) -> None:
        self._page.run(note_suggested, self._ids, done=self._on_noted, undoable=False)

    def _on_noted(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("Written and signed with your name. No record of any client is in it."))
