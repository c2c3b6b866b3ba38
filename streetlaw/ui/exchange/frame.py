"""Around the steps of sending: recipient and file at the right, the way on below them."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import size_text
from streetlaw.ui.exchange.people_step import RecipientCard
from streetlaw.ui.page import INSPECTOR_FROM
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.stack import Stack
from streetlaw.ui.parts.steps import Steps
from streetlaw.ui.parts.text import Text

_SIDE = 348
_LEAST = 64 * 1024
"""Bytes of the smallest sealed file (EXCHANGE: padded, floor 64 KiB)."""


class Frame(QWidget):
    """Holds one widget a step; its right side gives way in a narrow window."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = Steps((_("What to send"), _("Recipient"), _("Report"), _("Make the file")),
                           name=_("Asking for a review"))
        self.recipient = RecipientCard()
        self.back, self.next = Button(""), Button("", kind="primary")
        self.reason = Text("", "secondary", wrap=True)
        self._facts, self._stack = KeyValues(), Stack()
        self._side, self._foot = self._make_side(), self._make_foot()
        self._lay_out()
        self.show_size(_("at least {size}, so that it tells little").format(size=size_text(_LEAST)))

    def add_steps(self, *held: QWidget) -> None:
        """Give each step its widget."""
        for widget in held:
            self._stack.addWidget(widget)

    def go(self, step: int) -> None:
        """Show a step."""
        self.steps.go(step)
        self._stack.setCurrentIndex(step)

    def show_reason(self, reason: str) -> None:
        """Say why the next step is closed; "" says nothing."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def show_size(self, size: str) -> None:
        """Say what the file is, and how large."""
        self._facts.clear()
        self._facts.add(_("Format"), _("sealed bundle, signed by you"))
        self._facts.add(_("Size"), size)
        self._facts.add(_("Opens for"), _("this recipient only"))
        self._facts.add(_("Your record"), _("kept in the log of files"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the right side give way in a narrow window."""
        super().resizeEvent(event)
        wide = self.window().width() >= theme.current().px(INSPECTOR_FROM)
        if wide != self._side.isVisibleTo(self):
            self._place(wide=wide)

    def _make_side(self) -> QWidget:
        px, held = theme.current().px, QWidget(self)
        card = Card(_("The file"))
        card.add(self._facts)
        held.setFixedWidth(px(_SIDE))
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        said = _("This app sends nothing itself: carry the file or use your secure channel. "
                 "Copies cannot be called back.")
        for widget in (self.recipient, card, Banner(said, "warning", icon="hard-drive")):
            column.addWidget(widget)
        column.addStretch(1)
        return held

    def _make_foot(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.current().px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column.addLayout(buttons)
        return held

    def _lay_out(self) -> None:
        px = theme.current().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.addWidget(self.steps, 0, 0, 1, 2)
        self._place(wide=True)

    def _place(self, *, wide: bool) -> None:
        """Recipient and file stand at the right, or give way to the step in a narrow window."""
        for widget in (self._stack, self._side, self._foot):
            self._grid.removeWidget(widget)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(1, 1)
        self._grid.addWidget(self._stack, 1, 0, 2 if wide else 1, 1 if wide else 2)
        if wide:
            self._grid.addWidget(self._side, 1, 1)
        self._side.setVisible(wide)
        self._grid.addWidget(self._foot, 2, 1 if wide else 0, 1, 1 if wide else 2)
