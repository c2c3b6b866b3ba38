"""Where the account comes from, and how far it has been checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.incident import Incident, Source, SourceKind, Verification
from streetlaw.services import wording
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.incidents.pick import ChoiceBox
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.incidents.removed import Removed
from streetlaw.ui.incidents.words import choices
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.look import set_look
from streetlaw.ui.parts.option import Option


class SourceRow(QWidget):
    """One source: its kind, a note, and which of the people in the case it was."""

    edited = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = ChoiceBox(choices(wording.SOURCE))
        self.kind.setPlaceholderText(_("choose"))
        self.kind.setAccessibleName(_("Source, required"))
        self.kind.choose("")
        self.who = ChoiceBox(())
        self.who.setAccessibleName(_("Which witness"))
        self.who.hide()
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("note, without names"))
        self.note.setAccessibleName(_("Note on the source"))
        self.remove = IconButton("x", _("Remove this source"), kind="quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(4))
        line.addWidget(Beside(self.kind, self.who, self.note, shares=(4, 3, 4), narrow=320, gap=8), 1)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.kind.activated.connect(self._on_kind)
        self.who.activated.connect(self._on_edited)
        self.note.textEdited.connect(self._on_edited)
        self.remove.clicked.connect(self.removed)

    def value(self) -> Source | None:
        """The source; None while no kind is chosen."""
        kind, note, who = self.values()
        if not kind:
            return None
        return Source(kind=SourceKind(kind), note=note, party_id=who if kind == SourceKind.WITNESS else "")

    def values(self) -> tuple[str, str, str]:
        """What the row says, finished or not: the kind, the note, the person of the case."""
        return self.kind.key(), self.note.text().strip(), self.who.key()

    def show_values(self, kind: str, note: str, party_id: str) -> None:
        """Show what `values` gave."""
        self.kind.choose(kind)
        self.note.setText(note)
        self._choose(party_id)

    def offer(self, people: Sequence[Option]) -> None:
        """Offer other people of the case; the one chosen stays as long as they are among them."""
        kept = self.who.key()
        self.who.clear()
        for one in (Option("", _("not said who")), *people) if people else ():
            self.who.addItem(one.text, one.key)
        self._choose(kept)

    def _choose(self, party_id: str) -> None:
        self.who.choose(party_id if self.who.findData(party_id) >= 0 else "")
        self.who.setVisible(self.kind.key() == SourceKind.WITNESS and self.who.count() > 0)

    def _on_kind(self, *_value: object) -> None:
        self._choose(self.who.key())
        self._on_edited()

    def _on_edited(self, *_value: object) -> None:
        self.edited.emit()


class Sources(Piece):
    """Several sources; there is always a row to begin with."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[SourceRow] = []
        self._people: Sequence[Option] = ()
        self.add = Button(_("Add"), kind="quiet", icon="plus")
        self.add.setAccessibleName(_("Add a source"))
        self.back = Removed(_("Bring back"), _("Bring the removed source back"))
        self.verification = ChoiceBox(choices(wording.VERIFICATION))
        held = QWidget()
        self._held = QVBoxLayout(held)
        self._held.setContentsMargins(0, 0, 0, 0)
        self._held.setSpacing(theme.current().px(8))
        self.field = Field(_("Source"), held, required=True)
        self.field.add_note(self.back)
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
        self.back.forget()
        for row in list(self.rows):
            self._drop(row)
        for source in incident.sources:
            self._new_row().show_values(source.kind, source.note, source.party_id)
        if not incident.sources:
            self._new_row()
        self.verification.choose(incident.verification)
        self.mark_missing("")

    def problem(self) -> bool:
        """A note of which nobody knows where it comes from is marked."""
        for row in self.rows:
            if row.value() is None and row.note.text().strip():
                self.mark_missing(_("Choose what kind of source this is, or remove it."))
                row.kind.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def notes_alone(self) -> list[str]:
        """The notes of rows without a kind: they are no sources yet."""
        return [row.values()[1] for row in self.rows if row.value() is None and row.values()[1]]

    def show_notes_alone(self, notes: Sequence[str]) -> None:
        """Show notes without a kind, below the sources."""
        for note in notes:
            blank = next((row for row in self.rows if row.values() == ("", "", "")), None)
            (blank or self._new_row()).show_values("", note, "")

    def offer(self, people: Sequence[Option]) -> None:
        """Offer the people of the case as witnesses."""
        if people != self._people:
            self._people = people
            for row in self.rows:
                row.offer(people)

    def mark_missing(self, text: str) -> None:
        """Say that a source is needed."""
        self.field.set_error(text or None)
        for row in self.rows:
            set_look(row.kind, "wrong", bool(text))

    def _new_row(self, at: int | None = None) -> SourceRow:
        row = SourceRow()
        row.offer(self._people)
        row.edited.connect(self._on_row_edited)
        row.removed.connect(self._on_removed)
        place = len(self.rows) if at is None else min(at, len(self.rows))
        self.rows.insert(place, row)
        self._held.insertWidget(place, row)
        self.field.setFocusProxy(self.rows[0].kind)
        return row

    def _bring_back(self, values: tuple[str, str, str], at: int) -> None:
        blank = next((row for row in self.rows if not any(row.values())), None)
        row = self._new_row(at)
        row.show_values(*values)
        if blank is not None:
            self._drop(blank)
        row.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

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
        row = next(row for row in self.rows if row is self.sender())
        if any(row.values()):
            self.back.keep(partial(self._bring_back, row.values(), self.rows.index(row)))
        self._drop(row)
        if not self.rows:
            self._new_row()
        self.field.setFocusProxy(self.rows[0].kind)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
