"""Language and colours of the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.key_hint import KeyHint
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.segmented import Segmented

FOLLOW = "system"
"""The key of "as the system"."""


class LookCard(Card):
    """Language and display."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    """"light", "dark", or "" to follow the system."""

    def __init__(self, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Language and display"), icon="text-aa", parent=parent)
        self.languages = Segmented([("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")],
                                   name=_("Language"), value=language())
        self.themes = Segmented([(FOLLOW, _("System")), ("light", _("Light")), ("dark", _("Dark"))],
                                name=_("Colours"), value=theme or FOLLOW)
        self.languages.chosen.connect(self.language_chosen)
        self.themes.chosen.connect(self._on_theme)
        self.add_row(ListRow(_("Language"), trailing=self.languages))
        self.add_row(ListRow(_("Colours"), trailing=self.themes))
        self.add_row(ListRow(_("Size of the text"), trailing=KeyHint("Ctrl + / Ctrl -")))

    def _on_theme(self, key: str) -> None:
        self.theme_chosen.emit("" if key == FOLLOW else key)
