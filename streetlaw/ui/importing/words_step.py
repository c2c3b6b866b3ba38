"""The third step: words of the table that no list knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.pack import Pack
from streetlaw.services.importing.plan import LEFT_OUT, Plan
from streetlaw.services.importing.report import UnknownWord
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.importing.match_rows import MatchRow
from streetlaw.ui.importing.words import list_label, meanings
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.text import Text

MOST = 200
"""So many words are shown at once, the most frequent ones; others follow once these are settled."""


class WordsStep(QWidget):
    """One row for each word, with its meaning to be chosen from its list."""

    chosen = Signal(str, str, str)
    """List, word, code."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self._words: dict[str, UnknownWord] = {}
        self._card = Card(_("Words no list knows"), icon="question")
        self._more = Text("", "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        said = _("Say once what each word means; it then counts for every row. A word that is left out is "
                 "not taken over, the rest of its row is.")
        column.addWidget(Text(said, "secondary", wrap=True))
        column.addWidget(self._card)
        column.addWidget(self._more)
        column.addStretch(1)

    def show_words(self, words: Sequence[UnknownWord], plan: Plan) -> None:
        """List the words that have no meaning yet."""
        self._card.clear_rows()
        self._card.set_count(len(words))
        self._words = {f"{word.listed}/{word.word}": word for word in words[:MOST]}
        for key, word in self._words.items():
            note = ngettext("{list}, in {n} row", "{list}, in {n} rows", word.rows).format(
                list=list_label(word.listed), n=word.rows)
            if word.guess:
                note = _("{note} · a guess, check it").format(note=note)
            choices = [(LEFT_OUT, _("leave out")), *meanings(self._pack, word.listed)]
            row = MatchRow(key, word.word, note, choices, plan.meaning(word.listed, word.word))
            row.chosen.connect(self._on_chosen)
            self._card.add_row(row)
        hidden = len(words) - len(self._words)
        said = ngettext("{n} more word follows.", "{n} more words follow.", hidden).format(n=hidden)
        self._more.setText(said if hidden > 0 else "")

    def _on_chosen(self, key: str, code: str) -> None:
        word = self._words[key]
        self.chosen.emit(word.listed, word.word, code)
