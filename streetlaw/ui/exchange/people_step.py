"""The second step: to whom. Everybody known is shown; who may not receive is told what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.domain.profile import Tier
from streetlaw.services.wording import ROLE
from streetlaw.translation import gettext as _
from streetlaw.translation import translate
from streetlaw.ui import theme
from streetlaw.ui.exchange.reading import Partner
from streetlaw.ui.exchange.words import compared_badge, who
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.look import font, paint_rounded, paint_text
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route


class PeopleStep(QWidget):
    """The people one knows, as rows of which one is chosen."""

    chosen = Signal(str)

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self.rows: dict[str, ButtonRow] = {}
        self.card = Card(_("Who is to review"), icon="users")
        self.missing = Banner("", "warning", action=_("Open People and keys")
                              if navigator.can_go(Route("settings")) else "")
        self.missing.acted.connect(self._on_settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self.missing)
        column.addWidget(self.card, 1)

    def show_people(self, partners: Sequence[Partner], chosen: str) -> None:
        """Show the people, one of them chosen, and what that one lacks."""
        self.card.clear_rows()
        self.card.set_count(len(partners) or None)
        held = QWidget()
        rows = QVBoxLayout(held)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.rows = {partner.person.id: self._row(partner, chosen) for partner in partners}
        for row in self.rows.values():
            rows.addWidget(row)
        rows.addStretch(1)
        self.card.body.addWidget(scrolled(held, _("Who is to review")), 1)
        lacks = next((lack(partner) for partner in partners if partner.person.id == chosen), "")
        self.missing.show_message(lacks)
        self.missing.setVisible(bool(lacks))

    def _row(self, partner: Partner, chosen: str) -> ButtonRow:
        person, on = partner.person, partner.person.id == chosen
        badge = compared_badge(person)
        badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        may = _("may receive cases") if Tier.A in person.tiers else _("may receive nothing yet")
        below = f"{translate(ROLE[person.role])} · {may}"
        sign = Glyph("check-circle-fill", "primary", 18) if on else Glyph("circle", "text-3", 18)
        row = ButtonRow(who(person), below, leading=sign, trailing=badge, wrap=True)
        row.set_selected(on)
        said = [who(person), below, badge.text()]
        row.setAccessibleName(", ".join([*said, _("chosen")] if on else said))
        row.opened.connect(partial(self.chosen.emit, person.id))
        return row

    def _on_settings(self) -> None:
        self._navigator.go(Route("settings"))


class RecipientCard(Card):
    """The chosen person with the six words of their keys."""

    change_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Recipient"))
        self.change = Button(_("Change"), kind="quiet")
        self.change.clicked.connect(self.change_wanted)
        self.add_action(self.change)

    def show_partner(self, partner: Partner | None) -> None:
        """Show somebody, or that nobody is chosen."""
        self.clear_rows()
        if partner is None:
            self.add(Text(_("Nobody is chosen yet."), "hint"))
            return
        px, person = theme.current().px, partner.person
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        line = QHBoxLayout()
        line.setSpacing(px(10))
        line.addWidget(Glyph("user-circle", "text-2", 24), 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(person.name, "medium", wrap=True))
        role = translate(ROLE[person.role])
        below = f"{role}, {person.organisation}" if person.organisation else role
        names.addWidget(Text(below, "secondary", wrap=True))
        line.addLayout(names, 1)
        column.addLayout(line)
        column.addWidget(Text(_("Read these words aloud together:"), "secondary"))
        column.addWidget(WordGrid(partner.words))
        badge = QHBoxLayout()
        badge.addWidget(compared_badge(person))
        badge.addStretch(1)
        column.addLayout(badge)
        self.add(held)


class WordGrid(QWidget):
    """Six words in two lines of three."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(" ".join(words))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.current().px(8))
        for number, word in enumerate(words):
            grid.addWidget(_Word(word), number // 3, number % 3)


class _Word(QWidget):
    """One word on its tile."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of a tile."""
        return QSize(theme.current().px(88), theme.current().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tile and word."""
        del event
        shown, painter = theme.current(), QPainter(self)
        paint_rounded(painter, QRectF(self.rect()), shown.color("sunken"), shown.color("border"), shown.px(4))
        paint_text(painter, QRectF(self.rect()), self._word, shown.color("text"), font("body", 600),
                   Qt.AlignmentFlag.AlignCenter)


def lack(partner: Partner) -> str:
    """What has to be done before cases may go to that person; "" when nothing."""
    person = partner.person
    if person.verified_on is None:
        return _("The keys of {name} were not compared yet, so nothing can be sealed for them. Meet or call, "
                 "read the six words to each other, then note it under People and keys.").format(
                     name=person.name)
    if Tier.A not in person.tiers:
        return _("{name} may not receive cases for review. Allow it under People and keys first.").format(
            name=person.name)
    return ""
