"""The fourth step: what would be stored, and which rows cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.importing.report import ImportReport, RowError
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.importing.words import target_label
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.table import TableView

Index = QModelIndex | QPersistentModelIndex
LINE, COLUMN, PROBLEM = range(3)


class ErrorsModel(QAbstractTableModel):
    """What is wrong, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self._errors: Sequence[RowError] = ()

    def show_errors(self, errors: Sequence[RowError]) -> None:
        """List these."""
        self.beginResetModel()
        self._errors = errors
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many errors there are."""
        return 0 if parent.isValid() else len(self._errors)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Line, column, what is wrong."""
        return 0 if parent.isValid() else PROBLEM + 1

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Line"), _("Column"), _("What is wrong"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell, in words."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        error = self._errors[index.row()]
        match index.column():
            case 0:
                return str(error.line)
            case 1:
                return target_label(error.column)
        return sentence(StreetLawError(error.code, **error.facts))


class CheckStep(QWidget):
    """Figures first, then the rows that cannot be taken over."""

    skip_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.model = ErrorsModel()
        self.errors = TableView(_("Rows that cannot be taken over"), dense=True)
        self.errors.setModel(self.model)
        self.errors.set_widths([80, 280, None])
        self.skip = QCheckBox(_("Leave these rows out and take over the rest"))
        self._facts = KeyValues()
        self._bad = Card(_("Rows that cannot be taken over"), icon="warning-circle")
        self._lay_out()
        self.skip.toggled.connect(self.skip_changed)

    def show_report(self, report: ImportReport) -> None:
        """Show what would happen."""
        self._facts.clear()
        self._facts.add(_("New clients"), str(len(report.clients)))
        self._facts.add(_("Incidents"), str(report.incidents))
        self._facts.add(_("Help given"), str(report.actions))
        self._facts.add(_("Already here"), ngettext("{n} row", "{n} rows", report.existing).format(
            n=report.existing))
        if report.unknown_columns:
            self._facts.add(_("Columns not read"), ", ".join(report.unknown_columns))
        self.model.show_errors(report.errors)
        self._bad.set_count(report.bad_rows)
        self._bad.setVisible(bool(report.errors))

    def _lay_out(self) -> None:
        card = Card(_("What would be taken over"), icon="user-plus")
        card.add(self._facts)
        self._bad.add(self.skip)
        self._bad.add(self.errors, 1)
        self.errors.setMinimumHeight(theme.current().px(160))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(card)
        said = _("Consents are not in a table. Ask each person when you meet, and note it on their card; "
                 "until then nothing of theirs can leave.")
        column.addWidget(Banner(said, "info"))
        column.addWidget(self._bad, 100)
        column.addStretch(1)
