"""People and keys: my own words and card, and who else is trusted, with what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from streetlaw.domain.profile import Tier, TrustedPerson
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_text
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card, Hairline
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.settings.reading import Known

COLUMNS = 5


class PersonMenu(QMenu):
    """What can be done about one person."""

    chosen = Signal(str, object)
    """"compare", "allow", "forbid", "withdraw" or "remove", and the person."""

    def __init__(self, person: TrustedPerson, parent: QWidget) -> None:
        super().__init__(parent)
        self._person = person
        verified = person.verified_on is not None
        self._add("compare", _("Words were compared…"))
        if verified and Tier.A in person.tiers:
            self._add("forbid", _("May no longer receive cases for review"))
        elif verified:
            self._add("allow", _("May receive cases for review"))
        self.addSeparator()
        if verified:
            self._add("withdraw", _("Withdraw trust"))
        self._add("remove", _("Remove"))
        self.triggered.connect(self._on_triggered)

    def _add(self, key: str, text: str) -> None:
        action = self.addAction(text)
        action.setData(key)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data(), self._person)


class PeopleCard(Card):
    """A table of few rows: who, what they may receive, their words, whether those were compared."""

    card_wanted = Signal()
    add_wanted = Signal()
    help_wanted = Signal()
    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Trusted people"), icon="users", parent=parent)
        self.give, self.add_card = (Button(_("Save my card…"), icon="identification-card"),
                                    Button(_("Add a card…"), icon="plus"))
        self.give.clicked.connect(self.card_wanted)
        self.add_card.clicked.connect(self.add_wanted)
        self.menus: list[PersonMenu] = []
        """The menus of the people shown, in the order of their rows."""
        self.add_action(self.give)
        self.add_action(self.add_card)

    def show_people(self, own_words: Sequence[str], people: Sequence[Known], *, helps: bool) -> None:
        """Show my words, and the people; with `helps`, also the way to help a colleague."""
        self.clear_rows()
        self.menus = []
        self.set_count(len(people) or None)
        if own_words:
            words = Text(" ".join(own_words), "mono", selectable=True)
            self.add_row(ListRow(_("My six words"), _("Read them aloud to whoever adds your card."),
                                 trailing=words))
        if people:
            self.add_row(self._table(people))
        else:
            self.add_row(EmptyState("users", _("Nobody yet"),
                                    _("Exchange cards with your attorney, then compare the words aloud.")))
        if helps:
            self.add_row(self._help())

    def _help(self) -> ListRow:
        button = Button(_("Help a colleague…"))
        button.clicked.connect(self.help_wanted)
        return ListRow(_("A colleague lost their passphrase?"),
                       _("If they gave you a key, you can read words to them that open their folder."),
                       leading=Glyph("handshake", size=18), trailing=button, wrap=True)

    def _table(self, people: Sequence[Known]) -> QWidget:
        px, table = theme.current().px, QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(px(12), px(4), px(12), px(4))
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(0)
        for column, text in enumerate((_("Who"), _("May receive"), _("Fingerprint words"), _("Compared"))):
            grid.addWidget(Text(text, "label"), 0, column)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 2)
        for number, known in enumerate(people):
            grid.addWidget(Hairline(), 2 * number + 1, 0, 1, COLUMNS)
            for column, cell in enumerate(self._cells(known)):
                grid.addWidget(cell, 2 * number + 2, column, Qt.AlignmentFlag.AlignVCenter)
            grid.setRowMinimumHeight(2 * number + 2, px(44))
        return table

    def _cells(self, known: Known) -> list[QWidget]:
        person = known.person
        name = f"{person.name}, {person.organisation}" if person.organisation else person.name
        receives = _("cases for review") if Tier.A in person.tiers else _("nothing yet")
        compared = Badge(_("Not compared yet"), "neutral", "circle-wavy-question")
        if person.verified_on is not None:
            how = _("In person") if person.verified_how == "in_person" else _("By phone")
            compared = Badge(f"{how}, {day_text(person.verified_on)}", "success", "circle-wavy-check")
        verb = _("More about {name}").format(name=person.name)
        more = IconButton("dots-three-vertical", verb, kind="quiet")
        menu = PersonMenu(person, more)
        menu.chosen.connect(self.chosen)
        self.menus.append(menu)
        more.setMenu(menu)
        words = Text(" ".join(known.words), "mono", wrap=True)
        return [Elided(name, "medium"), Elided(receives, ink="text-2"), words,
                compared, more]
