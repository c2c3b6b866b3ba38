"""The passphrase once more, before a whole list is shown with names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui.desk import Desk
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField


class NamesQuestion(Question):
    """Shows the names of the list in view once the passphrase was right, and stays open while it was not."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            parent, _("Show the names of this list?"),
            _("The passphrase was typed more than 15 minutes ago. Names are then shown for 5 minutes, in "
              "this list only, and the log notes it."),
            safe=_("Cancel"), verb=_("Show names"), danger=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._busy = False
        self.passphrase = PasswordField(name=_("Passphrase"))
        self.field = Field(_("Passphrase"), self.passphrase, required=True)
        self.body.addWidget(self.field)
        self.body.addWidget(self.passphrase.hint)
        self.passphrase.setFocus()

    def accept(self) -> None:
        """Let the keyring try what was typed."""
        typed = self.passphrase.text()
        if self._busy or not typed:
            return
        self._set_busy(True)
        self._desk.maintain(self._desk.tools.keyring.is_passphrase, typed, owner=self, done=self._on_tried,
                            refused=self._on_refused)

    def reject(self) -> None:
        """Show nothing; while the keyring works, wait for it."""
        if not self._busy:
            super().reject()

    def _on_tried(self, right: bool) -> None:
        self._set_busy(False)
        if not right:
            self._on_refused(StreetLawError("vault.wrong_passphrase"))
            return
        self._desk.names.note_passphrase()
        super().accept()
        if self._desk.names.all_hidden:
            self._desk.names.toggle()

    def _on_refused(self, error: StreetLawError) -> None:
        self._set_busy(False)
        self.field.set_error(sentence(error))
        self.passphrase.clear()
        self.passphrase.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.verb.setEnabled(not busy)
        self.safe.setEnabled(not busy)
