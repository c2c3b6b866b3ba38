"""The other ways of opening a folder, and the form of each; loaded when somebody asks for one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from streetlaw.translation import N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.start.escrow_form import EscrowForm
from streetlaw.ui.start.key_file_form import KeyFileForm
from streetlaw.ui.start.opener import Way
from streetlaw.ui.start.recovery_form import RecoveryForm
from streetlaw.ui.start.shares_form import SharesForm
from streetlaw.ui.start.way_form import WayForm

LABELS = {
    Way.PASSPHRASE: N_("Passphrase"),
    Way.KEY_FILE: N_("Passphrase and key file"),
    Way.RECOVERY: N_("Recovery words"),
    Way.ESCROW: N_("Words from the person who keeps a key"),
    Way.SHARES: N_("Two of three sheets"),
}

FORMS: dict[Way, type[WayForm]] = {
    Way.KEY_FILE: KeyFileForm, Way.RECOVERY: RecoveryForm, Way.ESCROW: EscrowForm, Way.SHARES: SharesForm,
}


def hint(way: Way) -> str:
    """What to do on the page, for each way."""
    if way is Way.PASSPHRASE:
        return _("Choose the folder and write the passphrase.")
    if way is Way.KEY_FILE:
        return _("Choose the folder and the key file, and write the passphrase that goes with it.")
    return _("Choose the folder, write the words, and choose a new passphrase.")


class WaysMenu(QMenu):
    """All ways; the one in use is marked."""

    chosen = Signal(object)
    """A Way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        for way, label in LABELS.items():
            action = self.addAction(translate(label))
            action.setCheckable(True)
            action.setData(way.value)
        self.triggered.connect(self._on_triggered)

    def mark(self, way: Way) -> None:
        """Mark the way in use."""
        for action in self.actions():
            action.setChecked(action.data() == way.value)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(Way(action.data()))
