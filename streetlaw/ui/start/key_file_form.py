"""A passphrase together with a file that is kept on a stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui import files, plain_files, theme
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.text import Elided
from streetlaw.ui.start.opener import Key, Way
from streetlaw.ui.start.way_form import WayForm

ANY: files.Kinds = (("*", "*"),)
LARGEST = 2**20


class KeyFileForm(WayForm):
    """Which file, and the passphrase that goes with it."""

    def __init__(self) -> None:
        super().__init__()
        self.passphrase = PasswordField(name=_("Passphrase"), large=True)
        self._secret = Field(_("Passphrase"), self.passphrase)
        self.choose = Button(_("Choose the file…"), icon="file")
        self._name = Elided(_("no file yet"), ink="text-2")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(12))
        line.addWidget(self.choose)
        line.addWidget(self._name, 1)
        row.setFocusProxy(self.choose)
        self._file_field = Field(_("Key file"), row)
        self._data = b""
        for widget in (self._file_field, self._secret, self.passphrase.hint):
            self.column.addWidget(widget)
        self.setFocusProxy(self.choose)
        self.choose.clicked.connect(self._on_choose)
        self.passphrase.submitted.connect(self.submitted)

    def set_error(self, text: str | None) -> None:
        """Say what is wrong with passphrase or file."""
        self._secret.set_error(text)

    def key(self, folder: Path) -> Key | None:
        """The passphrase and the file, once both are there."""
        self._file_field.set_error(None if self._data else _("Choose the file first."))
        missing = not self.passphrase.text()
        self._secret.set_error(_("Write the passphrase.") if missing else None)
        if not self._data or missing:
            return None
        return Key(folder=folder, passphrase=self.passphrase.text(), key_file=self._data, way=Way.KEY_FILE)

    def _on_choose(self) -> None:
        path = files.ask_which_file(self, _("Choose the key file"), ANY)
        if path is None:
            return
        try:
            self._data = plain_files.read(path, LARGEST)
        except StreetLawError as error:
            self._file_field.set_error(sentence(error))
            return
        self._name.setText(path.name)
        self._file_field.set_error(None)
        self.passphrase.setFocus()
