"""Finding a client by code, name or telephone while typing, wherever one is asked for; names stay masked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.services.listing import ClientQuery, ClientRow
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.page import asker
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.text import Text

OFFERED = 8
"""How many people are offered at once."""


def find_people(work: Work, text: str) -> Sequence[ClientRow]:
    """Some clients whose code, name or telephone holds the text; those met last without one."""
    return work.client_rows(work.client_ids(ClientQuery(text=text))[:OFFERED], text)


class PeopleFound(QObject):
    """A search field and a card with a few rows, for a page to lay out; `chosen` carries a client's id."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: Sequence[ClientRow] = ()
        self.rows: list[ButtonRow] = []
        self.search = SearchField(_("Find a client"), name=_("Find a client"), note=_("by code, name, phone"))
        self.card = Card(_("Who is it about?"))
        self.search.searched.connect(self.ask)
        self.search.left.connect(self._on_left)
        self.search.submitted.connect(self._on_submitted)
        desk.names.changed.connect(self._draw)

    def ask(self, *_text: str) -> None:
        """Look for what is typed."""
        asker(self, self._desk).ask(find_people, self.search.text(), owner=self, done=self._on_found,
                                    latest="people")

    def _on_found(self, found: Sequence[ClientRow]) -> None:
        self._found = found
        self._draw()

    def _draw(self) -> None:
        self.card.clear_rows()
        self.rows = [self._row(client) for client in self._found]
        for row in self.rows:
            self.card.add_row(row)
        if not self.rows:
            nobody = _("Nobody found. Check the spelling, or begin with an intake.") if self.search.text() \
                else _("No clients yet. Begin with an intake: a name or only a code.")
            self.card.add(Text(nobody, "secondary", wrap=True))

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
