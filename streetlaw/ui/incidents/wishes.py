"""What the person wants: words of the list, and words of their own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from streetlaw.domain.incident import Incident, Wish
from streetlaw.services import wording
from streetlaw.translation import gettext as _
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.incidents.words import choices
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.field import Field

_CODES = frozenset(wish.value for wish in Wish)


class Wishes(Piece):
    """Chips of wishes and a line for the person's own words, which never leave."""

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.chips = Chips(choices(wording.WISH), name=_("What the person wants"))
        self.own = QLineEdit()
        self.own.setPlaceholderText(_("in their own words; this stays here"))
        self.own.setAccessibleName(_("What the person wants, in their own words"))
        self.column.addWidget(Field(_("What does the person want"), self.chips))
        self.column.addWidget(self.own)
        self.chips.changed.connect(self._on_edited)
        self.own.textEdited.connect(self._on_edited)

    def first(self) -> QWidget:
        """Where the focus goes."""
        return self.chips.chip(Wish.WRITTEN_DECISION)

    def fill(self, incident: Incident) -> Incident:
        """With the wishes."""
        own = self.own.text().strip()
        return replace(incident, wishes=(*self.chips.value(), *((own,) if own else ())))

    def show_incident(self, incident: Incident) -> None:
        """Show the wishes."""
        self.chips.choose(tuple(wish for wish in incident.wishes if wish in _CODES))
        self.own.setText("; ".join(wish for wish in incident.wishes if wish not in _CODES))
