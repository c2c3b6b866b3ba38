"""The sheet of shortcuts (F1): what the keys do here, and everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.dialog import TallDialog, room_of
from streetlaw.ui.parts.key_hint import KeyHint
from streetlaw.ui.parts.text import Text

Line = tuple[str, str]
"""What is done, and by which keys."""


class ShortcutSheet(TallDialog):
    """Three columns: this page, the whole window, and its sections; and the way to the tour.

    On a small screen they stand below each other.
    """

    tour_wanted = Signal()

    def __init__(self, here: Iterable[Line], everywhere: Iterable[Line], sections: Iterable[Line],
                 parent: QWidget) -> None:
        super().__init__(parent, _("Keyboard"))
        px = theme.current().px
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(px(24), px(20), px(24), 0)
        column.setSpacing(px(16))
        column.addWidget(Text(_("Keyboard"), "title"))
        tables = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tables.setSpacing(px(32))
        tables.addLayout(_stacked((_("On this page"), list(here)), (_("In lists and forms"), _in_lists())), 1)
        tables.addLayout(_stacked((_("Everywhere"), list(everywhere))), 1)
        tables.addLayout(_stacked((_("Sections"), list(sections))), 1)
        column.addLayout(tables)
        column.addStretch(1)
        if held.sizeHint().width() > room_of(self).width():
            tables.setDirection(QBoxLayout.Direction.TopToBottom)
        self.close_button = Button(_("Close"))
        self.close_button.clicked.connect(self.accept)
        self.tour_button = Button(_("Show me around"), icon="map-trifold")
        self.tour_button.clicked.connect(self._on_tour)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(24), px(16), px(24), px(20))
        foot.addWidget(self.tour_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.hold(held, foot)
        self.close_button.setFocus()

    def _on_tour(self) -> None:
        self.accept()
        self.tour_wanted.emit()


def _in_lists() -> list[Line]:
    return [(_("Open the row"), "Enter"), (_("Menu of the row"), "Shift F10"),
            (_("Finish the form"), "Ctrl Enter"), (_("Show a name for 30 seconds"), "Alt V")]


def _stacked(*tables: tuple[str, list[Line]]) -> QVBoxLayout:
    """Tables below each other; one without lines is not there."""
    column = QVBoxLayout()
    column.setSpacing(theme.current().px(20))
    for title, lines in tables:
        if lines:
            column.addLayout(_table(title, lines))
    column.addStretch(1)
    return column


def _table(title: str, lines: list[Line]) -> QGridLayout:
    px = theme.current().px
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(24))
    grid.setVerticalSpacing(px(6))
    grid.addWidget(Text(title, "section"), 0, 0, 1, 2)
    for row, (text, keys) in enumerate(lines, start=1):
        grid.addWidget(Text(text), row, 0)
        grid.addWidget(KeyHint(keys), row, 1)
    grid.setRowStretch(len(lines) + 1, 1)
    grid.setColumnStretch(0, 1)
    return grid
