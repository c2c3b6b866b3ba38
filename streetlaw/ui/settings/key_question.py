"""What every change of keys asks for: some fields, and the passphrase of now as proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.text import Text

T = TypeVar("T")

WIDTH = 500
CHANGED = "keys.changed"
"""The name of the Outcome that says: look at the keys again."""


class KeyQuestion(Question):
    """Subclasses put fields into the body with `add`, then call `ask_proof`; `send` does the work.

    It stays open until the keyring has done what was asked, and says beside its fields what was refused.
    """

    def __init__(self, page: Page, title: str, text: str, *, verb: str, danger: bool = False,
                 safe: str = "") -> None:
        super().__init__(page, title, text, safe=safe or _("Cancel"), verb=verb, danger=danger)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = page
        self.keyring = page.desk.tools.keyring
        self.busy = False
        self._asks_proof = False
        self.proof = PasswordField(name=_("Passphrase now"))
        self.proof_field = Field(_("Passphrase now"), self.proof, required=True)
        self.problem = Text(kind="error", wrap=True)
        self.body.setSpacing(theme.current().px(12))
        self.set_width(WIDTH)
        if danger:  # Enter in a field neither destroys nor throws away what was typed
            self.safe.setDefault(False)
            self.safe.setAutoDefault(False)
            self.verb.setAutoDefault(False)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets between the text and the answers."""
        for widget in widgets:
            self.body.addWidget(widget)

    def ask_proof(self) -> None:
        """Ask for the passphrase of now, below all fields."""
        self._asks_proof = True
        self.add(self.proof_field, self.proof.hint)
        self.end()

    def end(self) -> None:
        """The fields are complete; below them stands what is wrong with none of them."""
        self.add(self.problem)
        self.problem.hide()

    def is_complete(self) -> bool:
        """True when everything asked for is there; else what is missing stands beside its field."""
        return True

    def send(self) -> None:
        """Do what was asked, by `change`."""
        raise NotImplementedError

    def change(self, fn: Callable[..., T], *args: Any, done: Callable[[T], object]) -> None:
        """Let the keyring do something; answers wait meanwhile."""
        self.set_busy(True)
        self.page.desk.maintain(fn, *args, owner=self, done=done, refused=self.refuse)

    def refuse(self, error: StreetLawError) -> None:
        """Say why nothing was changed, beside the field it is about."""
        self.set_busy(False)
        if error.code == "vault.wrong_passphrase" and self._asks_proof:
            self.proof_field.set_error(sentence(error))
            self.proof.setFocus()
            self.show_wrong()
        else:
            self.say(sentence(error))

    def say(self, text: str) -> None:
        """Say what is wrong below the fields; an empty text takes it away."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            self.bring(self.problem)

    def close_changed(self, toast: str = "") -> None:
        """Close: the keys changed."""
        self.set_busy(False)
        self.page.desk.changed.emit(Outcome(CHANGED))
        if toast:
            self.page.navigator.toast(toast)
        super().accept()

    def accept(self) -> None:
        """Do what was asked, once everything is there."""
        if self.busy:
            return
        self.say("")
        complete = self.is_complete()
        if self._asks_proof:
            missing = not self.proof.text()
            self.proof_field.set_error(_("Write the passphrase of now.") if missing else None)
            complete = complete and not missing
        if complete:
            self.send()
        else:
            self.show_wrong()

    def show_wrong(self) -> None:
        """Bring the first thing that is wrong into view."""
        for text in self.findChildren(Text):
            if text.property("kind") == "error" and text.text() and not text.isHidden():
                self.bring(text)
                return

    def reject(self) -> None:
        """Change nothing; while the keyring works, wait for it."""
        if not self.busy:
            super().reject()

    def set_busy(self, busy: bool) -> None:
        """Let the answers wait for the keyring, or take them again."""
        self.busy = busy
        for answer in (self.safe, self.verb):
            answer.setEnabled(not busy)
