"""Asking for the passphrase of a backup before it is brought back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField


class RestoreBackup(Question):
    """The backup becomes a folder of its own; nothing here is overwritten."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(
            parent, _("Restore this backup?"),
            _("It becomes a new folder beside this one. Nothing here is changed."),
            safe=_("Cancel"), verb=_("Restore"), danger=False)
        self.path = path
        self.passphrase = PasswordField(name=_("Passphrase of the backup"))
        field = Field(_("Passphrase of the backup"), self.passphrase,
                      hint=_("The one that was in use on the day it was made."))
        self.body.addWidget(field)
        self.body.addWidget(self.passphrase.hint)
        self.passphrase.submitted.connect(self.accept)
        self.passphrase.setFocus()
