"""What I do: it decides which sections stand at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from streetlaw.domain.profile import Role
from streetlaw.translation import gettext as _
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.rows import ListRow


class RoleCard(Card):
    """The roles of the owner: one at least."""

    chosen = Signal(object)
    """A tuple of `Role`."""

    def __init__(self, roles: Sequence[Role], parent: QWidget | None = None) -> None:
        super().__init__(_("My work"), icon="briefcase", parent=parent)
        self._roles = tuple(roles)
        self.chips = Chips([(Role.LAWYER, _("Street lawyer")), (Role.SUPERVISOR, _("Attorney")),
                            (Role.COORDINATOR, _("Coordinator")), (Role.TRAINER, _("Trainer"))],
                           name=_("Role"))
        self.chips.choose(self._roles)
        self.chips.changed.connect(self._on_changed)
        note = _("Sections a role does not need are hidden. Nothing in them is lost.")
        self.add_row(ListRow(_("Role"), note, wrap=True, trailing=self.chips))

    def _on_changed(self, keys: tuple[str, ...]) -> None:
        if keys:
            self._roles = tuple(Role(key) for key in keys)
            self.chosen.emit(self._roles)
        else:
            self.chips.choose(self._roles)
