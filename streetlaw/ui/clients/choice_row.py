"""One thing two files say differently: what each says, and which one is taken."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from streetlaw.domain.client import Client, SafeContact
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.services.merging import Merging, said
from streetlaw.translation import N_, language, translate
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.clients.person_card import gender_options, residence_options
from streetlaw.ui.dates import partial_text
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text import Text

LABELS: Final[dict[str, str]] = {
    "name": N_("Name"), "birth_date": N_("Born"), "gender": N_("Gender"), "populations": N_("Groups"),
    "citizenship": N_("Citizenship"), "residence": N_("Status"), "region": N_("Region"),
    "phone": N_("Telephone"), "safe_contact": N_("Safe contact"), "documents": N_("Documents"),
    "risk": N_("Risk"), "remarks": N_("Remarks"),
}

_VOCABULARIES: Final = {"region": "regions", "populations": "populations"}

_OPEN: Final = frozenset({"region", "risk", "residence"})
"""What may be seen while names are hidden."""


class ChoiceRow(QWidget):
    """A label and two answers, of which one is taken; the filled one when the other is empty."""

    def __init__(self, choice: str, read: Merging, pack: Pack) -> None:
        super().__init__()
        self._choice = choice
        self._texts = [_text(client, choice, pack) for client in (read.kept, read.gone)]
        self._codes = (read.kept.code, read.gone.code)
        self.kept, self.other = QRadioButton(), QRadioButton()
        self._group = QButtonGroup(self)
        px = theme.current().px
        grid = QGridLayout(self)
        grid.setContentsMargins(px(12), px(8), px(12), px(8))
        grid.setHorizontalSpacing(px(12))
        grid.addWidget(Text(translate(LABELS[choice]), "label"), 0, 0, 1, 2)
        self._values = [Text("", wrap=True), Text("", wrap=True)]
        for column, (button, value) in enumerate(zip((self.kept, self.other), self._values, strict=True)):
            self._group.addButton(button)
            button.setText(self._codes[column])
            button.setMinimumHeight(px(32))
            grid.addWidget(button, 1, column)
            value.setContentsMargins(px(26), 0, 0, 0)  # below the text of the button
            grid.addWidget(value, 2, column)
            grid.setColumnStretch(column, 1)
        (self.kept if self._texts[0] or not self._texts[1] else self.other).setChecked(True)
        self.show_values(False)

    def takes_other(self) -> bool:
        """True when the answer of the file that goes is taken."""
        return self.other.isChecked()

    def show_values(self, visible: bool) -> None:
        """Show what each file says; hidden unless it may be seen, as long as there is something."""
        label = translate(LABELS[self._choice])
        for button, value, text, code in zip((self.kept, self.other), self._values, self._texts, self._codes,
                                             strict=True):
            seen = text if visible or self._choice in _OPEN else _("hidden")
            shown = seen if text else _("nothing written")
            value.setText(shown)
            value.set_ink("text" if text else "text-3")
            button.setAccessibleName(f"{label}, {code}: {shown}")


def _text(client: Client, choice: str, pack: Pack) -> str:
    """What a client's record says there, in words; "" for nothing."""
    value = said(client, choice)
    if isinstance(value, PartialDate):
        return partial_text(value)
    if isinstance(value, SafeContact):
        parts = (value.channel, value.when, value.who_may_answer, value.never_say)
        return " ".join(part for part in parts if part)
    if choice in _VOCABULARIES:
        codes = (value,) if isinstance(value, str) else value
        return ", ".join(pack.label(_VOCABULARIES[choice], code, language()) for code in codes if code)
    options = {"gender": gender_options, "residence": residence_options}.get(choice)
    if options is not None:
        return next((option.text for option in options() if value and option.key == value), "")
    return status_label("risk", value) if choice == "risk" else str(value or "")
