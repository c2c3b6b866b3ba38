"""The clocks of a detention wherever they stand: the form that starts them, above those that run."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.clocks.form import ClockForm
from streetlaw.ui.clocks.rows import ClockList
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.card import Card


class ClockPanel(QWidget):
    """Hidden until whoever fills it has something to show."""

    def __init__(self) -> None:
        super().__init__()
        self.form = ClockForm()
        self.card = Card(_("Limits that run by the hour"), icon="clock")
        self.list = ClockList(sourced=True)
        self.correct = IconButton("pencil-simple", _("Correct the hour of the detention"), kind="quiet")
        self.card.add_action(self.correct)
        self.card.body.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self.form)
        column.addWidget(self.card)
        self.hide()
