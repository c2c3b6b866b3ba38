"""The lines of the activity log as Qt sees them: newest first, more of them as one scrolls down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from streetlaw.services.telling import Telling
from streetlaw.services.trail import Entry
from streetlaw.translation import gettext as _
from streetlaw.ui.history.lines import look
from streetlaw.ui.parts.cells import Role

NUMBER, WHEN, DONE, WITH, CODE = range(5)
WIDTHS = (76, 150, None, 190, 96)
PIECE = 200
"""Lines read at a time."""

Index = QModelIndex | QPersistentModelIndex


class LogModel(QAbstractTableModel):
    """Pieces of the log, one below the other; the view asks for the next when it comes to the end."""

    more_wanted = Signal(int)
    """The number below which the next piece begins."""

    def __init__(self, telling: Telling) -> None:
        super().__init__()
        self._telling = telling
        self._entries: list[Entry] = []
        self._whole = True

    def begin(self) -> None:
        """Forget all lines; `add` brings the first ones."""
        self.beginResetModel()
        self._entries.clear()
        self._whole = True
        self.endResetModel()

    def add(self, entries: Sequence[Entry]) -> None:
        """Put a piece below the others."""
        self._whole = len(entries) < PIECE
        if entries:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
            self._entries += entries
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines were read so far."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Five columns."""
        return 0 if parent.isValid() else CODE + 1

    def canFetchMore(self, parent: Index) -> bool:
        """True until the beginning of the log was read."""
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next piece, once."""
        if not parent.isValid() and not self._whole:
            self._whole = True  # until the piece has come
            self.more_wanted.emit(self._entries[-1].line.number)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("No."), _("When"), _("What was done"), _("With what"), _("Code"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        line, code = self._entries[index.row()].line, self._entries[index.row()].code
        if role == Role.ICON and index.column() == DONE:
            icon, tone = look(line.name)
            return icon, "text-2" if tone == "neutral" else tone
        if role == Role.INK and index.column() == NUMBER:
            return "text-3"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        done = self._telling.done(line.name)
        return (str(line.number), self._telling.moment(line.at), done[:1].upper() + done[1:],
                self._telling.kind(line.kind) if line.kind else "", code)[index.column()]
