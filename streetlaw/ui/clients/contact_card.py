"""How to reach the person without harming them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.client import Client, SafeContact
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field


class ContactCard(Card):
    """Four lines of safe contact; `edited` is told of every change."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("Safe contact"), icon="phone-slash")
        labels = {"channel": (_("How"), _("telephone, message, through an outreach worker")),
                  "when": (_("When"), _("for example, only after 18:00")),
                  "who_may_answer": (_("Who may answer"), ""),
                  "never_say": (_("What never to do or say"), _("for example, leave no messages"))}
        self._lines = {name: QLineEdit() for name in labels}
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        for name, (label, example) in labels.items():
            self._lines[name].setPlaceholderText(example)
            self._lines[name].textEdited.connect(self.edited)
            column.addWidget(Field(label, self._lines[name]))
        self.add(held)

    def filled(self, client: Client) -> Client:
        """The client with this safe contact."""
        return replace(client, safe_contact=SafeContact(**self.values()))

    def values(self) -> dict[str, Any]:
        """The lines as plain data."""
        return {name: line.text() for name, line in self._lines.items()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; {} empties the lines."""
        for name, line in self._lines.items():
            line.setText(values.get(name, ""))
