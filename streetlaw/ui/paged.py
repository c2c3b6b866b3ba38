"""A long list as Qt sees it: all ids at once, the lines of a page when one of them is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from streetlaw.services.ports import Work
from streetlaw.ui.desk import Desk

PAGE = 100
PAGES_KEPT = 20

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
        self._asked: set[int] = set()
        self._generation = 0

    def cell(self, line: L, column: int) -> Cell:
        """What Qt may ask about a cell, by role: nothing, unless a subclass says it."""
        del line, column
        return {}

    def list_ids(self, ids: Sequence[str]) -> None:
        """List these records."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._asked.clear()
        self._generation += 1
        self.endResetModel()

    def record_id(self, row: int) -> str:
        """The id of the record in that row."""
        return self._ids[row]

    def row_of(self, record_id: str) -> int:
        """The row of a record, or -1."""
        return self._ids.index(record_id) if record_id in self._ids else -1

    def line(self, row: int) -> L | None:
        """The line of that row; None while it is being read."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self._ask(row // PAGE)
            return None
        self._pages.move_to_end(row // PAGE)
        return page[row % PAGE] if row % PAGE < len(page) else None

    def redraw(self, column: int) -> None:
        """Draw one column anew."""
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
        line = self.line(index.row())
        return None if line is None else self.cell(line, index.column()).get(role)

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = self._ids[page * PAGE:(page + 1) * PAGE]
        landed = partial(self._on_lines, self._generation, page)
        self.desk.ask(self.question, ids, owner=self, done=landed)

    def _on_lines(self, generation: int, page: int, lines: Sequence[L]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(page)
        self._pages[page] = lines
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self._headers) - 1))


def words(text: str, more: Cell | None = None) -> Cell:
    """A cell with a text, and what else there is to say of it."""
    return {Qt.ItemDataRole.DisplayRole: text, **(more or {})}
