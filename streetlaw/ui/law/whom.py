"""Whose right is checked: a client found while typing, names masked, or nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.services.listing import ClientRow
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.law.reading import find_people
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.rows import ButtonRow, ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.text import Text


class Whom(QWidget):
    """A search with a few rows, and the check without a person. `chosen` carries a client's id, or ""."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Sequence[ClientRow] = ()
        self.rows: list[ButtonRow] = []
        self.search = SearchField(_("Find a client"), name=_("Find a client"), note=_("by code, name, phone"))
        self.card = Card(_("Who is it about?"))
        self.nobody = Button(_("Check without a client"), icon="user-circle")
        self._lay_out()
        self.search.searched.connect(self.ask)
        self.search.left.connect(self._on_left)
        self.search.submitted.connect(self._on_submitted)
        self.nobody.clicked.connect(self._on_nobody)
        desk.names.changed.connect(self._draw)

    def ask(self, *_text: str) -> None:
        """Look for what is typed."""
        self._desk.ask(find_people, self.search.text(), owner=self, done=self._on_found, latest="people")

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

    def _on_found(self, found: Sequence[ClientRow]) -> None:
        self._found = found
        self._draw()

    def _draw(self) -> None:
        self.card.clear_rows()
        self.rows = [self._row(client) for client in self._found]
        for row in self.rows:
            self.card.add_row(row)
        if not self.rows:
            self.card.add(Text(_("Nobody found. Check the spelling, or begin with an intake."), "secondary",
                               wrap=True))

    def _row(self, client: ClientRow) -> ButtonRow:
        region = self._desk.pack.label("regions", client.region, language()) if client.region else ""
        row = ButtonRow(client.code, region, trailing=self._trailing(client))
        row.opened.connect(partial(self.chosen.emit, client.id))
        return row

    def _trailing(self, client: ClientRow) -> QWidget:
        held = QWidget()
        held.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(12))
        if client.name:
            masked = Masked(96)
            if self._desk.names.visible(client.id):
                masked.reveal(client.name)
            line.addWidget(masked)
        else:
            line.addWidget(Text(_("code only"), ink="text-3"))
        if client.status:
            line.addWidget(Badge.of("case", client.status))
        return held

    def _on_left(self) -> None:
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_submitted(self) -> None:
        if len(self._found) == 1:
            self.chosen.emit(self._found[0].id)
        else:
            self._on_left()

    def _on_nobody(self) -> None:
        self.chosen.emit("")
