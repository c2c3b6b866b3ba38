"""A new passphrase, typed twice: with words to take when asked for, and how hard it is to guess."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.passphrase import Proposed, Strength, strength
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.link import Link
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.text import Text
from streetlaw.ui.tokens import Ink

SHORTEST = 12
"""Characters a passphrase must have."""


class NewPassphrase(QWidget):
    """Two fields that must agree. Words to propose come from whoever hears `proposal_wanted`."""

    proposal_wanted = Signal()
    submitted = Signal()
    """Enter was pressed in the second field."""

    def __init__(self, label: str, again: str, *, hint: str = "", large: bool = False,
                 proposes: bool = True) -> None:
        super().__init__()
        self.first = PasswordField(name=label, large=large)
        self.second = PasswordField(name=again, large=large)
        self.first_field = Field(label, self.first, required=True,
                                 hint=hint or _("Six random words or more: easy to type, hard to guess."))
        self.second_field = Field(again, self.second, required=True)
        self._strength = Text("", "secondary")
        self.propose = Link(_("Propose words"), icon="arrows-clockwise")
        self.propose.setVisible(proposes)
        self.proposal = Banner("", "accent", icon="key")
        self.proposal.hide()
        self._lay_out()
        self._connect()

    def text(self) -> str:
        """The passphrase written."""
        return self.first.text()

    def clear(self) -> None:
        """Forget everything typed here."""
        for field, box in ((self.first_field, self.first), (self.second_field, self.second)):
            box.clear()
            field.set_error(None)
        self._strength.clear()
        self.proposal.show_message("")
        self.proposal.hide()

    def show_proposal(self, proposed: Proposed) -> None:
        """Show words somebody may take as the passphrase by typing them, and what they are worth."""
        title = _("For example, drawn by chance from {size} words (strength: {bits} bits):").format(
            size=proposed.list_size, bits=int(proposed.bits))
        self.proposal.show_message(" ".join(proposed.words), title=title)
        self.proposal.show()

    def refuse(self, text: str) -> None:
        """Say beside the first field why this passphrase cannot be taken."""
        self.first_field.set_error(text)
        self.first.setFocus()

    def is_complete(self) -> bool:
        """True when the passphrase is long enough and both fields agree; else what is wrong stands there."""
        short = len(self.first.text()) < SHORTEST
        differ = not short and self.first.text() != self.second.text()
        self.first_field.set_error(
            _("At least {n} characters. Six words are better.").format(n=SHORTEST) if short else None)
        self.second_field.set_error(
            _("The two passphrases differ. Write the second one again.") if differ else None)
        if short or differ:
            (self.first if short else self.second).setFocus()
        return not short and not differ

    def _lay_out(self) -> None:
        px = theme.current().px
        self.setFocusProxy(self.first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.first_field)
        row = QHBoxLayout()
        row.addWidget(self._strength)
        row.addStretch(1)
        row.addWidget(self.propose)
        column.addLayout(row)
        column.addWidget(self.proposal)
        column.addWidget(self.second_field)
        column.addWidget(self.second.hint)

    def _connect(self) -> None:
        self.first.edited.connect(self._on_edited)
        self.first.submitted.connect(self.second.setFocus)
        self.second.edited.connect(self._on_second_edited)
        self.second.submitted.connect(self.submitted)
        self.propose.clicked.connect(self.proposal_wanted)

    def _on_edited(self) -> None:
        self.first_field.set_error(None)
        text, ink = feedback(self.first.text())
        self._strength.setText(text)
        self._strength.set_ink(ink)

    def _on_second_edited(self) -> None:
        self.second_field.set_error(None)


def feedback(passphrase: str) -> tuple[str, Ink]:
    """How hard a passphrase is to guess, in plain words and with an ink; an empty text for an empty one."""
    if not passphrase:
        return "", "text-2"
    if len(passphrase) < SHORTEST:
        return _("too short"), "danger"
    said: dict[Strength, tuple[str, Ink]] = {
        Strength.WEAK: (_("weak, add words"), "danger"),
        Strength.FAIR: (_("fair, more words are better"), "warning"),
        Strength.GOOD: (_("strong"), "success"),
    }
    return said[strength(passphrase)]
