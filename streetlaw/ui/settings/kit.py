"""The recovery kit: new words, written down and typed back; and a test of the sheet that is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.keyring import HolderKind, Keyring
from streetlaw.ui.link import Link
from streetlaw.ui.page import Page
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.line import stacked
from streetlaw.ui.parts.text import Text
from streetlaw.ui.settings.key_question import KeyQuestion
from streetlaw.ui.settings.sheet_button import SheetButton
from streetlaw.ui.written_words import TypedBack, WordGrid, words_box


class NewKit(KeyQuestion):
    """The proof first; then the words, and three of them typed back."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, _("Make a new recovery kit?"),
            _("You will see 24 new words once. The words of an earlier kit then open nothing: destroy that "
              "sheet. Have a printer or paper at hand, and nobody looking over your shoulder."),
            verb=_("Show the words"))
        self.ask_proof()
        self.proof.setFocus()

    def send(self) -> None:
        """Ask for new words."""
        self.change(self.keyring.new_recovery_words, self.proof.text(), language(), done=self._on_words)

    def _on_words(self, words: tuple[str, ...]) -> None:
        self.close_changed()
        KitWords(self.page, words).open()


class KitWords(KeyQuestion):
    """Shows the words of the new kit; it counts as tested once three of them were typed back."""

    def __init__(self, page: Page, words: tuple[str, ...]) -> None:
        super().__init__(
            page, _("Write down the recovery words"),
            _("They open the folder when the passphrase is lost. They are never shown again. Keep them on "
              "paper, away from this computer."),
            verb=_("I have written them down"), safe=_("Check later"))
        self._words = words
        self.grid, self.sheet, self.typed_back = WordGrid(), SheetButton(page, words), TypedBack()
        self.grid.show_words(words)
        self._stack = QStackedWidget()
        self._stack.addWidget(stacked(self.grid, self.sheet, None))
        self._again = Link(_("Show the words again"))
        self._stack.addWidget(
            stacked(Text(_("Type these words from your sheet."), ink="text-2", wrap=True), self.typed_back,
                    self._again, None))
        self.add(self._stack)
        self.end()
        self._again.clicked.connect(self._on_again)
        self.finished.connect(self._on_finished)
        self.sheet.setFocus()

    def is_complete(self) -> bool:
        """Ask for three words first; then these must be right."""
        if self._stack.currentIndex() == 0:
            self.typed_back.ask(self._words)
            self._stack.setCurrentIndex(1)
            self.verb.setText(_("Check the words"))
            self.typed_back.setFocus()
            return False
        return self.typed_back.are_right()

    def send(self) -> None:
        """Note that the kit is tested."""
        self.change(_note_kit_tested, self.keyring, done=self._on_noted)

    def _on_noted(self, _nothing: object) -> None:
        self.close_changed(_("The recovery kit is tested"))

    def _on_again(self) -> None:
        self._stack.setCurrentIndex(0)
        self.verb.setText(_("I have written them down"))

    def _on_finished(self) -> None:
        self._words = ()
        self.sheet.forget()
        self.grid.forget()
        self.typed_back.forget()


class KitTest(KeyQuestion):
    """All 24 words, typed from the sheet: the program does not know them, it can only try them."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, _("Does the sheet still open the folder?"),
            _("Fetch the sheet from where it is kept and type all 24 words. This program does not keep them; "
              "it tries whether they open the folder."),
            verb=_("Check the words"))
        self.words = words_box()
        self.field = Field(_("Recovery words"), self.words,
                           hint=_("All 24 words in their order, with spaces between them."))
        self.add(self.field)
        self.end()
        self.words.setFocus()

    def is_complete(self) -> bool:
        """Something must be written."""
        missing = not self.words.toPlainText().strip()
        self.field.set_error(_("Write the words from the sheet.") if missing else None)
        return not missing

    def send(self) -> None:
        """Try the words."""
        self.change(_test_kit, self.keyring, self.words.toPlainText(), done=self._on_tested)

    def _on_tested(self, right: bool) -> None:
        if right:
            self.words.clear()
            self.close_changed(_("The recovery kit is tested"))
            return
        self.set_busy(False)
        self.words.setFocus()
        self.field.set_error(_("These words do not open this folder. Compare each word with the sheet. If "
                               "they are the same, make a new kit."))


def _note_kit_tested(keyring: Keyring) -> None:
    for holder in keyring.holders():
        if holder.kind is HolderKind.RECOVERY:
            keyring.note_tested(holder.place)


def _test_kit(keyring: Keyring, words: str) -> bool:
    right = keyring.is_recovery(words)
    if right:
        _note_kit_tested(keyring)
    return right
