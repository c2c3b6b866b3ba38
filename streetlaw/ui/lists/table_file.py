"""A table of codes as a file, for a person's own counting: no name, no ground, nothing of a story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from streetlaw.domain.record import Outcome
from streetlaw.services.batches import note_list
from streetlaw.services.ports import Work, chunks
from streetlaw.services.sheet import sheet
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import files
from streetlaw.ui.dates import locale
from streetlaw.ui.lists.page import ListPage
from streetlaw.ui.lists.reading import Source

_AT_ONCE = 500

Row = Sequence[str]
Told = Callable[[Any], Row]
"""A line of the list as cells of text."""


class TableFile:
    """Asks where, reads the lines, writes the file, and then the log says that it left."""

    def __init__(self, page: ListPage, name: str, header: Row, told: Told) -> None:
        self._page = page
        self._name, self._header, self._told = name, header, told
        self._number = 0

    def save(self, ids: Sequence[str], _key: str = "") -> None:
        """Write the table of these records where the person wants it."""
        path = files.ask_where_to_save(self._page, _("Where to save the table"), self._name,
                                       (("CSV", "*.csv"),))
        if path is None:
            return
        self._number = len(ids)
        self._page.ask(_lines, self._page.source, ids, done=partial(self._make, path),
                       latest="table")

    def _make(self, path: Path, lines: Sequence[Any]) -> None:
        """Put the lines into the file, beside the window's thread."""
        page = self._page
        page.desk.work_long(_table, self._header, self._told, lines, owner=page, refused=page.on_refused,
                            done=partial(self._keep, path))

    def _keep(self, path: Path, data: bytes) -> None:
        """Write the file."""
        page = self._page
        page.desk.write_file(path, data, owner=page, done=self._on_written, refused=page.on_refused)

    def _on_written(self, _path: Path) -> None:
        self._page.run(note_list, done=self._on_noted, undoable=False)

    def _on_noted(self, _outcome: Outcome) -> None:
        said = ngettext("{n} line was saved. The file outside is not encrypted.",
                        "{n} lines were saved. The file outside is not encrypted.", self._number)
        self._page.navigator.toast(said.format(n=locale().toString(self._number)))


def _lines(work: Work, source: Source[Any], ids: Sequence[str]) -> Sequence[Any]:
    return [line for part in chunks(ids, _AT_ONCE) for line in source.lines(work, part)]


def _table(header: Row, told: Told, lines: Sequence[Any]) -> bytes:
    return sheet(header, (told(line) for line in lines))
