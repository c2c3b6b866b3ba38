"""Language and display."""

from __future__ import annotations

from streetlaw.ui import start_file
from streetlaw.ui.page import Page
from streetlaw.ui.settings.block import Block
from streetlaw.ui.settings.look_card import LookCard


class LookBlock(Block):
    """How the window speaks and looks: kept on this computer, not in the folder."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.card = LookCard(start_file.load().theme)
        self.card.language_chosen.connect(page.navigator.language_wanted)
        self.card.theme_chosen.connect(page.navigator.theme_wanted)
        self.column.addWidget(self.card)
