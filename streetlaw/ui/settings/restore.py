"""Asking what opens a backup before it is brought back beside this folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.segmented import Segmented

MINE, HANDED = "mine", "handed"


class RestoreBackup(Question):
    """The backup becomes a folder of its own; nothing here is overwritten."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(
            parent, _("Restore this backup?"),
            _("It becomes a new folder beside this one. Nothing here is changed."),
            safe=_("Cancel"), verb=_("Restore"), danger=False)
        self.path = path
        self.way = Segmented([(MINE, _("By its passphrase")), (HANDED, _("It was sealed for me"))],
                             name=_("What opens it"), value=MINE)
        self.passphrase = PasswordField(name=_("Passphrase of the backup"))
        self.new = PasswordField(name=_("New passphrase"))
        self._old_field = Field(_("Passphrase of the backup"), self.passphrase,
                                hint=_("The one that was in use on the day it was made. With recovery words, "
                                       "lock first: the start page restores with them."))
        self._new_field = Field(_("New passphrase"), self.new,
                                hint=_("It opens the restored folder from now on. Your own keys open the "
                                       "backup."))
        for widget in (self.way, self._old_field, self.passphrase.hint, self._new_field):
            self.body.addWidget(widget)
        self._show_way()
        self.way.chosen.connect(self._show_way)
        self.passphrase.submitted.connect(self.accept)
        self.new.submitted.connect(self.accept)
        self.passphrase.setFocus()

    @property
    def handed(self) -> bool:
        """True when somebody sealed the backup for the owner of this folder."""
        return self.way.value() == HANDED

    def text(self) -> str:
        """The passphrase that was written, the old one or the new one."""
        return (self.new if self.handed else self.passphrase).text()

    def _show_way(self, *_chosen: str) -> None:
        self._old_field.setVisible(not self.handed)
        self._new_field.setVisible(self.handed)
