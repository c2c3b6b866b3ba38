"""The last step: what was taken over, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Text


class DoneStep(QWidget):
    """It is stored; look at it, or take it back."""

    clients_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        middle, px = Qt.AlignmentFlag.AlignHCenter, theme.current().px
        self.clients = Button(_("Show the clients"), kind="primary")
        self.undo = Button(_("Take the import back"), icon="arrow-counter-clockwise")
        self._said = Text("", "secondary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.undo)
        buttons.addWidget(self.clients)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addStretch(1)
        column.addWidget(Glyph("check-circle", "success", 28), 0, middle)
        column.addWidget(Text(_("The table was taken over"), "medium"), 0, middle)
        column.addWidget(self._said, 0, middle)
        column.addLayout(buttons)
        column.addStretch(2)
        self.clients.clicked.connect(self.clients_wanted)
        self.undo.clicked.connect(self.undo_wanted)

    def show_made(self, said: str) -> None:
        """Say what was stored."""
        self._said.setText(said)
