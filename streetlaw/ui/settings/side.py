"""The list of blocks at the left of the settings page: a jump to each, and where one is."""

from __future__ import annotations

from collections.abc import Sequence

from streetlaw.translation import gettext as _
from streetlaw.ui.parts.jump_list import JumpList, JumpRow
from streetlaw.ui.parts.option import Option


class SideRow(JumpRow):
    """One block: its icon and name."""

    def set_current(self, current: bool) -> None:
        """Mark the block that is in view."""
        super().set_current(current)
        self.setAccessibleDescription(_("shown") if current else "")


class Side(JumpList):
    """The list of blocks."""

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__(SideRow(option) for option in options)

    def show_current(self, key: str) -> None:
        """Mark the block in view."""
        for row in self.rows.values():
            row.set_current(row.key == key)

    def current(self) -> str:
        """The key of the block marked."""
        return next((key for key, row in self.rows.items() if row.is_current()), "")
