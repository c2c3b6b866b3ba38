"""Where the account comes from, and how far it has been checked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.incident import Incident, Source, SourceKind, Verification
from streetlaw.services import wording
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.incidents.beside import Beside
from streetlaw.ui.incidents.pick import ChoiceBox
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.incidents.words import choices
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.look import set_look


class SourceRow(QWidget):
    """One source: its kind and a note."""

    edited = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = ChoiceBox(choices(wording.SOURCE))
        self.kind.setPlaceholderText(_("choose"))
        self.kind.setAccessibleName(_("Source, required"))
        self.kind.choose("")
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("note, without names"))
        self.note.setAccessibleName(_("Note on the source"))
        self.remove = IconButton("x", _("Remove this source"), kind="quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(4))
        line.addWidget(Beside(self.kind, self.note, shares=(1, 1), narrow=320, gap=8), 1)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.kind.activated.connect(self._on_edited)
        self.note.textEdited.connect(self._on_edited)
        self.remove.clicked.connect(self.removed)

    def value(self) -> Source | None:
        """The source; None while no kind is chosen."""
        kind = self.kind.key()
        return Source(kind=SourceKind(kind), note=self.note.text().strip()) if kind else None

    def show_source(self, source: Source) -> None:
        """Show a source."""
        self.kind.choose(source.kind)
        self.note.setText(source.note)

    def _on_edited(self, *_value: object) -> None:
        self.edited.emit()


class Sources(Piece):
    """Several sources; there is always a row to begin with."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[SourceRow] = []
        self.add = Button(_("Add"), kind="quiet", icon="plus")
        self.add.setAccessibleName(_("Add a source"))
        self.verification = ChoiceBox(choices(wording.VERIFICATION))
        held = QWidget()
        self._held = QVBoxLayout(held)
        self._held.setContentsMargins(0, 0, 0, 0)
        self._held.setSpacing(theme.current().px(8))
        self.field = Field(_("Source"), held, required=True)
        self.field.add_note(self.add)
        self.column.addWidget(self.field)
        self.column.addWidget(Beside(Field(_("How far it was checked"), self.verification), QWidget(),
                                     shares=(1, 1)))
        self.add.clicked.connect(self._on_add)
        self.verification.activated.connect(self._on_edited)

    def fill(self, incident: Incident) -> Incident:
        """With the sources and how far they were checked."""
        return replace(incident, verification=Verification(self.verification.key()),
                       sources=tuple(said for row in self.rows if (said := row.value()) is not None))

    def show_incident(self, incident: Incident) -> None:
        """Show the sources, or one empty row."""
        for row in list(self.rows):
            self._drop(row)
        for source in incident.sources:
            self._new_row().show_source(source)
        if not incident.sources:
            self._new_row()
        self.verification.choose(incident.verification)
        self.mark_missing("")

    def mark_missing(self, text: str) -> None:
        """Say that a source is needed."""
        self.field.set_error(text or None)
        for row in self.rows:
            set_look(row.kind, "wrong", bool(text))

    def _new_row(self) -> SourceRow:
        row = SourceRow()
        row.edited.connect(self._on_row_edited)
        row.removed.connect(self._on_removed)
        self.rows.append(row)
        self._held.addWidget(row)
        self.field.setFocusProxy(self.rows[0].kind)
        return row

    def _drop(self, row: SourceRow) -> None:
        self.rows.remove(row)
        self._held.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_add(self) -> None:
        self._new_row().kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_edited(self) -> None:
        self.mark_missing("")
        self.edited.emit()

    def _on_removed(self) -> None:
        self._drop(next(row for row in self.rows if row is self.sender()))
        if not self.rows:
            self._new_row()
        self.field.setFocusProxy(self.rows[0].kind)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
