"""Two of three sheets: each alone says nothing."""

from __future__ import annotations

from pathlib import Path

from streetlaw.translation import gettext as _
from streetlaw.ui.parts.field import Field
from streetlaw.ui.start.opener import Key, Way
from streetlaw.ui.start.way_form import WordsWayForm, has_words
from streetlaw.ui.written_words import words_box


class SharesForm(WordsWayForm):
    """The words of two sheets in any order, and a new passphrase."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.other = words_box(), words_box()
        self.one_field = Field(_("Words of one sheet"), self.one,
                               hint=_("All 24 words in their order, with spaces between them."))
        self.other_field = Field(_("Words of another sheet"), self.other)
        for widget in (self.one_field, self.other_field, self.new):
            self.column.addWidget(widget)
        self.setFocusProxy(self.one)

    def set_error(self, text: str | None) -> None:
        """Say what is wrong with the words."""
        self.one_field.set_error(text)

    def key(self, folder: Path) -> Key | None:
        """Both sheets and the new passphrase, once all are complete."""
        complete = self.new.is_complete()
        complete = has_words(self.other, self.other_field) and complete
        if not has_words(self.one, self.one_field) or not complete:
            return None
        return Key(folder=folder, passphrase=self.new.text(), words=self.one.toPlainText(),
                   other_words=self.other.toPlainText(), way=Way.SHARES)
