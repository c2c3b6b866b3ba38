"""The client list as Qt sees it: all ids at once, the lines of a page when it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from streetlaw.domain.client import Risk
from streetlaw.domain.deadline import Deadline, Urgency, urgency
from streetlaw.services.listing import ClientRow
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui.dates import day_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.status import status, status_label

PAGE = 100
PAGES_KEPT = 20

CODE, NAME, RISK, STATUS, DUE, REGION, CONTACT = range(7)

Cell = Mapping[int, object]
Index = QModelIndex | QPersistentModelIndex


def _rows(work: Work, ids: Sequence[str], text: str) -> Sequence[ClientRow]:
    return work.client_rows(ids, text)


class ClientsModel(QAbstractTableModel):
    """Rows of clients; a page of 100 lines is asked for when one of them is painted, 20 pages are kept."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: Sequence[str] = ()
        self._text = ""
        self._pages: OrderedDict[int, Sequence[ClientRow]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0
        desk.names.changed.connect(self._on_names_changed)

    def show_ids(self, ids: Sequence[str], text: str) -> None:
        """List these clients; `text` is what was searched for."""
        self.beginResetModel()
        self._ids, self._text = ids, text
        self._pages.clear()
        self._asked.clear()
        self._generation += 1
        self.endResetModel()

    def client_id(self, row: int) -> str:
        """The id of the client in that row."""
        return self._ids[row]

    def row_of(self, client_id: str) -> int:
        """The row of a client, or -1."""
        return self._ids.index(client_id) if client_id in self._ids else -1

    def line(self, row: int) -> ClientRow | None:
        """The line of that row; None while it is being read."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self._ask(row // PAGE)
            return None
        self._pages.move_to_end(row // PAGE)
        return page[row % PAGE] if row % PAGE < len(page) else None

    # ── Qt's questions ───────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many clients are listed."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Seven columns."""
        return 0 if parent.isValid() else CONTACT + 1

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Code"), _("Name"), "", _("State"), _("Deadline"), _("Region"), _("Contact"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell; screen readers get the same words as eyes, "hidden" for a masked name."""
        line = self.line(index.row())
        return None if line is None else self._cell(line, index.column()).get(role)

    def _cell(self, line: ClientRow, column: int) -> Cell:
        """What Qt may ask about a cell, by role."""
        today = self._desk.today
        cells: dict[int, Callable[[], Cell]] = {
            CODE: partial(_words, line.code, {Role.STRONG: True}), NAME: partial(self._name, line),
            RISK: partial(_risk, line), STATUS: partial(_state, line), DUE: partial(_due, line, today),
            REGION: partial(self._region, line), CONTACT: partial(_contact, line, today)}
        return cells[column]()

    def _name(self, line: ClientRow) -> Cell:
        if not line.name:
            return _words(_("code only"), {Role.INK: "text-3"})
        if self._desk.names.visible(line.id):
            return _words(line.name)
        return _words(_("hidden"), {Role.MASK: 96})

    def _region(self, line: ClientRow) -> Cell:
        return _words(self._desk.pack.label("regions", line.region, language()) if line.region else "")

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = self._ids[page * PAGE:(page + 1) * PAGE]
        landed = partial(self._on_rows, self._generation, page)
        self._desk.ask(_rows, ids, self._text, owner=self, done=landed)

    def _on_rows(self, generation: int, page: int, rows: Sequence[ClientRow]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(page)
        self._pages[page] = rows
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, CONTACT))

    def _on_names_changed(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, NAME), self.index(len(self._ids) - 1, NAME))


def _words(text: str, more: Cell | None = None) -> Cell:
    return {Qt.ItemDataRole.DisplayRole: text, **(more or {})}


def _risk(line: ClientRow) -> Cell:
    if line.risk == Risk.LOW:
        return {}
    shown, label = status("risk", line.risk), status_label("risk", line.risk)
    return {Role.ICON: (shown.icon, shown.tone), Qt.ItemDataRole.ToolTipRole: label,
            Qt.ItemDataRole.AccessibleTextRole: label}


def _state(line: ClientRow) -> Cell:
    if not line.status:
        return {}
    shown, label = status("case", line.status), status_label("case", line.status)
    return _words(label, {Role.BADGE: (shown.tone, shown.icon, label)})


def _due(line: ClientRow, today: date) -> Cell:
    if line.due is None and line.due_known:
        return _words("–", {Role.INK: "text-3"})
    near = urgency(Deadline(due=line.due), today) or Urgency.UNVERIFIED
    shown = status("deadline", near)
    ink = shown.tone if near in (Urgency.OVERDUE, Urgency.TODAY, Urgency.WEEK) else "text-2"
    return _words(due_words(line.due, today), {Role.INK: ink, Role.ICON: (shown.icon, ink)})


def due_words(due: date | None, today: date) -> str:
    """How near a last day is, in words: 2 days over, today, 27 Nov."""
    if due is None:
        return _("not verified")
    if due < today:
        days = (today - due).days
        return ngettext("{n} day over", "{n} days over", days).format(n=days)
    return _("today") if due == today else day_text(due)


def _contact(line: ClientRow, today: date) -> Cell:
    if line.last_contact is None:
        return {}
    ago = (today - line.last_contact).days
    text = {0: _("today"), 1: _("yesterday")}.get(ago, day_text(line.last_contact))
    return _words(text, {Role.INK: "text-2"})
