"""A long list as Qt sees it: all ids at once, the lines of a page when one of them is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from streetlaw.services.ports import Work
from streetlaw.ui.desk import Desk
from streetlaw.ui.page import asker

PAGE = 100
PAGES_KEPT = 20
CELLS_KEPT = 4000
PAGES_WANTED = 2
"""How many pages wait to be read, the last looked at first; what was scrolled past is not read at all."""

L = TypeVar("L")
Cell = Mapping[int, object]
Index = QModelIndex | QPersistentModelIndex
Question = Callable[[Work, Sequence[str]], Sequence[L]]


class PagedModel(QAbstractTableModel, Generic[L]):
    """Rows of records; a page of 100 lines is asked for when one of them is painted, 20 pages are kept.

    `question` reads the lines of ids; `headers` name the columns. Subclasses say what a cell holds.
    """

    def __init__(self, desk: Desk, question: Question[L], headers: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.question = question
        self._headers = headers
        self._ids: Sequence[str] = ()
        self._pages: OrderedDict[int, Sequence[L]] = OrderedDict()
        self._wanted: list[int] = []
        self._cells: dict[tuple[int, int], Cell] = {}
        self._stale: set[int] = set()
        self._reading: int | None = None
        self._generation = 0

    def cell(self, line: L, column: int) -> Cell:
        """What Qt may ask about a cell, by role: nothing, unless a subclass says it."""
        del line, column
        return {}

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the records, in order."""
        return self._ids

    def list_ids(self, ids: Sequence[str], lines: Sequence[L] = ()) -> None:
        """List these records; `lines` are those of the first page, if they are known."""
        self.beginResetModel()
        self._ids = ids
        self._forget()
        if lines:
            self._pages[0] = lines
        self.endResetModel()

    def grow(self, ids: Sequence[str]) -> None:
        """List these records: where they only go on, what is shown stays as it is."""
        known = len(self._ids)
        if len(ids) < known or list(ids[:known]) != list(self._ids):
            self.list_ids(ids)
        elif len(ids) > known:
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self._ids = ids
            if known % PAGE:
                self._pages.pop(known // PAGE, None)
            self.endInsertRows()

    def renew(self, ids: Sequence[str], lines: Sequence[L] = ()) -> None:
        """List these records as they are now: if none came or went, what is shown stays till then."""
        if ids != self._ids:
            self.list_ids(ids, lines)
            return
        self._stale = set(self._pages)
        if lines:
            self._keep(0, lines)
        self.redraw(0)

    def record_id(self, row: int) -> str:
        """The id of the record in that row."""
        return self._ids[row]

    def row_of(self, record_id: str) -> int:
        """The row of a record, or -1."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def line(self, row: int) -> L | None:
        """The line of that row; None while it is being read."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self._want(row // PAGE)
            return None
        if row // PAGE in self._stale:
            self._want(row // PAGE)
        self._pages.move_to_end(row // PAGE)
        return page[row % PAGE] if row % PAGE < len(page) else None

    def redraw(self, column: int) -> None:
        """Draw one column anew."""
        self._cells.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, column), self.index(len(self._ids) - 1, column))

    # ── Qt's questions ───────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many records are listed."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._headers[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        return self.cell_at(index.row(), index.column()).get(role)

    def cell_at(self, row: int, column: int) -> Cell:
        """All that is known of a cell: Qt asks a dozen times for each, so it is made once."""
        line = self.line(row)
        if line is None:
            return {}
        known = self._cells.get((row, column))
        if known is None:
            if len(self._cells) >= CELLS_KEPT:
                self._cells.clear()
            known = self._cells[row, column] = self.cell(line, column)
        return known

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────────────

    def _forget(self) -> None:
        self._pages.clear()
        self._cells.clear()
        self._stale.clear()
        self._wanted.clear()
        self._reading = None
        self._generation += 1

    def _want(self, page: int) -> None:
        if page == self._reading:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted = [*self._wanted[1 - PAGES_WANTED:], page]
        if self._reading is None:
            self._read_next()

    def _read_next(self) -> None:
        page = self._reading = self._wanted.pop()
        ids = self._ids[page * PAGE:(page + 1) * PAGE]
        landed = partial(self._on_lines, self._generation, page)
        asker(self, self.desk).ask(self.question, ids, owner=self, done=landed)

    def _on_lines(self, generation: int, page: int, lines: Sequence[L]) -> None:
        if generation != self._generation:
            return
        self._reading = None
        self._keep(page, lines)
        if self._wanted:
            self._read_next()

    def _keep(self, page: int, lines: Sequence[L]) -> None:
        self._pages[page] = lines
        self._cells.clear()
        self._stale.discard(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self._headers) - 1))


def words(text: str, more: Cell | None = None) -> Cell:
    """A cell with a text, and what else there is to say of it."""
    return {Qt.ItemDataRole.DisplayRole: text, **(more or {})}
