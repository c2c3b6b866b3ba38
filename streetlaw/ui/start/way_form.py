"""What every other way of opening a folder is: a small form that stands in the place of the passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.new_passphrase import NewPassphrase
from streetlaw.ui.parts.field import Field
from streetlaw.ui.start.opener import Key


class WayForm(QWidget):
    """Subclasses put fields into `column` and make a Key of them."""

    is_long = False
    """It hardly fits a small screen: what opens the folder then stays in view below it."""

    submitted = Signal()
    asked = Signal(object, object)
    """Something for the Opener: what to ask of it, and who hears the answer."""

    request_wanted = Signal()
    """The person wants the request file for whoever keeps a key; it goes to `take_request`."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(12))

    def set_error(self, text: str | None) -> None:
        """Say what is wrong with the secret."""
        raise NotImplementedError

    def key(self, folder: Path) -> Key | None:
        """The key that was written; None, and what is wrong beside its field, when it is not complete."""
        raise NotImplementedError

    def for_backup(self) -> None:
        """Say what is different when a backup is opened and not a folder."""

    def take_request(self, request: bytes) -> None:
        """Let the person choose where the request file goes."""


class WordsWayForm(WayForm):
    """A way by words on paper, after which a new passphrase is set."""

    is_long = True

    def __init__(self) -> None:
        super().__init__()
        self.new = NewPassphrase(_("New passphrase"), _("New passphrase once more"), large=True)
        self.new.proposal_wanted.connect(self._on_proposal_wanted)
        self.new.submitted.connect(self.submitted)

    def _on_proposal_wanted(self) -> None:
        spoken = language()
        self.asked.emit(lambda opener: opener.propose(spoken), self.new.show_proposal)


def has_words(box: QPlainTextEdit, field: Field) -> bool:
    """True when the box holds something; else its field says so."""
    missing = not box.toPlainText().strip()
    field.set_error(_("Write the words from the sheet.") if missing else None)
    if missing:
        box.setFocus()
    return not missing
