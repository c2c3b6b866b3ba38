"""For the day somebody forces you: a second passphrase, and erasing the keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from streetlaw.domain.folding import fold
from streetlaw.translation import gettext as _
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.switch import Switch
from streetlaw.ui.parts.text import Text
from streetlaw.ui.settings.key_question import KeyQuestion
from streetlaw.ui.settings.passphrase import NewPassphraseQuestion
from streetlaw.ui.shell.panic import PANIC_KEYS


class ForcedCard(Card):
    """Off by default, and honest about what it cannot do."""

    set_up_wanted = Signal()
    turn_off_wanted = Signal()
    erase_wanted = Signal()
    keys_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("If you are forced to open it"), icon="warning-circle", parent=parent)
        self.state = Badge(_("is set"), "success", "check-circle")
        self.off, self.set_up = Button(_("Turn off…")), Button(_("Set up…"))
        self.erase = Button(_("Erase…"), kind="danger", icon="trash")
        self.add_action(self.state)
        self.state.hide()
        self.off.hide()
        text = _("A second passphrase destroys the keys and opens a folder of invented people. It does not "
                 "help if the disk was copied before. Off by default.")
        self.add(Text(text, ink="text-2", wrap=True))
        self.keys = Switch(name=_("Erase with the keyboard"))
        hint = _("{keys} pressed twice erases the keys at once, without a question").format(keys=PANIC_KEYS)
        self.add_row(ListRow(_("Erase with the keyboard"), hint, trailing=self.keys, wrap=True))
        self.add_foot(None, self.off, self.set_up, self.erase)
        self.set_up.clicked.connect(self.set_up_wanted)
        self.off.clicked.connect(self.turn_off_wanted)
        self.erase.clicked.connect(self.erase_wanted)
        self.keys.clicked.connect(self.keys_chosen)

    def show_state(self, *, duress: bool, keys: bool) -> None:
        """Show whether there is a second passphrase, and whether the shortcut is on."""
        self.state.setVisible(duress)
        self.off.setVisible(duress)
        self.set_up.setVisible(not duress)
        self.keys.setChecked(keys)


class SetDuress(NewPassphraseQuestion):
    """What it does, what it cannot do, the second passphrase, the proof."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, _("Set a second passphrase that destroys?"),
            _("Typed on the start page, it overwrites every key of this folder, and opens a folder of "
              "invented people. What you wrote is then gone for ever, for you too, unless a backup lies "
              "somewhere else."),
            verb=_("Set the second passphrase"), label=_("Second passphrase"),
            again=_("Second passphrase once more"), danger=True)
        limits = _("It is useless against a copy of the disk made before. On solid-state disks, memory "
                   "sticks and some file systems old keys can survive being overwritten. Somebody who "
                   "examines the computer closely may notice. Use it only if your organisation agreed.")
        self.understood = QCheckBox(_("I have understood this"))
        self._not_yet = Text(kind="error", wrap=True)
        self.add(Text(limits, ink="warning", wrap=True), self.understood, self._not_yet, self.new)
        self._not_yet.hide()
        self.ask_proof()
        self.understood.setFocus()

    def is_complete(self) -> bool:
        """Nobody sets it by accident."""
        understood = self.understood.isChecked()
        self._not_yet.setText("" if understood else _("Read this first, then tick the box."))
        self._not_yet.setVisible(not understood)
        return super().is_complete() and understood

    def send(self) -> None:
        """Set it."""
        self.change(self.keyring.set_duress, self.proof.text(), self.new.text(), done=self._on_set)

    def _on_set(self, _nothing: object) -> None:
        self.close_changed(_("The second passphrase is set"))


class ClearDuress(KeyQuestion):
    """Without the second passphrase."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Take the second passphrase away?"),
                         _("It then opens nothing, like any wrong passphrase."), verb=_("Take away"))
        self.ask_proof()
        self.proof.setFocus()

    def send(self) -> None:
        """Take it away."""
        self.change(self.keyring.clear_duress, self.proof.text(), done=self._on_cleared)

    def _on_cleared(self, _nothing: object) -> None:
        self.close_changed(_("The second passphrase was taken away"))


class EraseKeys(KeyQuestion):
    """The last question before nobody can open the folder any more: a word must be typed."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, _("Erase the keys for ever?"),
            _("All keys of this folder are overwritten now: passphrase, recovery words, sheets and the keys "
              "of others. Nobody can open it afterwards, not you either. Backups elsewhere still open with "
              "their passphrases. On solid-state disks old keys can survive. The window locks at once."),
            verb=_("Erase for ever"), danger=True, safe=_("Keep"))
        self.word = QLineEdit()
        self.asked = _("erase")
        self.field = Field(_("Type the word “{word}”").format(word=self.asked), self.word, required=True)
        self.add(self.field)
        self.end()
        self.word.setFocus()

    def is_complete(self) -> bool:
        """The word must be there."""
        right = fold(self.word.text()) == fold(self.asked)
        self.field.set_error(None if right else _("Type exactly this word: {word}").format(word=self.asked))
        return right

    def send(self) -> None:
        """Erase."""
        self.change(self.keyring.erase_keys, done=self._on_erased)

    def _on_erased(self, _nothing: object) -> None:
        self.page.navigator.lock_wanted.emit()
