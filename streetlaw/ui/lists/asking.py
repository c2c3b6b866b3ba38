"""Asking for a list: its first lines at once, the rest of it once nobody waits for anything else."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from streetlaw.services.ports import Work
from streetlaw.ui.lists.reading import Found, Source, read_again, read_first, read_rest
from streetlaw.ui.page import Page

REST_MS = 120
"""The rest of a list is read after nothing else was asked for so long."""


class Asking(QObject):
    """One question at a time: a newer one gives up the older, also while it is being answered."""

    began = Signal(object)
    """Found: the first lines of another list."""
    grew = Signal(object)
    """Found: all of the list that `began`."""
    renewed = Signal(object)
    """Found: all of the same list, after something changed."""

    def __init__(self, page: Page, source: Source[Any]) -> None:
        super().__init__(page)
        self._page, self._source = page, source
        self._query: object = None
        self._is_whole = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.total: int | None = None
        """How many records there are without search and filters; None until they are counted anew."""

    @property
    def is_whole(self) -> bool:
        """True when nothing more of the list will come."""
        return self._is_whole

    @property
    def query(self) -> object:
        """What was asked for last; None before the first time."""
        return self._query

    def ask(self, query: object) -> None:
        """Begin a list."""
        self._rest.stop()
        self._query, self._is_whole = query, False
        self._page.ask(read_first, self._source, query, self.total, done=self._on_first, latest="list")

    def renew(self, query: object) -> None:
        """Read a list again that may be shown already: then nothing of it goes away meanwhile."""
        self.total = None
        if self._is_whole and query == self._query:
            self._page.ask(read_again, self._source, query, done=self._on_again, latest="list")
        else:
            self.ask(query)

    def put_off(self) -> None:
        """Let somebody who moves on not wait for the rest of the list."""
        if self._query is not None and not self._is_whole:
            if not self._rest.isActive():
                self._page.ask(_nothing, done=_nothing_more, latest="list")
            self._rest.start()

    def _on_first(self, found: Found[Any]) -> None:
        self._is_whole = found.whole
        if found.whole:
            self.total = found.total
        else:
            self._rest.start()
        self.began.emit(found)

    def _on_rest(self) -> None:
        self._page.ask(read_rest, self._source, self._query, self.total, done=self._on_all, latest="list")

    def _on_all(self, found: Found[Any]) -> None:
        self._is_whole, self.total = True, found.total
        self.grew.emit(found)

    def _on_again(self, found: Found[Any]) -> None:
        self.total = found.total
        self.renewed.emit(found)


def _nothing(_work: Work) -> None:
    """Ask for nothing: what was asked for before is given up."""


def _nothing_more(_value: object) -> None:
    """Nothing came of it."""
