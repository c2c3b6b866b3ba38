"""The recovery words and a new passphrase: for the day the passphrase is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.start.opener import Key, Way


class RecoveryForm(QWidget):
    """Stands in the unlock page instead of the passphrase."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.current().px(84))
        self.words.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.first = PasswordField(name=_("New passphrase"), large=True)
        self.second = PasswordField(name=_("New passphrase once more"), large=True)
        self._words_field = Field(_("Recovery words"), self.words,
                                  hint=_("All 24 words in their order, with spaces between them."))
        self._first_field = Field(_("New passphrase"), self.first)
        self._second_field = Field(_("New passphrase once more"), self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        for field in (self._words_field, self._first_field, self._second_field):
            column.addWidget(field)
        column.addWidget(self.second.hint)
        self.setFocusProxy(self.words)
        self.first.submitted.connect(self.second.setFocus)
        self.second.submitted.connect(self.submitted)

    def set_error(self, text: str | None) -> None:
        """Say what is wrong with the words."""
        self._words_field.set_error(text)

    def key(self, folder: Path) -> Key | None:
        """The key that was written; None, and what is wrong beside its field, when it is not complete."""
        missing, differ = not self.first.text(), self.first.text() != self.second.text()
        self.set_error(None)
        self._first_field.set_error(_("Write a new passphrase.") if missing else None)
        self._second_field.set_error(
            _("The two passphrases differ. Write the second one again.") if differ else None)
        if missing or differ:
            return None
        return Key(folder=folder, passphrase=self.first.text(), words=self.words.toPlainText(),
                   way=Way.RECOVERY)
