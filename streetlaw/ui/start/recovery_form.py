"""The recovery words and a new passphrase: for the day the passphrase is lost."""

from __future__ import annotations

from pathlib import Path

from streetlaw.translation import gettext as _
from streetlaw.ui.parts.field import Field
from streetlaw.ui.start.opener import Key, Way
from streetlaw.ui.start.way_form import WordsWayForm, has_words
from streetlaw.ui.written_words import words_box


class RecoveryForm(WordsWayForm):
    """Stands in the unlock page instead of the passphrase."""

    way = Way.RECOVERY

    def __init__(self) -> None:
        super().__init__()
        self.words = words_box()
        self.words_field = Field(self.label(), self.words,
                                 hint=_("All 24 words in their order, with spaces between them."))
        self.column.addWidget(self.words_field)
        self.column.addWidget(self.new)
        self.setFocusProxy(self.words)

    def label(self) -> str:
        """What these words are called."""
        return _("Recovery words")

    def set_error(self, text: str | None) -> None:
        """Say what is wrong with the words."""
        self.words_field.set_error(text)

    def key(self, folder: Path) -> Key | None:
        """The words and the new passphrase, once both are complete."""
        complete = self.new.is_complete()
        if not has_words(self.words, self.words_field) or not complete:
            return None
        return Key(folder=folder, passphrase=self.new.text(), words=self.words.toPlainText(), way=self.way)
