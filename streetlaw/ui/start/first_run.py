"""The first run: who you are, a passphrase, and recovery words that were really written down."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.passphrase import Proposed
from streetlaw.domain.profile import Profile, Role
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import files, plain_files, theme
from streetlaw.ui.keyring import HolderKind
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.steps import Steps
from streetlaw.ui.parts.text import Text
from streetlaw.ui.start.frame import StartFrame, carry_over
from streetlaw.ui.start.opener import Made, NewVault, Opener
from streetlaw.ui.start.steps import (
    AboutStep,
    CheckStep,
    InventingStep,
    MakingStep,
    PassphraseStep,
    WordsStep,
)
from streetlaw.ui.start_file import is_vault
from streetlaw.ui.tokens import ToneName

if TYPE_CHECKING:
    from streetlaw.ui.opened import Opened

_ABOUT, _PASSPHRASE, _MAKING, _WORDS, _CHECK, _INVENTING = range(6)


class FirstRun(StartFrame):
    """Make a folder, or name one that exists. Nothing is kept until the folder is made."""

    asked = Signal(object, object)
    """Something for the Opener: what to ask of it, and who hears the answer."""

    folder_chosen = Signal(Path)
    """A folder that holds a vault already."""

    finished = Signal(object)
    """The new vault is open, its words are written down; or one of invented people is: an Opened."""

    restore_wanted = Signal()
    """Somebody wants to bring a folder back from a backup."""

    left = Signal()

    def __init__(self, folder: Path, *, can_go_back: bool, parent: QWidget | None = None) -> None:
        super().__init__(column=520, parent=parent)
        self._folder = folder
        self._made: Made | None = None
        self._steps = Steps([_("You"), _("Passphrase"), _("Recovery words")], name=_("New folder"))
        self._title, self._banner = Text("", "figure", wrap=True), Banner("")
        self._about = AboutStep(folder, can_go_back=can_go_back)
        self._passphrase = PassphraseStep()
        self._making = MakingStep()
        self._words = WordsStep()
        self._check = CheckStep()
        self._places = (self._about, self._passphrase, self._making, self._words, self._check,
                        InventingStep())
        self._stack = QStackedWidget()
        for step in self._places:
            self._stack.addWidget(step)
        self._lay_out()
        self._connect()
        self._go(_ABOUT)

    @property
    def steps(self) -> tuple[QWidget, ...]:
        """The forms, in their order."""
        return self._places

    @property
    def at(self) -> int:
        """The number of the form in view."""
        return self._stack.currentIndex()

    @property
    def folder(self) -> Path:
        """Where the folder shall be made."""
        return self._folder

    @property
    def role(self) -> str:
        """The role chosen."""
        return self._about.role()

    def banner(self, text: str, tone: ToneName = "warning") -> None:
        """Say something above the form."""
        self._banner.show_message(text, tone)
        self._banner.show()

    def refuse(self, text: str, *, secret_was_wrong: bool = False) -> None:
        """Say why the folder was not made, and go back to where that can be changed."""
        del secret_was_wrong  # there is none here
        if self._stack.currentIndex() in (_MAKING, _INVENTING):
            self._go(_ABOUT)
        self.banner(text)

    def take_over(self, before: StartFrame) -> None:
        """Go on with the same step, and with what was written and chosen."""
        if isinstance(before, FirstRun):
            for step, same in zip(self.steps, before.steps, strict=True):
                carry_over(same, step)
            self._folder = before.folder
            self._about.show_folder(before.folder)
            self._about.choose_role(before.role)
            self._go(before.at)

    def show_words(self, made: Made) -> None:
        """Show the recovery words of the folder just made."""
        self._made = made
        self._words.show_words(made.words)
        self._check.ask(made.words)
        self._go(_WORDS)

    def take_sheet(self, pdf: bytes) -> None:
        """Let the person choose where the sheet of recovery words goes."""
        path = files.ask_where_to_save(self, _("Save the sheet"), "sheet.pdf")
        if path is None:
            return
        try:
            plain_files.write(path, pdf)
        except StreetLawError as error:
            self.banner(sentence(error))

    def _lay_out(self) -> None:
        px, column = theme.current().px, self.column
        column.addWidget(self._title)
        column.addSpacing(px(12))
        column.addWidget(self._steps, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(px(20))
        column.addWidget(self._banner)
        column.addWidget(self._stack)
        column.addStretch(1)

    def _connect(self) -> None:
        self._about.done.connect(self._on_about_done)
        self._about.existing_wanted.connect(self._on_existing_wanted)
        self._about.restore_wanted.connect(self.restore_wanted)
        self._about.tour_wanted.connect(self._on_tour_wanted)
        self._about.place_wanted.connect(self._on_place_wanted)
        self._about.left.connect(self.left)
        self._passphrase.done.connect(self._on_passphrase_done)
        self._passphrase.left.connect(self._on_back)
        self._passphrase.entry.proposal_wanted.connect(self._on_proposal_wanted)
        self._words.done.connect(self._on_words_done)
        self._words.sheet_wanted.connect(self._on_sheet_wanted)
        self._check.done.connect(self._on_check_done)
        self._check.left.connect(self._on_words_again)

    def _go(self, index: int) -> None:
        titles = (_("Make a folder"), _("Choose a passphrase"), _("Making the folder"),
                  _("Write down the recovery words"), _("Check the recovery words"), _("Inventing people"))
        self._title.setText(titles[index])
        self._steps.go((0, 1, 1, 2, 2, 0)[index])
        self._steps.setVisible(index != _INVENTING)
        self._banner.hide()
        self._languages.setEnabled(index in (_ABOUT, _PASSPHRASE))  # a new page would lose the words
        self._stack.setCurrentIndex(index)
        step = self._places[index]
        QTimer.singleShot(0, step, step.setFocus)

    def _on_about_done(self) -> None:
        self._go(_PASSPHRASE)

    def _on_back(self) -> None:
        self._go(_ABOUT)

    def _on_words_done(self) -> None:
        self._go(_CHECK)

    def _on_words_again(self) -> None:
        self._go(_WORDS)

    def _on_existing_wanted(self) -> None:
        folder = files.ask_which_folder(self, _("Open a folder that exists"))
        if folder is None:
            return
        if is_vault(folder):
            self.folder_chosen.emit(folder)
        else:
            self.banner(_("This folder was not made by this program. Choose another, or make a new one."))

    def _on_place_wanted(self) -> None:
        place = files.ask_which_folder(self, _("Where to make the folder"))
        if place is None:
            return
        try:
            is_empty = not any(place.iterdir())
        except OSError:
            self.banner(_("This place cannot be read. Choose another, or connect the disk it is on."))
            return
        self._banner.hide()
        self._folder = place if is_empty else place / self._folder.name
        self._about.show_folder(self._folder)

    def _on_passphrase_done(self) -> None:
        self._go(_MAKING)
        profile = Profile(name=self._about.name(), organisation=self._about.organisation(),
                          roles=(Role(self._about.role()),), language=language())
        wanted = NewVault(folder=self._folder, passphrase=self._passphrase.entry.text(), profile=profile)
        self.asked.emit(partial(_create, wanted), self.show_words)

    def _on_tour_wanted(self) -> None:
        self._go(_INVENTING)
        self.asked.emit(partial(_tour, language()), self._on_invented)

    def _on_invented(self, opened: Opened) -> None:
        self.finished.emit(opened)

    def _on_proposal_wanted(self) -> None:
        self.asked.emit(partial(_propose, language()), self._passphrase.entry.show_proposal)

    def _on_sheet_wanted(self) -> None:
        if self._made is not None:
            label = _("Folder {number}").format(number=self._folder.name)
            self.asked.emit(partial(_sheet, self._made, label, language()), self.take_sheet)

    def _on_check_done(self) -> None:
        if self._made is not None:
            self.asked.emit(partial(_note_tested, self._made), self._on_noted)

    def _on_noted(self, made: Made) -> None:
        self._words.forget()
        self.finished.emit(made.opened)


def _create(wanted: NewVault, opener: Opener) -> Made:
    return opener.create(wanted)


def _tour(spoken: str, opener: Opener) -> Opened:
    return opener.tour(spoken)


def _propose(spoken: str, opener: Opener) -> Proposed:
    return opener.propose(spoken)


def _sheet(made: Made, label: str, spoken: str, opener: Opener) -> bytes:
    return opener.recovery_sheet(made, label, spoken)


def _note_tested(made: Made, _opener: Opener) -> Made:
    """Note that the words were typed back; a folder that cannot keep the note opens all the same."""
    keyring = made.opened.tools.keyring
    with suppress(StreetLawError):
        for holder in keyring.holders():
            if holder.kind is HolderKind.RECOVERY:
                keyring.note_tested(holder.place)
    return made
