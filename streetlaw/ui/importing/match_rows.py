"""Rows of "this stands in the table" and "this is what it means here", to be chosen from a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.elided_box import ElidedBox
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Elided

Choices = Sequence[tuple[str, str]]
"""Keys and labels."""


class MatchRow(QWidget):
    """One thing of the table, an example of it, and its meaning."""

    chosen = Signal(str, str)
    """The row's own key, and the key of another meaning."""

    def __init__(self, key: str, title: str, note: str, choices: Choices, value: str | None) -> None:
        super().__init__()
        self._key = key
        px = theme.current().px
        self.choice = ElidedBox()
        self.choice.setAccessibleName(_("Meaning of {title}").format(title=title))
        for meaning, label in choices:
            self.choice.addItem(label, meaning)
        self.choice.setPlaceholderText(_("choose"))
        self.choice.setMinimumContentsLength(1)
        self._sign = Glyph("check-circle", "success", 18)
        self.show_value(value)
        self.choice.activated.connect(self._on_activated)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(6), px(12), px(6))
        row.setSpacing(px(12))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Elided(title, "strong"))
        self._note = Elided(note, "secondary")
        texts.addWidget(self._note)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 5)
        row.addWidget(self.choice, 4)

    def show_note(self, note: str) -> None:
        """Show another example."""
        self._note.setText(note)

    def show_value(self, value: str | None) -> None:
        """Show what it means; None when nobody said yet."""
        self.choice.setCurrentIndex(-1 if value is None else max(self.choice.findData(value), 0))
        if value is None:
            self._sign.show_icon("question", "warning")
        elif value:
            self._sign.show_icon("check-circle", "success")
        else:
            self._sign.show_icon("minus-circle", "text-3")

    def _on_activated(self, index: int) -> None:
        key = str(self.choice.itemData(index))
        self.show_value(key)
        self.chosen.emit(self._key, key)
