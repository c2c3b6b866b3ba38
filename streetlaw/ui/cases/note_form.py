"""Writing a note on a contact."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QSpinBox, QWidget

from streetlaw.domain.action import Note, NoteKind
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services import wording
from streetlaw.services.actions import save_note
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import Form
from streetlaw.ui.cases.words import choices
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.line import in_line, stacked
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text_box import TextBox

_AT = {"note.empty": "text", "action.minutes_range": "minutes"}


class NoteForm(Form):
    """A new note, or one that is put right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("New note"), icon="note-pencil")
        self._read: Read | None = None
        self._base = Note()
        self.kind = Segmented(choices(wording.NOTE), name=_("Kind of contact"), value=NoteKind.MEETING)
        self.minutes = minutes_box()
        self.text = TextBox(4, example=_("What was said, what was agreed. Two or three sentences."))
        self.save = Button(_("Save the note"), kind="primary", keys="Ctrl Enter")
        self.cancel = Button(_("Cancel"))
        self._lay_out()
        self._connect()

    def show_read(self, read: Read) -> None:
        """Stand for this client."""
        self._read = read

    def edit(self, note: Note) -> None:
        """Put this note right."""
        self._show(note)
        self.text.setFocus()

    def values(self) -> dict[str, Any]:
        """The fields as plain data; a note that is put right is known by its id."""
        return {"title": N_("{code}: note"), "of": self.code, "id": self._base.id,
                "kind": self.kind.value(), "minutes": self.minutes.value(), "text": self.text.toPlainText()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data."""
        notes = self._read.file.notes if self._read else ()
        found = next((note for note in notes if note.id == values.get("id")), Note())
        self._show(Note(id=found.id, kind=NoteKind(values.get("kind") or NoteKind.MEETING),
                        minutes=values.get("minutes", 0), text=values.get("text", "")))
        self._base = found

    def _show(self, note: Note) -> None:
        self._base = note
        self.set_title(_("Put the note right") if note.id else _("New note"))
        self.cancel.setVisible(bool(note.id))
        self.kind.choose(note.kind)
        self.minutes.blockSignals(True)
        self.minutes.setValue(note.minutes)
        self.minutes.blockSignals(False)
        self.text.fill(note.text)

    def on_save(self) -> None:
        """Store the note."""
        if self._read is None:
            return
        self.show_problem("", "")
        self.page.run(save_note, self._noted(self._read), done=self._on_saved, refused=self._on_refused)

    def _noted(self, read: Read) -> Note:
        case_id = read.case.id if read.case else ""
        stored = next((note for note in read.file.notes if note.id == self._base.id), None)
        return Note(
            id=self._base.id, revision=stored.revision if stored else 0, client_id=read.file.client.id,
            case_id=stored.case_id if stored else case_id, written=stored.written if stored else None,
            kind=NoteKind(self.kind.value() or NoteKind.MEETING), minutes=self.minutes.value(),
            text=self.text.toPlainText())

    def _on_saved(self, _outcome: Outcome) -> None:
        self.keeper.drop()
        self._show(Note())
        self.page.navigator.toast(_("{code}: note saved").format(code=self.code), undo=True)

    def _on_refused(self, error: StreetLawError) -> None:
        self.show_refusal(error, _AT)

    def _on_cancel(self) -> None:
        self.keeper.drop()
        self._show(Note())

    def _lay_out(self) -> None:
        self.fields = {"kind": Field(_("Kind of contact"), self.kind),
                       "minutes": Field(_("Minutes"), self.minutes),
                       "text": Field(_("Note"), self.text, required=True)}
        first = QWidget()
        flow = FlowLayout(first, spacing=8)
        for name in ("kind", "minutes"):
            flow.addWidget(self.fields[name])
        self.add(stacked(first, self.fields["text"], in_line(self.save, self.cancel, None)))

    def _connect(self) -> None:
        self.save.clicked.connect(self.on_save)
        self.cancel.clicked.connect(self._on_cancel)
        for told in (self.kind.chosen, self.minutes.valueChanged, self.text.textChanged):
            told.connect(self.keeper.touch)


def minutes_box() -> QSpinBox:
    """A box for working minutes of one day."""
    box = QSpinBox()
    box.setRange(0, 24 * 60)
    box.setSingleStep(5)
    box.lineEdit().setTextMargins(theme.current().px(9), 0, 0, 0)
    box.setMaximumHeight(theme.current().px(32))
    return box
