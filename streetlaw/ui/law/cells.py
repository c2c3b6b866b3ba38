"""The cells of a statement: to read, as what the law data says, and to correct, by choosing where one can."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from streetlaw.domain.fact_check import TRUST
from streetlaw.domain.pack import Pack
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.law.cell_words import cell_choices, cell_text, cell_title
from streetlaw.ui.parts.elided_box import ElidedBox
from streetlaw.ui.parts.text import Text

_BESIDE = (*TRUST, "note")
"""Cells that stand beside a statement, and are no part of what it says."""


class LineCell(QLineEdit):
    """A cell one writes."""

    edited = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCursorPosition(0)
        self.textChanged.connect(self.edited)


class ChoiceCell(ElidedBox):
    """A cell with fixed words: its text is the word of the table, what is shown is what it means."""

    edited = Signal()

    def __init__(self, choices: Mapping[str, str], text: str) -> None:
        super().__init__()
        for word, meaning in choices.items():
            self.addItem(meaning, word)
        self.setText(text)
        self.currentIndexChanged.connect(self.edited)

    def text(self) -> str:
        """The word as it stands in the table."""
        return str(self.currentData() or "")

    def setText(self, text: str) -> None:
        """Choose a word; one that is none of the choices is shown as it is."""
        if self.findData(text) < 0:
            self.addItem(text, text)
        self.setCurrentIndex(self.findData(text))


def cell_edit(pack: Pack, column: str, text: str) -> LineCell | ChoiceCell:
    """The control for a cell: a choice where the table allows only certain words."""
    choices = cell_choices(pack, column)
    return ChoiceCell(choices, text) if choices else LineCell(text)


class Says(QWidget):
    """What a statement says, cell by cell; of texts in several languages the one of the window."""

    def __init__(self) -> None:
        super().__init__()
        px = theme.current().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)

    def show_cells(self, pack: Pack, cells: Mapping[str, str]) -> None:
        """Show the cells that are filled in."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        told = [(cell_title(column, pack.languages), cell_text(pack, column, cell))
                for column, cell in cells.items()
                if cell and column not in _BESIDE and _is_read(pack, column, cells)]
        for row, (title, said) in enumerate(told):
            value = Text(said, wrap=True, selectable=True)
            value.setAccessibleName(f"{title}: {said}")
            self._grid.addWidget(Text(title, ink="text-3", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)


def _is_read(pack: Pack, column: str, cells: Mapping[str, str]) -> bool:
    """False for a text in another language than the window's, when the window's own is there."""
    stem, _sign, ending = column.rpartition("_")
    own = f"{stem}_{language()}" if stem else language()
    return ending not in pack.languages or column == own or not cells.get(own)
