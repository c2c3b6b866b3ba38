"""Language and display."""

from __future__ import annotations

from streetlaw.ui.page import Page
from streetlaw.ui.settings.block import Block
from streetlaw.ui.settings.look_card import LookCard


class LookBlock(Block):
    """How the window speaks and looks: the language is known before the folder is open, the rest is in it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.card = LookCard(page.desk.look.theme)
        self.card.language_chosen.connect(page.navigator.language_wanted)
        self.card.theme_chosen.connect(page.navigator.theme_wanted)
        self.column.addWidget(self.card)
