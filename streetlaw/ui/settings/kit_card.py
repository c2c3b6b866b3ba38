"""The card of the recovery kit: whether there is one, and when it was tested."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui.dates import day_full
from streetlaw.ui.keyring import Holder
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.text import Text


class KitCard(Card):
    """State first."""

    test_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Recovery kit"), icon="lifebuoy", parent=parent)
        self.state = Badge(_("none"), "warning", "warning-circle")
        self.test, self.new = Button(_("Test…")), Button(_("New kit…"))
        self.add_action(self.state)
        self.add(Text(_("A printed sheet with 24 words, kept away from this computer. Without it and without "
                        "the passphrase nobody can open the folder, not even those who made this program."),
                      ink="text-2", wrap=True))
        self.add_foot(None, self.test, self.new)
        self.test.clicked.connect(self.test_wanted)
        self.new.clicked.connect(self.new_wanted)

    def show_kit(self, kit: Holder | None) -> None:
        """Show the recovery words there are, None for none."""
        self.test.setVisible(kit is not None)
        if kit is None:
            self.state.show_badge(_("There is none"), "danger", "warning-circle")
        elif kit.tested is None:
            self.state.show_badge(_("Not tested yet"), "warning", "circle-wavy-question")
        else:
            tested = _("Tested {date}").format(date=_day(kit.tested))
            self.state.show_badge(tested, "success", "check-circle")
        self.test.setText(_("Test again…") if kit is not None and kit.tested else _("Test…"))


def _day(moment: datetime) -> str:
    return day_full(moment.astimezone().date())
