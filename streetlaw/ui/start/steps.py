"""The steps of the first run, one small form each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from streetlaw.domain.folding import fold
from streetlaw.domain.profile import Role
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.link import Link
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Elided, Text

SHORTEST = 12
"""Characters a passphrase must have."""

_WORDS_ACROSS = 3


class Step(QWidget):
    """One step: widgets from top to bottom, buttons at the foot."""

    done = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(16))

    def add_foot(self, *buttons: QWidget) -> None:
        """Put buttons in a row: the first at the left, the main one last, at the right."""
        foot = QHBoxLayout()
        foot.setSpacing(theme.current().px(8))
        foot.addWidget(buttons[0])
        foot.addStretch(1)
        for button in buttons[1:]:
            foot.addWidget(button)
        self.column.addLayout(foot)
        self.column.addStretch(1)


class AboutStep(Step):
    """Who works with this folder, and where it stands."""

    existing_wanted = Signal()
    place_wanted = Signal()

    def __init__(self, folder: Path, *, can_go_back: bool) -> None:
        super().__init__()
        self._name, self._organisation = QLineEdit(), QLineEdit()
        self._name_field = Field(_("How colleagues know you"), self._name, required=True,
                                 hint=_("For example “Street lawyer 07”. It stands on papers and bundles."))
        self._roles = Segmented(
            [(Role.LAWYER, _("Street lawyer")), (Role.SUPERVISOR, _("Attorney")),
             (Role.COORDINATOR, _("Coordinator")), (Role.TRAINER, _("Trainer"))],
            name=_("Role"), value=Role.LAWYER)
        self._place = Elided(str(folder), ink="text-2")
        self._existing = Link(_("Open a folder that exists…"), icon="folder-open")
        self._change = Link(_("Change…"))
        self._next = Button(_("Next"), kind="primary", keys="Enter", large=True)
        self._back = Button(_("Back"), large=True)
        self._back.setVisible(can_go_back)
        self._lay_out()
        self._connect()

    def name(self) -> str:
        """The name written."""
        return self._name.text().strip()

    def organisation(self) -> str:
        """The organisation written."""
        return self._organisation.text().strip()

    def role(self) -> str:
        """The role chosen."""
        return self._roles.value() or Role.LAWYER

    def show_folder(self, folder: Path) -> None:
        """Show where the folder will be."""
        self._place.setText(str(folder))

    def _lay_out(self) -> None:
        self.setFocusProxy(self._name)
        self.column.addWidget(self._name_field)
        self.column.addWidget(Field(_("Organisation"), self._organisation))
        self.column.addWidget(Field(_("Role"), self._roles))
        row = QHBoxLayout()
        row.addWidget(Text(_("Place:"), "label"))
        row.addWidget(self._place, 1)
        row.addWidget(self._change)
        self.column.addLayout(row)
        self.add_foot(self._existing, self._back, self._next)

    def _connect(self) -> None:
        self._existing.clicked.connect(self.existing_wanted)
        self._change.clicked.connect(self.place_wanted)
        self._back.clicked.connect(self.left)
        self._next.clicked.connect(self._on_next)
        self._name.returnPressed.connect(self._on_next)
        self._organisation.returnPressed.connect(self._on_next)

    def _on_next(self) -> None:
        missing = not self.name()
        self._name_field.set_error(_("Write a name, for example “Street lawyer 07”.") if missing else None)
        if not missing:
            self.done.emit()


class PassphraseStep(Step):
    """A passphrase, twice; long beats clever."""

    proposal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first = PasswordField(name=_("Passphrase"), large=True)
        self._second = PasswordField(name=_("Passphrase once more"), large=True)
        self._first_field = Field(_("Passphrase"), self._first, required=True,
                                  hint=_("Six random words or more: easy to type, hard to guess."))
        self._second_field = Field(_("Passphrase once more"), self._second, required=True)
        self._strength = Text("", "secondary")
        self._propose = Link(_("Propose words"), icon="arrows-clockwise")
        self._proposal = Banner("", "accent", icon="key")
        self._proposal.hide()
        self._next = Button(_("Make the folder"), kind="primary", keys="Enter", large=True)
        self._back = Button(_("Back"), large=True)
        self._lay_out()
        self._connect()

    def text(self) -> str:
        """The passphrase written."""
        return self._first.text()

    def show_proposal(self, words: str) -> None:
        """Show words somebody may take as the passphrase by typing them."""
        self._proposal.show_message(words, title=_("For example:"))
        self._proposal.show()

    def _lay_out(self) -> None:
        self.setFocusProxy(self._first)
        self.column.addWidget(self._first_field)
        row = QHBoxLayout()
        row.addWidget(self._strength)
        row.addStretch(1)
        row.addWidget(self._propose)
        self.column.addLayout(row)
        self.column.addWidget(self._proposal)
        self.column.addWidget(self._second_field)
        self.column.addWidget(self._second.hint)
        self.add_foot(self._back, self._next)

    def _connect(self) -> None:
        self._first.edited.connect(self._on_edited)
        self._first.submitted.connect(self._second.setFocus)
        self._second.submitted.connect(self._on_next)
        self._propose.clicked.connect(self.proposal_wanted)
        self._back.clicked.connect(self.left)
        self._next.clicked.connect(self._on_next)

    def _on_edited(self) -> None:
        self._first_field.set_error(None)
        self._strength.setText(strength(self._first.text()))

    def _on_next(self) -> None:
        short = len(self._first.text()) < SHORTEST
        differ = self._first.text() != self._second.text()
        self._first_field.set_error(
            _("At least {n} characters. Six words are better.").format(n=SHORTEST) if short else None)
        self._second_field.set_error(
            _("The two passphrases differ. Write the second one again.") if differ and not short else None)
        if not short and not differ:
            self.done.emit()


class MakingStep(Step):
    """A second or two: the passphrase is made slow to guess on this computer."""

    def __init__(self) -> None:
        super().__init__()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(_("Making the folder"))
        self.column.addWidget(bar)
        self.column.addWidget(Text(_("The computer measures how slow it can make guessing. This takes a few "
                                     "seconds and happens once."), ink="text-2", wrap=True))
        self.column.addStretch(1)


class WordsStep(Step):
    """The recovery words, shown once."""

    sheet_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        self._grid = QGridLayout(self._card)
        px = theme.current().px
        self._grid.setContentsMargins(px(16), px(12), px(16), px(12))
        self._grid.setVerticalSpacing(px(8))
        self._sheet = Button(_("Save a sheet to print…"), icon="printer")
        self._next = Button(_("I have written them down"), kind="primary", large=True)
        text = _("These words open the folder when the passphrase is lost. They are shown now and never "
                 "again. Keep them on paper, away from this computer.")
        self.column.addWidget(Text(text, ink="text-2", wrap=True))
        self.column.addWidget(self._card)
        self.add_foot(self._sheet, self._next)
        self.setFocusProxy(self._next)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._next.clicked.connect(self.done)

    def show_words(self, words: Sequence[str]) -> None:
        """Show the words, numbered, in columns to be read downwards."""
        self.forget()
        rows = -(-len(words) // _WORDS_ACROSS)
        for number, word in enumerate(words):
            label = Text(f"{number + 1:2d}  {word}", "mono")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._grid.addWidget(label, number % rows, number // rows)

    def forget(self) -> None:
        """Take the words off the screen for good."""
        while (item := self._grid.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.deleteLater()


class CheckStep(Step):
    """Three of the words, typed back."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: list[tuple[QLineEdit, Field, str]] = []
        self._fields = QVBoxLayout()
        self._fields.setSpacing(theme.current().px(12))
        self._next = Button(_("Open the folder"), kind="primary", keys="Enter", large=True)
        self._back = Button(_("Show the words again"), large=True)
        self.column.addWidget(Text(_("Type these words from your sheet."), ink="text-2", wrap=True))
        self.column.addLayout(self._fields)
        self.add_foot(self._back, self._next)
        self._next.clicked.connect(self._on_next)
        self._back.clicked.connect(self.left)

    def ask(self, places: Sequence[int], words: Sequence[str]) -> None:
        """Ask for the words at those places (from 0)."""
        for place in places:
            edit = QLineEdit()
            edit.setMaxLength(30)
            field = Field(_("Word {number}").format(number=place + 1), edit)
            edit.returnPressed.connect(self._on_next)
            self._fields.addWidget(field)
            self._asked.append((edit, field, words[place]))
        self.setFocusProxy(self._asked[0][0])

    def _on_next(self) -> None:
        right = True
        for edit, field, word in self._asked:
            same = fold(edit.text()) == fold(word)
            field.set_error(None if same else _("This is another word. Look at your sheet."))
            right = right and same
        if right:
            self.done.emit()


def strength(passphrase: str) -> str:
    """How hard a passphrase is to guess, in plain words; an empty text for an empty one."""
    words = len({fold(word) for word in passphrase.split()})
    if not passphrase:
        return ""
    if len(passphrase) < SHORTEST:
        return _("too short")
    if words >= 6 or len(passphrase) >= 30:
        return _("strong")
    if words >= 4 or len(passphrase) >= 20:
        return _("good, more words are better")
    return _("weak, add words")
