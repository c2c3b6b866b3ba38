"""About the program: what it protects and what not, its parts, whose work it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.finding import Finding
from streetlaw.translation import gettext as _
from streetlaw.translation import translate
from streetlaw.ui import promises, theme
from streetlaw.ui.page import GAP, Page
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ListRow, lay_row
from streetlaw.ui.parts.text import Text
from streetlaw.ui.settings.block import Block
from streetlaw.ui.settings.finding_row import finding_row
from streetlaw.ui.tokens import Ink

TWO_COLUMNS_FROM = 720

LICENCES = (
    ("StreetLaw", "Apache-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLCipher", "BSD-3-Clause"),
    ("age (pyrage)", "MIT"),
    ("Inter, Noto Serif, Noto Sans Mono", "SIL OFL 1.1"),
    ("Phosphor Icons", "MIT"),
)
"""Names and licences of what is shipped; the texts lie beside the parts."""


class AboutBlock(Block):
    """Everything that is true of the program, whoever uses it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._asked = False
        self.protects = Card(_("Protects"), icon="shield-check")
        self.does_not = Card(_("Does not protect"), icon="warning-circle")
        self.program = Card(_("This program"), icon="info")
        self.computer = Card(_("This computer"), icon="desktop")
        self.licences = Card(_("Licences"), icon="article")
        _list(self.protects, [promise.text for promise in promises.PROTECTS], "check-circle", "success")
        _list(self.does_not, list(promises.DOES_NOT), "x-circle", "warning")
        for name, licence in LICENCES:
            self.licences.add_row(ListRow(name, trailing=Text(licence, ink="text-2")))
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the program and the computer once."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            desk = self.page.desk
            doctor = desk.tools.doctor
            desk.work_long(doctor.program, owner=self, done=self.show_program, refused=self._on_refused)
            desk.work_long(doctor.computer, desk.tools.safe.folder, owner=self, done=self.show_computer,
                           refused=self._on_refused)

    def show_program(self, findings: Sequence[Finding]) -> None:
        """List what was found about the program's parts."""
        _show(self.program, findings)

    def show_computer(self, findings: Sequence[Finding]) -> None:
        """List what was found about this computer."""
        _show(self.computer, findings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(TWO_COLUMNS_FROM)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for row in self._rows:
            row.setDirection(way)

    def _lay_out(self) -> None:
        self._rows = (QHBoxLayout(), QHBoxLayout())
        pairs = ((self.protects, self.does_not), (self.program, self.computer))
        for row, cards in zip(self._rows, pairs, strict=True):
            row.setSpacing(theme.current().px(GAP))
            for card in cards:
                row.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(row)
        self.column.addWidget(self.licences)

    def _on_refused(self, error: StreetLawError) -> None:
        self.page.on_refused(error)


def _show(card: Card, findings: Sequence[Finding]) -> None:
    card.clear_rows()
    for finding in findings:
        card.add_row(finding_row(finding))


def _list(card: Card, texts: Sequence[str], icon: str, ink: Ink) -> None:
    for text in texts:
        row = QWidget()
        lay_row(row, Text(translate(text), wrap=True), Glyph(icon, ink, 18), None)
        card.add_row(row)
