"""Language and colours of the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.look import Look
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.key_hint import KeyHint
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.segmented import Segmented

FOLLOW = "system"
"""The key of "as the system"."""


class LookCard(Card):
    """Language and display."""

    language_chosen = Signal(str)
    look_chosen = Signal(str, str)
    """Another value of that field of a Look; "" follows the system."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(_("Language and display"), icon="text-aa", parent=parent)
        self.languages = Segmented([("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")],
                                   name=_("Language"), value=language())
        system = (FOLLOW, _("System"))
        self.themes = Segmented([system, ("light", _("Light")), ("dark", _("Dark"))], name=_("Colours"),
                                value=look.theme or FOLLOW)
        self.contrasts = Segmented([system, ("on", _("On")), ("off", _("Off"))], name=_("High contrast"),
                                   value=look.contrast or FOLLOW)
        self.motions = Segmented([system, ("off", _("No movement"))], name=_("Movement and blinking"),
                                 value=look.motion or FOLLOW)
        self.languages.chosen.connect(self.language_chosen)
        self.themes.chosen.connect(partial(self._on_chosen, "theme"))
        self.contrasts.chosen.connect(partial(self._on_chosen, "contrast"))
        self.motions.chosen.connect(partial(self._on_chosen, "motion"))
        self.add_row(ListRow(_("Language"), trailing=self.languages))
        self.add_row(ListRow(_("Colours"), trailing=self.themes))
        self.add_row(ListRow(_("High contrast"), trailing=self.contrasts))
        self.add_row(ListRow(_("Movement and blinking"), trailing=self.motions))
        self.add_row(ListRow(_("Size of the text"), trailing=KeyHint("Ctrl + / Ctrl -")))

    def _on_chosen(self, name: str, key: str) -> None:
        self.look_chosen.emit(name, "" if key == FOLLOW else key)
