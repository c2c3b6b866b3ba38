"""The first step: which file, which sheet of it; and what was taken over before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from streetlaw.domain.table_import import TableImport
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_long
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.text import Text


class EarlierRow(ListRow):
    """An import made before, with the way back."""

    undo_wanted = Signal(object)

    def __init__(self, made: TableImport) -> None:
        undo = Button(_("Take back…"))
        undo.setAccessibleName(_("Take back {file}").format(file=made.file))
        day = day_long(made.made.astimezone().date()) if made.made else ""
        super().__init__(made.file or _("a table"), f"{day} · {summary(made)}", trailing=undo)
        self._made = made
        undo.clicked.connect(self._on_undo)

    def _on_undo(self) -> None:
        self.undo_wanted.emit(self._made)


class FileStep(QWidget):
    """Choose a file, or let it fall here; earlier imports can be taken back."""

    choice_wanted = Signal()
    dropped = Signal(Path)
    sheet_chosen = Signal(str)
    undo_wanted = Signal(object)
    """A TableImport."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.choose = Button(_("Choose a file…"), kind="primary", icon="folder-open")
        self.sheet = QComboBox()
        self._file = ListRow("", "")
        self._sheet = Field(_("Sheet"), self.sheet)
        self._earlier = Card(_("Taken over before"), icon="clock-counter-clockwise")
        self._lay_out()
        self.show_file("", (), "", 0)
        self.choose.clicked.connect(self.choice_wanted)
        self.sheet.textActivated.connect(self.sheet_chosen)

    def show_file(self, name: str, sheets: Sequence[str], sheet: str, rows: int) -> None:
        """Show what was read; "" for nothing yet."""
        found = ngettext("{n} row below the header", "{n} rows below the header", rows).format(n=rows)
        self._file.set_title(name or _("No file yet"))
        self._file.set_subtitle(found if name else _("An Excel, OpenDocument or CSV file. It may also be "
                                                     "dropped here."))
        self.sheet.clear()
        self.sheet.addItems(list(sheets))
        self.sheet.setCurrentText(sheet)
        self._sheet.setVisible(len(sheets) > 1)

    def show_earlier(self, imports: Sequence[TableImport]) -> None:
        """List the imports that can be taken back."""
        self._earlier.clear_rows()
        self._earlier.setVisible(bool(imports))
        self._earlier.set_count(len(imports))
        for made in imports:
            row = EarlierRow(made)
            row.undo_wanted.connect(self.undo_wanted)
            self._earlier.add_row(row)

    def _lay_out(self) -> None:
        card = Card(_("Which table?"), icon="table")
        card.add_row(self._file)
        card.add_action(self.choose)
        card.add(self._sheet)
        self._sheet.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        said = Text(_("Each row becomes a client, with the incident and the help it tells of. Rows with the "
                      "same code or number are one person. Nothing is stored before you have seen it."),
                    "secondary", wrap=True)
        column.addWidget(said)
        column.addWidget(card)
        warning = _("The file itself stays where it is, readable by anybody. Once the import is right, "
                    "erase it or lock it away.")
        column.addWidget(Banner(warning, "warning", icon="file"))
        column.addWidget(self._earlier)
        column.addStretch(1)
        self._earlier.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file fell here."""
        event.acceptProposedAction()
        self.dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))


def summary(made: TableImport) -> str:
    """What an import made, in one line."""
    return _("clients: {clients}, incidents: {incidents}, help given: {actions}").format(
        clients=made.number("client"), incidents=made.number("incident"), actions=made.number("action"))
