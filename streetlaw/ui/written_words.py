"""Secret words on the screen: shown once to be written down, and three of them typed back."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from streetlaw.domain.folding import fold
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.text import Text

ASKED_WORDS = 3
_ACROSS = 3


class WordGrid(QFrame):
    """Numbered words in columns to be read downwards. They cannot be selected, so they are not copied."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._kind = "reading" if large else "mono"
        self._grid = QGridLayout(self)
        px = theme.current().px
        self._grid.setContentsMargins(px(16), px(12), px(16), px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setHorizontalSpacing(px(16))

    def show_words(self, words: Sequence[str]) -> None:
        """Show the words in place of others."""
        self.forget()
        rows = -(-len(words) // _ACROSS)
        for number, word in enumerate(words):
            label = Text(f"{number + 1:2d}  {word}", self._kind)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._grid.addWidget(label, number % rows, number // rows)

    def forget(self) -> None:
        """Take the words off the screen for good."""
        while (item := self._grid.takeAt(0)) is not None:
            if isinstance(label := item.widget(), Text):
                label.clear()
                label.hide()
                label.deleteLater()


class TypedBack(QWidget):
    """Asks for three of the words, at random places: the proof that they were written down."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[QLineEdit, Field, str]] = []
        """The boxes with their fields and the words that belong there."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(12))

    def ask(self, words: Sequence[str]) -> None:
        """Ask for three of these words, in place of what was asked before."""
        self.forget()
        for place in sorted(SystemRandom().sample(range(len(words)), ASKED_WORDS)):
            edit = QLineEdit()
            edit.setMaxLength(30)
            edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData
                                     | Qt.InputMethodHint.ImhNoPredictiveText)
            edit.returnPressed.connect(self.submitted)
            field = Field(_("Word {number}").format(number=place + 1), edit)
            self._column.addWidget(field)
            self.asked.append((edit, field, words[place]))
        self.setFocusProxy(self.asked[0][0])

    def are_right(self) -> bool:
        """True when all words are right; what is wrong is said beside its field."""
        right = True
        for edit, field, word in self.asked:
            same = fold(edit.text()) == fold(word)
            field.set_error(None if same else _("This is another word. Look at your sheet."))
            right = right and same
        return right

    def forget(self) -> None:
        """Take the boxes and their words away."""
        for _edit, field, _word in self.asked:
            field.hide()
            field.deleteLater()
        self.asked = []


def words_box() -> QPlainTextEdit:
    """A box for 24 words typed from a sheet."""
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme.current().px(84))
    box.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
    return box
