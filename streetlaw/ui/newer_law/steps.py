"""The first, second and last step: which folder, whose it is, and that it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.services.law.publications import Publisher
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.page import GAP
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.text import Text


class FolderStep(QWidget):
    """Choose the folder that somebody brought."""

    choice_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose = Button(_("Choose a folder…"), kind="primary", icon="folder-open")
        self.choose.clicked.connect(self.choice_wanted)
        card = Card(_("Newer law from a folder or a stick"), icon="scales")
        card.add_row(ListRow(
            _("No folder yet"),
            _("It is the folder a publisher made, with “metadata” and “targets” in it. Everything in it is "
              "checked before anything is taken over, and nothing is fetched over the internet."),
            trailing=self.choose, wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)


class PublisherStep(QWidget):
    """Whose publication it says it is, in six words: to be compared before anybody trusts it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Text("", "mono", selectable=True)
        self.words.setAccessibleName(_("The publisher's six words"))
        self._name = ListRow(
            "", _("So the publisher calls themselves. Anybody can write a name: the six words tell whether "
                  "it is them."), leading=Glyph("identification-card", "text-2", 18), wrap=True)
        card = Card(_("Who published this?"), icon="key")
        card.add_row(self._name)
        card.add_row(ListRow(
            _("Six words to compare"),
            _("Ask the publisher for their six words by telephone or in person, not by the way the folder "
              "came. Go on only when all six are the same."), trailing=self.words, wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_publisher(self, publisher: Publisher) -> None:
        """Show the name and the words."""
        self._name.set_title(publisher.name or _("without a name"))
        self.words.setText(" ".join(publisher.words))


class DoneStep(QWidget):
    """It is in force; look at it, or go back to the law before."""

    settings_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        middle, px = Qt.AlignmentFlag.AlignHCenter, theme.current().px
        self.settings = Button(_("To the settings"), kind="primary")
        self.undo = Button(_("Go back to the law before"), icon="arrow-counter-clockwise")
        self.said = Text("", "medium")
        self._note = Text("", "secondary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.undo)
        buttons.addWidget(self.settings)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(px(GAP))
        column.addStretch(1)
        column.addWidget(Glyph("check-circle", "success", 28), 0, middle)
        column.addWidget(self.said, 0, middle)
        column.addWidget(self._note, 0, middle)
        column.addLayout(buttons)
        column.addStretch(2)
        self.settings.clicked.connect(self.settings_wanted)
        self.undo.clicked.connect(self.back_wanted)

    def show_done(self, said: str, note: str, *, can_go_back: bool) -> None:
        """Say what is in force now."""
        self.said.setText(said)
        self._note.setText(note)
        self.undo.setVisible(can_go_back)
