"""Changing the passphrase; the recovery words stay valid."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.text import Text
from streetlaw.ui.new_passphrase import SHORTEST, strength


class PassphraseCard(Card):
    """A form that opens on request, so that no passphrase stands around."""

    change_wanted = Signal(str, str)
    """The old and the new passphrase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Passphrase"), icon="key", parent=parent)
        self.change = Button(_("Change…"))
        self.change.clicked.connect(self._on_change)
        self.add_action(self.change)
        self._advice = Text(_("The recovery words stay the same."), ink="text-2", wrap=True)
        self.add(self._advice)
        self.form = QWidget()
        self.old = PasswordField(name=_("Passphrase now"))
        self.new = PasswordField(name=_("New passphrase"))
        self.again = PasswordField(name=_("New passphrase once more"))
        self._fields = [Field(_("Passphrase now"), self.old),
                        Field(_("New passphrase"), self.new, hint=_("Six random words or more.")),
                        Field(_("New passphrase once more"), self.again)]
        self.save = Button(_("Change the passphrase"), kind="primary")
        self._lay_out()
        self._connect()

    def refuse(self, error: StreetLawError) -> None:
        """Say why the passphrase stayed as it was."""
        self.save.setEnabled(True)
        self._fields[0].set_error(sentence(error))
        self.old.setFocus()

    def close_form(self) -> None:
        """Forget everything typed here."""
        for password in (self.old, self.new, self.again):
            password.clear()
        for field in self._fields:
            field.set_error(None)
        self.save.setEnabled(True)
        self.form.hide()
        self.change.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        for field in self._fields:
            column.addWidget(field)
        column.addWidget(self.save)
        self.add(self.form)
        self.form.hide()

    def _connect(self) -> None:
        self.old.submitted.connect(self.new.setFocus)
        self.new.submitted.connect(self.again.setFocus)
        self.new.edited.connect(self._on_edited)
        self.again.submitted.connect(self._on_save)
        self.save.clicked.connect(self._on_save)

    def _on_change(self) -> None:
        self.form.show()
        self.change.hide()
        self.old.setFocus()

    def _on_edited(self) -> None:
        self._fields[1].set_hint(strength(self.new.text()) or _("Six random words or more."))

    def _on_save(self) -> None:
        short = len(self.new.text()) < SHORTEST
        differ = self.new.text() != self.again.text()
        self._fields[1].set_error(
            _("At least {n} characters. Six words are better.").format(n=SHORTEST) if short else None)
        self._fields[2].set_error(
            _("The two passphrases differ. Write the second one again.") if differ and not short else None)
        if not short and not differ:
            self.save.setEnabled(False)
            self.change_wanted.emit(self.old.text(), self.new.text())
