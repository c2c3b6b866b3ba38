"""The register as Qt sees it: all ids at once, the lines of a page when it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from streetlaw.services.listing import IncidentRow
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.dates import partial_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.words import region_text
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.status import status, status_label

PAGE = 100
PAGES_KEPT = 20

CODE, WHEN, DONE, REGION, STATE, CASE = range(6)

Cell = Mapping[int, object]
Index = QModelIndex | QPersistentModelIndex


def _rows(work: Work, ids: Sequence[str]) -> Sequence[IncidentRow]:
    return work.incident_rows(ids)


class IncidentsModel(QAbstractTableModel):
    """Rows of incidents; a page of 100 lines is asked for when one of them is painted, 20 pages are kept.

    Grounds, names and stories never come here.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: Sequence[str] = ()
        self._pages: OrderedDict[int, Sequence[IncidentRow]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0

    def show_ids(self, ids: Sequence[str]) -> None:
        """List these incidents."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._asked.clear()
        self._generation += 1
        self.endResetModel()

    def incident_id(self, row: int) -> str:
        """The id of the incident in that row."""
        return self._ids[row]

    def row_of(self, incident_id: str) -> int:
        """The row of an incident, or -1."""
        return self._ids.index(incident_id) if incident_id in self._ids else -1

    def line(self, row: int) -> IncidentRow | None:
        """The line of that row; None while it is being read."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self._ask(row // PAGE)
            return None
        self._pages.move_to_end(row // PAGE)
        return page[row % PAGE] if row % PAGE < len(page) else None

    # ── Qt's questions ───────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many incidents are listed."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Six columns."""
        return 0 if parent.isValid() else CASE + 1

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Code"), _("When"), _("Violations"), _("Region"), "", _("Case"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; screen readers get the same words as eyes."""
        line = self.line(index.row())
        return None if line is None else self._cell(line, index.column()).get(role)

    def _cell(self, line: IncidentRow, column: int) -> Cell:
        """What Qt may ask about a cell, by role."""
        cells: dict[int, Callable[[], Cell]] = {
            CODE: partial(_words, line.code, {Role.STRONG: True}), WHEN: partial(_when, line),
            DONE: partial(self._done, line), REGION: partial(self._region, line),
            STATE: partial(_form, line), CASE: partial(_case, line)}
        return cells[column]()

    def _done(self, line: IncidentRow) -> Cell:
        said = [self._desk.pack.label("violations", code, language()) for code in line.violations]
        text = ", ".join(said)
        if not said:
            return _words(_("not said yet"), {Role.INK: "text-3"})
        return _words(text, {Qt.ItemDataRole.ToolTipRole: text})

    def _region(self, line: IncidentRow) -> Cell:
        text = region_text(self._desk.pack, line.region)
        name = self._desk.pack.label("regions", line.region, language()) if line.region else ""
        return _words(name, {Qt.ItemDataRole.ToolTipRole: text})

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = self._ids[page * PAGE:(page + 1) * PAGE]
        landed = partial(self._on_rows, self._generation, page)
        self._desk.ask(_rows, ids, owner=self, done=landed)

    def _on_rows(self, generation: int, page: int, rows: Sequence[IncidentRow]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(page)
        self._pages[page] = rows
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, CASE))


def _words(text: str, more: Cell | None = None) -> Cell:
    return {Qt.ItemDataRole.DisplayRole: text, **(more or {})}


def _when(line: IncidentRow) -> Cell:
    if line.occurred is None:
        return _words(_("no date"), {Role.INK: "text-3"})
    return _words(partial_text(line.occurred))


def _form(line: IncidentRow) -> Cell:
    if line.complete:
        return {Qt.ItemDataRole.AccessibleTextRole: _("complete")}
    said = _("incomplete")
    return {Role.ICON: ("warning-circle", "warning"), Qt.ItemDataRole.ToolTipRole: said,
            Qt.ItemDataRole.AccessibleTextRole: said}


def _case(line: IncidentRow) -> Cell:
    if not line.status:
        return {}
    shown, label = status("case", line.status), status_label("case", line.status)
    return _words(label, {Role.BADGE: (shown.tone, shown.icon, label)})
