"""Words from a person who keeps a key of the folder: first a request goes to them, then words come back."""

from __future__ import annotations

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui import files, plain_files
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.text import Text
from streetlaw.ui.start.opener import Way
from streetlaw.ui.start.recovery_form import RecoveryForm

REQUEST: files.Kinds = (("SLE", "*.sle"),)


class EscrowForm(RecoveryForm):
    """The request file, the words that were read out, a new passphrase."""

    way = Way.ESCROW

    def __init__(self) -> None:
        super().__init__()
        self.request = Button(_("Save the request file…"), icon="file-arrow-down")
        self.request.clicked.connect(self.request_wanted)
        text = _("Bring the request file to the person who keeps a key of this folder. They check that it is "
                 "you and read 24 words to you. The words work once: afterwards they keep no key.")
        self._about = Text(text, ink="text-2", wrap=True)
        self.column.insertWidget(0, self._about)
        self.column.insertWidget(1, self.request)
        self._said = Text("", "hint", wrap=True)
        self.column.insertWidget(2, self._said)
        self._said.hide()

    def label(self) -> str:
        """What these words are called."""
        return _("Words from the person who keeps a key")

    def for_backup(self) -> None:
        """The request is made of the backup, and the words go on opening that file."""
        self._about.setText(
            _("Save the request file from the backup and bring it to the person who kept a key on the day "
              "the backup was made. They check that it is you and read 24 words to you. In the restored "
              "folder the words are used up; this backup file they open as long as it exists. Make a new "
              "backup afterwards and delete this one."))

    def take_request(self, request: bytes) -> None:
        """Let the person choose where the request file goes."""
        path = files.ask_where_to_save(self, _("Save the request file"), "request.sle", REQUEST)
        if path is None:
            return
        try:
            plain_files.write(path, request)
        except StreetLawError as error:
            self._said.set_kind("error")
            self._said.setText(sentence(error))
        else:
            self._said.set_kind("hint")
            self._said.setText(_("The request file is saved. It opens nothing by itself."))
        self._said.show()
