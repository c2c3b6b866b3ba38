"""A key file: a passphrase that opens only together with a file on a stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui import files, theme
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.text import Elided
from streetlaw.ui.settings.passphrase import NewPassphraseQuestion

ANY: files.Kinds = (("*", "*"),)
LARGEST = 2**20


class AddKeyFile(NewPassphraseQuestion):
    """Which file, which passphrase goes with it, and the proof."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, _("Open with a file and a passphrase"),
            _("The file and its passphrase open the folder only together. Keep the file on a stick, not on "
              "this computer. As long as a passphrase alone opens the folder too, the file protects from "
              "nothing: take that passphrase away in the list once the file has been tried."),
            verb=_("Add the key file"), label=_("Passphrase that goes with the file"),
            again=_("The same once more"))
        self.make = Button(_("Make a file…"), icon="file-plus")
        self.choose = Button(_("Use another file…"), icon="file")
        self._name = Elided(_("no file yet"), ink="text-2")
        self._data, self._chosen = b"", Path()
        self.file_field = Field(_("Key file"), self._row(), required=True,
                                hint=_("Any file that never changes will do: not a document you edit."))
        self.add(self.file_field, self.new)
        self.ask_proof()
        self.make.clicked.connect(self._on_make)
        self.choose.clicked.connect(self._on_choose)
        self.make.setFocus()

    def is_complete(self) -> bool:
        """The file must be there, and both entries agree."""
        complete = super().is_complete()
        self.file_field.set_error(None if self._data else _("Make a file or choose one."))
        return complete and bool(self._data)

    def send(self) -> None:
        """Add it."""
        self.change(self.keyring.add_key_file, self.proof.text(), self.new.text(), self._data,
                    done=self._on_added)

    def refuse(self, error: StreetLawError) -> None:
        """Say beside the file what is wrong with it."""
        if error.code in ("keys.key_file_size", "file.not_read", "file.too_large", "file.not_written"):
            self.set_busy(False)
            self.file_field.set_error(sentence(error))
        else:
            super().refuse(error)

    def _row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(8))
        line.addWidget(self.make)
        line.addWidget(self.choose)
        line.addWidget(self._name, 1)
        row.setFocusProxy(self.make)
        return row

    def _on_make(self) -> None:
        path = files.ask_where_to_save(self, _("Save the key file"), "key", ANY)
        if path is not None:
            self._chosen = path
            self.page.desk.maintain(self.keyring.new_key_file, owner=self, done=self._on_made,
                                    refused=self.refuse)

    def _on_made(self, data: bytes) -> None:
        self._data = data
        self.page.desk.write_file(self._chosen, data, owner=self, done=self._on_file,
                                  refused=self._on_not_written)

    def _on_choose(self) -> None:
        path = files.ask_which_file(self, _("Choose the key file"), ANY)
        if path is not None:
            self._chosen = path
            self.page.desk.read_file(path, owner=self, done=self._on_read, refused=self.refuse, limit=LARGEST)

    def _on_read(self, data: bytes) -> None:
        self._data = data
        self._on_file(self._chosen)

    def _on_file(self, path: Path) -> None:
        self._name.setText(path.name)
        self.file_field.set_error(None)
        self.new.setFocus()

    def _on_not_written(self, error: StreetLawError) -> None:
        self._data = b""
        self.refuse(error)

    def _on_added(self, _nothing: object) -> None:
        self._data = b""
        self.close_changed(_("The key file was added. Try it before you rely on it."))
