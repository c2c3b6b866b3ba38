"""Choosing who else may open backups, in plain words about what that means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from streetlaw.domain.profile import TrustedPerson
from streetlaw.translation import gettext as _
from streetlaw.ui.parts.dialog import Question


class ChooseTrustees(Question):
    """Only people whose words were compared stand here."""

    def __init__(self, people: Sequence[TrustedPerson], allowed: frozenset[str], parent: QWidget) -> None:
        super().__init__(
            parent, _("Who else may open your backups?"),
            _("Whoever you choose can open every backup made from now on and read everything in it, for "
              "ever, without you and without your passphrase. A backup they hold cannot be taken back. They "
              "restore it with their own folder open."),
            safe=_("Cancel"), verb=_("Let them open backups"))
        self.boxes: dict[str, QCheckBox] = {}
        for person in people:
            box = QCheckBox(f"{person.name}, {person.organisation}" if person.organisation else person.name)
            box.setChecked(person.id in allowed)
            box.toggled.connect(self._on_toggled)
            self.boxes[person.id] = box
            self.body.addWidget(box)
        self._on_toggled()

    def chosen(self) -> frozenset[str]:
        """The ids of the people chosen."""
        return frozenset(id for id, box in self.boxes.items() if box.isChecked())

    def _on_toggled(self) -> None:
        self.verb.setText(_("Let them open backups") if self.chosen() else _("Let nobody else open backups"))
