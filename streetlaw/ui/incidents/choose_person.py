"""Whom the incident is about: found by code, name or telephone while typing; names stay masked."""

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
from streetlaw.ui.incidents.reading import find_people
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route


class ChoosePerson(QWidget):
    """A search and a few rows; `chosen` carries a client's id."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._found: Sequence[ClientRow] = ()
        self.rows: list[ButtonRow] = []
        self.search = SearchField(_("Find a client"), name=_("Find a client"), note=_("by code, name, phone"))
        self.card = Card(_("Who is it about?"))
        self.new = Button(_("New client"), icon="user-plus")
        self._lay_out()
        self.search.searched.connect(self.ask)
        self.search.left.connect(self._on_left)
        self.search.submitted.connect(self._on_submitted)
        self.new.clicked.connect(self._on_new)
        desk.names.changed.connect(self._draw)

    def ask(self, *_text: str) -> None:
        """Look for what is typed."""
        self._desk.ask(find_people, self.search.text(), owner=self, done=self._on_found, latest="people")

    def _lay_out(self) -> None:
        px = theme.current().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.search, 1)
        line.addWidget(self.new)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(Text(_("An incident belongs to a person. Choose them, or begin with an intake; "
                                "a code is enough."), "secondary", wrap=True))
        column.addLayout(line)
        column.addWidget(self.card)
        column.addStretch(1)
        held.setMaximumWidth(px(720))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(held, 1)
        outer.addStretch(0)
        self.new.setVisible(self._navigator.can_go(Route("new-client")))

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

    def _on_new(self) -> None:
        self._navigator.go(Route("new-client"))
