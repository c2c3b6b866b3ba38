"""The steps of the first run, one small form each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from streetlaw.domain.profile import Role
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.link import Link
from streetlaw.ui.new_passphrase import NewPassphrase
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.written_words import TypedBack, WordGrid


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
    restore_wanted = Signal()
    tour_wanted = Signal()
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
        self.restore = Link(_("Restore a backup…"), icon="clock-counter-clockwise")
        self.tour = Link(_("Look around with invented people"), icon="map-trifold")
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

    def choose_role(self, role: str) -> None:
        """Choose a role."""
        self._roles.choose(role)

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
        self.add_foot(self._back, self._next)
        self.column.insertWidget(self.column.count() - 1, self._links())

    def _links(self) -> QWidget:
        """The other ways to a folder, below each other."""
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for link in (self._existing, self.restore, self.tour):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return held

    def _connect(self) -> None:
        self._existing.clicked.connect(self.existing_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.tour.clicked.connect(self.tour_wanted)
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

    def __init__(self) -> None:
        super().__init__()
        self.entry = NewPassphrase(_("Passphrase"), _("Passphrase once more"), large=True)
        self._next = Button(_("Make the folder"), kind="primary", keys="Enter", large=True)
        self._back = Button(_("Back"), large=True)
        self.setFocusProxy(self.entry)
        self.column.addWidget(self.entry)
        self.add_foot(self._back, self._next)
        self.entry.submitted.connect(self._on_next)
        self._back.clicked.connect(self.left)
        self._next.clicked.connect(self._on_next)

    def _on_next(self) -> None:
        if self.entry.is_complete():
            self.done.emit()


class MakingStep(Step):
    """A second or two: the passphrase is made slow to guess on this computer."""

    def __init__(self) -> None:
        super().__init__()
        self._lay_out(_("Making the folder"), _("The computer measures how slow it can make guessing. This "
                                                "takes a few seconds and happens once."))

    def _lay_out(self, name: str, text: str) -> None:
        self.setProperty("ring", "none")  # there is nothing to press
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(name)
        self.column.addWidget(bar)
        self.column.addWidget(Text(text, ink="text-2", wrap=True))
        self.column.addStretch(1)


class InventingStep(MakingStep):
    """Some seconds: people are invented, and what was done for them."""

    def _lay_out(self, name: str, text: str) -> None:
        del name, text
        super()._lay_out(_("Inventing people"), _("Nobody here is real. Everything is encrypted as always, "
                                                  "and deleted when you leave."))


class WordsStep(Step):
    """The recovery words, shown once."""

    sheet_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = WordGrid()
        self._sheet = Button(_("Save a sheet to print…"), icon="printer")
        self._next = Button(_("I have written them down"), kind="primary", large=True)
        text = _("These words open the folder when the passphrase is lost. They are shown now and never "
                 "again. Keep them on paper, away from this computer.")
        self.column.addWidget(Text(text, ink="text-2", wrap=True))
        self.column.addWidget(self._grid)
        self.add_foot(self._sheet, self._next)
        self.setFocusProxy(self._next)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._next.clicked.connect(self.done)

    def show_words(self, words: Sequence[str]) -> None:
        """Show the words, numbered."""
        self._grid.show_words(words)

    def forget(self) -> None:
        """Take the words off the screen for good."""
        self._grid.forget()


class CheckStep(Step):
    """Three of the words, typed back."""

    def __init__(self) -> None:
        super().__init__()
        self.typed_back = TypedBack()
        self._next = Button(_("Open the folder"), kind="primary", keys="Enter", large=True)
        self._back = Button(_("Show the words again"), large=True)
        self.column.addWidget(Text(_("Type these words from your sheet."), ink="text-2", wrap=True))
        self.column.addWidget(self.typed_back)
        self.add_foot(self._back, self._next)
        self.typed_back.submitted.connect(self._on_next)
        self._next.clicked.connect(self._on_next)
        self._back.clicked.connect(self.left)

    def ask(self, words: Sequence[str]) -> None:
        """Ask for three of these words."""
        self.typed_back.ask(words)
        self.setFocusProxy(self.typed_back)

    def _on_next(self) -> None:
        if self.typed_back.are_right():
            self.done.emit()
