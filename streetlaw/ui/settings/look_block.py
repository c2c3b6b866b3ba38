"""Language and display."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.profile import Role
from streetlaw.services.profiles import save_profile
from streetlaw.ui.page import Page
from streetlaw.ui.settings.block import Block
from streetlaw.ui.settings.look_card import LookCard
from streetlaw.ui.settings.role_card import RoleCard


class LookBlock(Block):
    """How the window speaks and looks: the language is known before the folder is open, the rest is in it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.card = LookCard(page.desk.look)
        self.card.language_chosen.connect(page.navigator.language_wanted)
        self.card.look_chosen.connect(self._on_look)
        self.role_card = RoleCard(page.desk.profile.roles)
        self.role_card.chosen.connect(self._on_roles)
        self.column.addWidget(self.card)
        self.column.addWidget(self.role_card)

    def _on_look(self, name: str, value: str) -> None:
        look = self.page.desk.look
        self.page.navigator.look_wanted.emit(replace(look, **{name: value}))  # type: ignore[arg-type]

    def _on_roles(self, roles: tuple[Role, ...]) -> None:
        """Keep what I do; the rail follows the profile."""
        self.page.run(save_profile, replace(self.page.desk.profile, roles=roles))
