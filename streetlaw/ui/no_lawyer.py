"""That no state lawyer is available here, recorded as evidence: asked when, where, and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.services.barriers import NoLawyer, can_be_noted, office_of
from streetlaw.translation import gettext as _
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.day_edit import problem_with_needed_day
from streetlaw.ui.desk import Desk
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.beside import column
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.partial_date import parse_partial_date
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

_FIELDS = {"barrier.office_needed": "office", "barrier.noted_already": "office",
           "barrier.said_needed": "said", "date.in_future": "on", "date.invalid": "on"}


class NoLawyerCard(Card):
    """What was recorded so far, and a small form for the next; `wanted` carries the NoLawyer to keep."""

    wanted = Signal(object)
    edited = Signal()

    def __init__(self, desk: Desk, navigator: Navigator | None = None) -> None:
        super().__init__(_("No lawyer available here?"))
        self._desk, self._navigator = desk, navigator
        self._client_id = self._case_id = ""
        self.begin = Button(_("Record it as evidence…"), icon="note-pencil")
        self.on, self.office, self.said = QLineEdit(), QLineEdit(), QLineEdit()
        self.keep = Button(_("Record it"), icon="check")
        self._fields = {"on": Field(_("Asked on which day"), self.on, required=True),
                        "office": Field(_("Which office was asked"), self.office, required=True,
                                        hint=_("The office, not the person who answered.")),
                        "said": Field(_("What was said"), self.said, required=True)}
        self._form = column(*self._fields.values(), self.keep)
        self._noted: list[QWidget] = []
        about = Text(_("It is kept as an incident, “no state lawyer available”, and counted with the "
                       "violations: many of them show a barrier."), "secondary", wrap=True)
        self.add(column(about, self.begin, self._form))
        self.begin.clicked.connect(self.open)
        self.keep.clicked.connect(self._on_keep)
        for line in (self.on, self.office, self.said):
            line.textEdited.connect(self.edited)
        self._fold(True)

    def show_client(self, client_id: str, case_id: str, noted: Sequence[Incident]) -> None:
        """Show whom it is about and what was recorded of them; what is being typed stays."""
        if client_id != self._client_id:
            self._fold(True)
        self._client_id, self._case_id = client_id, case_id
        self.setVisible(bool(client_id) and can_be_noted(self._desk.pack))
        for row in self._noted:
            row.hide()
            row.deleteLater()
        self._noted = [self._row(incident) for incident in noted]
        for row in self._noted:
            self.add_row(row)

    def open(self) -> None:
        """Show the form, ready to be filled in."""
        self._fold(False)
        self.office.setFocus()

    def values(self) -> dict[str, str]:
        """What is written in the form, as plain data; nothing while it is folded."""
        if self._form.isHidden():
            return {}
        return {"on": self.on.text(), "office": self.office.text(), "said": self.said.text()}

    def take(self, values: dict[str, str]) -> None:
        """Show plain data; {} folds the form."""
        self._fold(not values)
        for line, name in ((self.on, "on"), (self.office, "office"), (self.said, "said")):
            line.setText(values.get(name, line.text()))

    def show_kept(self) -> None:
        """The record is kept: the form is empty again."""
        self._fold(True)
        self.begin.setFocus()

    def show_refusal(self, error: StreetLawError) -> bool:
        """Show what is missing at its field; False when the refusal is about something else."""
        self._clear_errors()
        name = _FIELDS.get(error.code)
        if name is None or self._form.isHidden():
            return False
        self._fields[name].set_error(sentence(error))
        self._fields[name].control.setFocus()
        return True

    def _row(self, incident: Incident) -> ButtonRow:
        row = ButtonRow(office_of(incident) or _("office not named"), partial_text(incident.occurred),
                        wrap=True, leading=Glyph("warning-octagon", "text-2", 18))
        if self._navigator is not None:
            row.opened.connect(partial(self._navigator.go, Route("incident", incident.id)))
        return row

    def _on_keep(self) -> None:
        self._clear_errors()
        if problem := problem_with_needed_day(self.on.text()):
            self._fields["on"].set_error(problem)
            self._fields["on"].setFocus()
            return
        day = parse_partial_date(self.on.text()).first
        self.wanted.emit(NoLawyer(client_id=self._client_id, case_id=self._case_id, asked_on=day,
                                  office=self.office.text(), said=self.said.text()))

    def _fold(self, folded: bool) -> None:
        if folded:
            self._clear_errors()
            self.on.setText(day_full(self._desk.today))
            self.office.clear()
            self.said.clear()
        self.begin.setVisible(folded)
        self._form.setHidden(folded)

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.set_error(None)
