"""Whom a new record is about: found by code, name or telephone while typing; names stay masked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.parts.text import Text
from streetlaw.ui.people_found import PeopleFound
from streetlaw.ui.route import Route


class ChoosePerson(QWidget):
    """Why a person is wanted, a search and a few rows; `chosen` carries a client's id."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, navigator: Navigator, why: str) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.people = PeopleFound(desk, self)
        self.search, self.card = self.people.search, self.people.card
        self.new = Button(_("New client"), icon="user-plus")
        self._lay_out(why)
        self.people.chosen.connect(self.chosen)
        self.new.clicked.connect(self._on_new)

    def ask(self, *_text: str) -> None:
        """Look for what is typed."""
        self.people.ask()

    @property
    def rows(self) -> Sequence[ButtonRow]:
        """Those offered now."""
        return self.people.rows

    def _lay_out(self, why: str) -> None:
        px = theme.current().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.search, 1)
        line.addWidget(self.new)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(Text(why, "secondary", wrap=True))
        column.addLayout(line)
        column.addWidget(self.card)
        column.addStretch(1)
        held.setMaximumWidth(px(720))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(held, 1)
        outer.addStretch(0)
        self.new.setVisible(self._navigator.can_go(Route("new-client")))

    def _on_new(self) -> None:
        self._navigator.go(Route("new-client"))
