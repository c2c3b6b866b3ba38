"""The statements that are to be checked, as a table shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from streetlaw.services.law.facts import DueFact
from streetlaw.services.law.links import Link
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.dates import day_full
from streetlaw.ui.law.cell_words import statement_kind, statement_name
from streetlaw.ui.law.trust import result_text
from streetlaw.ui.law.words import listed
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.status import status, status_label

Index = QModelIndex | QPersistentModelIndex
STATEMENT, HANGS, DUE, STATE = range(4)


class DueModel(QAbstractTableModel):
    """The statements as Qt sees them; those somebody checked here can be ticked."""

    ticked_changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.facts: Sequence[DueFact] = ()
        self.ticked: set[tuple[str, Link]] = set()
        self._several = False

    def toggle(self, row: int) -> None:
        """Tick a statement, or untick it; one nobody checked has no box."""
        one = self.facts[row]
        if one.last is not None:
            self.ticked ^= {key_of(one)}
            self.dataChanged.emit(self.index(row, 0), self.index(row, STATE))
            self.ticked_changed.emit()

    def show_facts(self, facts: Sequence[DueFact], *, several: bool) -> None:
        """Show these; with `several` packs each line says its own."""
        self.beginResetModel()
        self.facts, self._several = facts, several
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many statements there are."""
        return 0 if parent.isValid() else len(self.facts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Four columns."""
        return 0 if parent.isValid() else STATE + 1

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Fact"), _("What hangs on it"), _("To be checked"), _("State"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        return self._cell(self.facts[index.row()], index.column()).get(role)

    def _cell(self, one: DueFact, column: int) -> Mapping[int, object]:
        words, second = Qt.ItemDataRole.DisplayRole, Role.SECOND
        if column == STATEMENT:
            kind = listed(statement_kind(one.link), one.pack.name if self._several else "")
            return {words: statement_name(one.pack, one.link), second: kind, **self._box(one)}
        if column == HANGS:
            deadlines = ngettext("{n} open deadline", "{n} open deadlines", one.deadlines)
            aid = ngettext("{n} category of legal aid", "{n} categories of legal aid", one.categories)
            return {words: deadlines.format(n=one.deadlines) if one.deadlines else "–",
                    second: aid.format(n=one.categories) if one.categories else "",
                    Role.INK: "text" if one.deadlines else "text-3"}
        if column == DUE:
            last = f"{day_full(one.last.checked_on)}: {result_text(one.last)}" \
                if one.last and one.last.checked_on else ""
            return {words: due_text(one), second: last,
                    Role.INK: "danger" if one.is_overdue(self._today) else "text"}
        if one.gave_way:
            text = _("Look again")
            return {words: text, Role.BADGE: ("warning", "pencil-simple", text)}
        fresh = one.fact.freshness(self._today)
        look = status("verification", fresh.value)
        text = status_label("verification", fresh.value)
        return {words: text, Role.BADGE: (look.tone, look.icon, text)}

    def _box(self, one: DueFact) -> Mapping[int, object]:
        if one.last is None:
            return {}
        on = key_of(one) in self.ticked
        name = statement_name(one.pack, one.link)
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return {Qt.ItemDataRole.CheckStateRole: state.value,
                Qt.ItemDataRole.AccessibleTextRole: _("{name}, chosen").format(name=name) if on else name}


def key_of(one: DueFact) -> tuple[str, Link]:
    """What names a statement among those of all packs."""
    return one.pack.code, one.link


def due_text(one: DueFact) -> str:
    """By when to look again."""
    return day_full(one.due) if one.due else _("not verified yet")
