"""The pane beside the list of what is to be checked: one statement, what is known of it, and its checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.services.law.facts import DueFact
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.law.beside import badge_line
from streetlaw.ui.law.cell_words import statement_kind, statement_name
from streetlaw.ui.law.cells import Says
from streetlaw.ui.law.trust import Checked, Trust, gave_way_text
from streetlaw.ui.law.words import fact_badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text


class WorkPane(QFrame):
    """Shows one statement; the button says that somebody looked."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        px = theme.current().px
        self.check = Button(_("I have checked this"), kind="primary", icon="circle-wavy-check")
        self.check.clicked.connect(self.wanted)
        held = QWidget()
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(10))
        self._shown: QWidget | None = None
        self._pack: Pack | None = None
        self._says = Says()
        self._column.addWidget(self.check)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(held, _("Details")))

    def show_fact(self, one: DueFact | None, checks: Sequence[FactCheck], today: date) -> None:
        """Show a statement; None shows nothing."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.check.setVisible(one is not None)
        if one is None:
            return
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(10))
        column.addWidget(Text(statement_name(one.pack, one.link), "section", wrap=True, selectable=True))
        column.addLayout(badge_line(fact_badge(one.fact, today), statement_kind(one.link)))
        if one.gave_way:
            column.addWidget(Banner(gave_way_text(), "warning", icon="pencil-simple"))
        column.addWidget(Hairline())
        self._pack, self._says = one.pack, Says()
        column.addWidget(self._says)
        column.addWidget(Hairline())
        column.addWidget(Trust(one.fact, today))
        if checks:
            column.addWidget(Hairline())
            column.addWidget(Text(_("Checks here"), "label"))
            column.addWidget(Checked(checks))
        self._column.insertWidget(0, self._shown)

    def show_cells(self, cells: Mapping[str, str]) -> None:
        """Show what the statement says, once it was read."""
        if self._shown is not None and self._pack is not None:
            self._says.show_cells(self._pack, cells)
