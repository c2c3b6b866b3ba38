"""Changing the passphrase, making each guess slower again, and taking a key away."""

from __future__ import annotations

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.keyring import Holder
from streetlaw.ui.messages import sentence
from streetlaw.ui.new_passphrase import NewPassphrase
from streetlaw.ui.page import Page
from streetlaw.ui.settings.key_question import KeyQuestion


class NewPassphraseQuestion(KeyQuestion):
    """A question with a new passphrase in it."""

    def __init__(self, page: Page, title: str, text: str, *, verb: str, label: str, again: str,
                 danger: bool = False) -> None:
        super().__init__(page, title, text, verb=verb, danger=danger)
        self.new = NewPassphrase(label, again)
        self.new.proposal_wanted.connect(self._on_proposal_wanted)
        self.finished.connect(self._on_finished)

    def is_complete(self) -> bool:
        """Both entries must agree."""
        return self.new.is_complete()

    def refuse(self, error: StreetLawError) -> None:
        """Say beside the new passphrase what is wrong with it."""
        if error.code in ("keys.same_passphrase", "vault.passphrase_empty"):
            self.set_busy(False)
            self.new.refuse(sentence(error))
        else:
            super().refuse(error)

    def _on_proposal_wanted(self) -> None:
        self.page.desk.maintain(self.keyring.propose, language(), owner=self, done=self.new.show_proposal,
                                refused=self.refuse)

    def _on_finished(self) -> None:
        self.new.clear()
        self.proof.clear()


class ChangePassphrase(NewPassphraseQuestion):
    """The old one, and the new one twice."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, _("Change the passphrase"),
            _("The recovery words and all other keys stay as they are. Backups made before open with the "
              "passphrase of their day."),
            verb=_("Change the passphrase"), label=_("New passphrase"), again=_("New passphrase once more"))
        self.add(self.new)
        self.ask_proof()
        self.body.insertWidget(0, self.proof_field)
        self.body.insertWidget(1, self.proof.hint)
        self.proof.submitted.connect(self.new.setFocus)
        self.proof.setFocus()

    def send(self) -> None:
        """Change it."""
        self.change(self.keyring.change_passphrase, self.proof.text(), self.new.text(), done=self._on_changed)

    def _on_changed(self, _nothing: object) -> None:
        self.close_changed(_("The passphrase was changed"))


class Recalibrate(KeyQuestion):
    """For a computer that became faster than the one the folder was made on."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, _("Make guessing slow again?"),
            _("The computer measures how much work it can put into one try of the passphrase within two "
              "seconds. Do this after the folder moved to a faster computer. On a slower one opening gets "
              "quicker, and guessing too."),
            verb=_("Measure"))
        self.ask_proof()
        self.proof.setFocus()

    def send(self) -> None:
        """Measure and seal anew."""
        self.change(self.keyring.recalibrate, self.proof.text(), done=self._on_done)

    def _on_done(self, _nothing: object) -> None:
        self.close_changed(_("Each guess is as slow as this computer can make it"))


class RemoveKey(KeyQuestion):
    """Taking away one way into the folder."""

    def __init__(self, page: Page, holder: Holder, what: str) -> None:
        super().__init__(
            page, _("Take this key away?"),
            _("{what}: it opens nothing from now on, also on a copy of the folder made later. A copy made "
              "before still opens with it.").format(what=what),
            verb=_("Take away"), danger=True, safe=_("Keep"))
        self._place = holder.place
        self.ask_proof()
        self.proof.setFocus()

    def send(self) -> None:
        """Take it away."""
        self.change(self.keyring.remove, self.proof.text(), self._place, done=self._on_removed)

    def _on_removed(self, _nothing: object) -> None:
        self.close_changed(_("The key was taken away"))
