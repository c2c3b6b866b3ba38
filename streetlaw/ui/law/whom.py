"""Whose right is checked: a client found while typing, names masked, or nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ButtonRow, ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.people_found import PeopleFound


class Whom(QWidget):
    """A search with a few rows, and the check without a person. `chosen` carries a client's id, or ""."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.people = PeopleFound(desk, self)
        self.search, self.card = self.people.search, self.people.card
        self.nobody = Button(_("Check without a client"), icon="user-circle")
        self._lay_out()
        self.people.chosen.connect(self.chosen)
        self.nobody.clicked.connect(self._on_nobody)

    def ask(self, *_text: str) -> None:
        """Look for what is typed."""
        self.people.ask()

    @property
    def rows(self) -> Sequence[ButtonRow]:
        """Those offered now."""
        return self.people.rows

    def _lay_out(self) -> None:
        px = theme.current().px
        without = Card()
        without.add_row(ListRow(
            _("Nobody in particular"),
            _("For a question over the telephone, or to see the rules. Nothing of it is kept."),
            leading=Glyph("shield-check", "text-2", 18), trailing=self.nobody, wrap=True))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(Text(_("A few questions show whether the state pays for an attorney. The answer is "
                                "preliminary and names its source; the Legal Aid Service decides."),
                              "secondary", wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.card)
        column.addWidget(without)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(held, _("Who is it about?")))

    def _on_nobody(self) -> None:
        self.chosen.emit("")
