"""When the window locks, and how to hide it at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.key_hint import KeyHint
from streetlaw.ui.parts.rows import ListRow

CHOICES = (1, 2, 3, 5, 10)
"""Minutes to choose from; longer would leave people unguarded."""


class LockCard(Card):
    """Lock and hide."""

    minutes_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Lock and hide"), icon="lock-key", parent=parent)
        self.minutes = QComboBox()
        self.minutes.setAccessibleName(_("Lock after"))
        for minutes in CHOICES:
            text = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
            self.minutes.addItem(text, minutes)
        self.minutes.activated.connect(self._on_activated)
        self.add_row(ListRow(_("Lock after"), _("without keyboard or mouse"), trailing=self.minutes))
        self.add_row(ListRow(_("Lock at once"), _("drafts are kept"), trailing=KeyHint("Ctrl L")))
        self.add_row(ListRow(_("Quick hide"), _("locks; only the start window stays"),
                             trailing=KeyHint("Esc, Esc")))
        self.add_row(ListRow(_("Names"), _("hidden whenever the window opens"), trailing=KeyHint("Ctrl H")))

    def show_minutes(self, minutes: int) -> None:
        """Show the choice of now."""
        index = self.minutes.findData(minutes)
        if index < 0:
            text = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
            self.minutes.addItem(text, minutes)
            index = self.minutes.count() - 1
        self.minutes.setCurrentIndex(index)

    def _on_activated(self, index: int) -> None:
        self.minutes_chosen.emit(self.minutes.itemData(index))
