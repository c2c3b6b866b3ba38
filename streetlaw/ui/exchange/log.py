"""The log: every sealed file that left or came, never changed and never forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from streetlaw.domain.review import Direction
from streetlaw.translation import gettext as _
from streetlaw.ui.dates import day_full, size_text, time_text
from streetlaw.ui.exchange.reading import LogLine
from streetlaw.ui.exchange.words import counts_text, hash_start, kind_label
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.table import TableView

WHEN, WAY, PARTNER, HOLDS, NUMBER, SIZE, HASH = range(7)
_WIDTHS = (150, 108, None, 210, 56, 84, 150)
_RIGHT = int(Qt.AlignmentFlag.AlignRight)

Index = QModelIndex | QPersistentModelIndex


class LogModel(QAbstractTableModel):
    """The lines of the log as Qt sees them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[LogLine] = ()

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> LogLine | None:
        """The line of a row, if there is one."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many files left or came."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Seven columns."""
        return 0 if parent.isValid() else HASH + 1

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (NUMBER, SIZE):
            return _RIGHT | int(Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("When"), _("Way"), _("Person"), _("Contents"), _("No."), _("Size"),
                _("Fingerprint"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        return _cell(self._lines[index.row()], index.column()).get(role)


def _cell(line: LogLine, column: int) -> Mapping[int, object]:
    bundle, words = line.bundle, Qt.ItemDataRole.DisplayRole
    left, when = bundle.direction is Direction.OUT, bundle.handled
    cells: tuple[Mapping[int, object], ...] = (
        {words: f"{day_full(when.astimezone().date())}, {time_text(when)}" if when else ""},
        {words: _("went out") if left else _("came in"),
         Role.ICON: ("arrow-up-right" if left else "download-simple", "text-2")},
        {words: line.partner or _("no longer in your list"), Role.INK: "text" if line.partner else "text-3"},
        {words: counts_text(bundle.counts) or kind_label(bundle.kind)},
        {words: str(bundle.number), Qt.ItemDataRole.TextAlignmentRole: _RIGHT},
        {words: size_text(bundle.size), Qt.ItemDataRole.TextAlignmentRole: _RIGHT},
        {words: hash_start(bundle.manifest_sha256), Role.MONO: True, Role.INK: "text-2",
         Qt.ItemDataRole.ToolTipRole: bundle.manifest_sha256},
    )
    return cells[column]


class LogCard(Card):
    """The log in a card; a file that left can be sent again when it got lost."""

    again_wanted = Signal(object)
    """A Bundle got lost on its way."""

    def __init__(self) -> None:
        super().__init__(_("Log of files"), icon="list-bullets",
                         note=_("kept for as long as this folder exists"))
        self.model = LogModel()
        self.table = TableView(_("Log of files"), dense=True)
        self.table.setProperty("kind", "plain")
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS)
        self.again = Button("", kind="quiet", icon="arrow-counter-clockwise")
        self.again.hide()
        self.add_action(self.again)
        self.again.clicked.connect(self._on_again)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState(
            "package", _("No file has left or come yet"),
            _("Each one will be here with its day, person, size and fingerprint.")))
        self.body.addWidget(self._stack, 1)

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        """Show the log, latest first."""
        row = self.table.currentIndex().row()
        self.model.show_lines(lines)
        self.table.selectRow(row)
        self._on_row(self.table.currentIndex())
        self.set_count(len(lines) or None)
        self._stack.setCurrentIndex(0 if lines else 1)

    def _on_row(self, current: QModelIndex, *_previous: QModelIndex) -> None:
        line = self.model.line(current.row())
        lost = line is not None and line.bundle.direction is Direction.OUT and bool(line.partner)
        self.again.setVisible(lost)
        if line is not None and lost:
            self.again.setText(_("No. {number} got lost: send again…").format(number=line.bundle.number))

    def _on_again(self) -> None:
        line = self.model.line(self.table.currentIndex().row())
        if line is not None:
            self.again_wanted.emit(line.bundle)
