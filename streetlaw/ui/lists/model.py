"""The rows of a list that can be chosen: the first column holds their boxes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from streetlaw.translation import gettext as _
from streetlaw.ui.desk import Desk
from streetlaw.ui.paged import Cell, Index, PagedModel, Question

L = TypeVar("L")

TICK = 0
"""The column of the boxes."""


class ChosenModel(PagedModel[L]):
    """Rows with boxes; all of them can be chosen without naming one."""

    chosen_changed = Signal()

    def __init__(self, desk: Desk, question: Question[L], headers: Sequence[str], parent: QObject) -> None:
        super().__init__(desk, question, ("", *headers), parent)
        self._named: dict[str, None] = {}
        self._all = False
        """Then `_named` are those that are not chosen."""

    @property
    def number(self) -> int:
        """How many are chosen."""
        return len(self._ids) - len(self._named) if self._all else len(self._named)

    @property
    def chosen(self) -> Sequence[str]:
        """The ids of those chosen."""
        if not self._all:
            return tuple(self._named)
        return [id for id in self._ids if id not in self._named] if self._named else self._ids

    @property
    def state(self) -> Qt.CheckState:
        """Whether all, some or none are chosen."""
        number = self.number
        if not number:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if number == len(self._ids) else Qt.CheckState.PartiallyChecked

    def is_chosen(self, record_id: str) -> bool:
        """True when the box of that record is ticked."""
        return (record_id in self._named) is not self._all

    def toggle(self, row: int) -> None:
        """Tick the box of a row, or take the tick away."""
        self.choose(row, row, on=not self.is_chosen(self.record_id(row)))

    def choose(self, first: int, last: int, *, on: bool = True) -> None:
        """Tick the boxes from one row to another, or take their ticks away."""
        first, last = min(first, last), max(first, last)
        for id in self._ids[first:last + 1]:
            if on is self._all:
                self._named.pop(id, None)
            else:
                self._named[id] = None
        self._tell(first, last)

    def choose_all(self, *, on: bool) -> None:
        """Tick every box, or none."""
        if on is self._all and not self._named:
            return
        self._named.clear()
        self._all = on and bool(self._ids)
        self._tell(0, len(self._ids) - 1)

    def forget(self, gone: Collection[str]) -> None:
        """Choose nothing that is no longer there."""
        if not self._all and any(self._named.pop(id, self) is None for id in gone):
            self.chosen_changed.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Boxes can be ticked."""
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        return self.cell_at(index.row(), index.column()).get(role)

    def cell_at(self, row: int, column: int) -> Cell:
        """All that is known of a cell; a box needs no line."""
        if column != TICK:
            return super().cell_at(row, column)
        on = self.is_chosen(self.record_id(row))
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return {Qt.ItemDataRole.CheckStateRole: state.value,
                Qt.ItemDataRole.AccessibleTextRole: _("chosen") if on else _("not chosen")}

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Let a screen reader tick a box."""
        if index.column() != TICK or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.choose(index.row(), index.row(), on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns; that of the boxes is for screen readers alone."""
        if section == TICK and role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Choose all")
        return super().headerData(section, orientation, role)

    def _tell(self, first: int, last: int) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(first, TICK), self.index(last, TICK))
        self.chosen_changed.emit()
