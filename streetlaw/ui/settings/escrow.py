"""Keys in the hands of somebody else: giving one to a supervisor, and helping a colleague who lost theirs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import files
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.text import Text
from streetlaw.ui.settings.key_question import KeyQuestion
from streetlaw.ui.written_words import WordGrid

REQUEST: files.Kinds = (("SLE", "*.sle"),)
REQUEST_LIMIT = 64 * 1024


class GiveEscrow(KeyQuestion):
    """Whom to give a key, the consent, the proof."""

    def __init__(self, page: Page, people: Sequence[TrustedPerson]) -> None:
        super().__init__(
            page, _("Who shall keep a key of this folder?"),
            _("Somebody whose words you compared can help you when passphrase and recovery words are lost. "
              "They need this folder or a request file from it; the key alone lies in the folder, sealed for "
              "them."),
            verb=_("Give the key"))
        self.who = QComboBox()
        for person in people:
            self.who.addItem(person.name, person.id)
        self.who_field = Field(_("Person"), self.who, required=True)
        self._consent_text = Text(wrap=True)
        self.consent = QCheckBox(_("I agree"))
        self._consent_error = Text(kind="error", wrap=True)
        self.add(self.who_field, self._consent_text, self.consent, self._consent_error)
        self._consent_error.hide()
        self.ask_proof()
        self.who.currentIndexChanged.connect(self._on_who)
        self._on_who()
        self.who.setFocus()

    def is_complete(self) -> bool:
        """Without consent nothing is given."""
        agreed = self.consent.isChecked()
        self._consent_error.setText("" if agreed else _("Nothing is given without your consent."))
        self._consent_error.setVisible(not agreed)
        self.consent.setAccessibleDescription(f"{self._consent_text.text()} {self._consent_error.text()}")
        return agreed

    def send(self) -> None:
        """Give the key."""
        self.change(self.keyring.give_escrow, self.proof.text(), self.who.currentData(), done=self._on_given)

    def refuse(self, error: StreetLawError) -> None:
        """Say beside the person why they cannot keep a key."""
        if error.code in ("person.not_verified", "escrow.not_supervisor", "escrow.no_key"):
            self.set_busy(False)
            self.who_field.set_error(sentence(error))
        else:
            super().refuse(error)

    def _on_who(self) -> None:
        self.who_field.set_error(None)
        text = _("{name} will be able to open everything in this folder without you, when you or somebody "
                 "else brings the request file.").format(name=self.who.currentText())
        self._consent_text.setText(text)
        self.consent.setAccessibleDescription(text)

    def _on_given(self, _nothing: object) -> None:
        self.close_changed(_("The key was given. The status bar shows it as long as it is out."))


class ReleaseEscrow(KeyQuestion):
    """On the other side: a request file comes in, 24 words are read out, once."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, _("Is it really your colleague?"),
            _("Whoever has the folder and these words can read everything in it. Meet, or call on a line you "
              "know, and recognise face or voice. A message or a letter is not enough."),
            verb=_("Open the request file…"), safe=_("Close"))
        self.sure = QCheckBox(_("I have recognised my colleague by face or voice"))
        self._unsure = Text(kind="error", wrap=True)
        self.grid = WordGrid(large=True)
        self._advice = Text(_("Read the words aloud, slowly. They are shown this once; do not send them."),
                            "medium", wrap=True)
        self.add(self.sure, self._unsure, self._advice, self.grid)
        for widget in (self._unsure, self._advice, self.grid):
            widget.hide()
        self.end()
        self.finished.connect(self._on_finished)
        self.sure.setFocus()

    def is_complete(self) -> bool:
        """Somebody unsure releases nothing."""
        sure = self.sure.isChecked()
        self._unsure.setText("" if sure else _("Make sure first that it is your colleague."))
        self._unsure.setVisible(not sure)
        return sure

    def send(self) -> None:
        """Ask for the file."""
        path = files.ask_which_file(self, _("Open the request file"), REQUEST)
        if path is not None:
            self.set_busy(True)
            self.page.desk.read_file(path, owner=self, done=self._on_read, refused=self.refuse,
                                     limit=REQUEST_LIMIT)

    def _on_read(self, request: bytes) -> None:
        self.change(self.keyring.release_escrow, request, language(), done=self._on_released)

    def _on_released(self, words: tuple[str, ...]) -> None:
        self.set_busy(False)
        self.grid.show_words(words)
        self._advice.show()
        self.grid.show()
        self.sure.hide()
        self.verb.hide()
        self.safe.setFocus()

    def _on_finished(self) -> None:
        self.grid.forget()
