"""What would change: the packs, the deadlines that move, every statement old and new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.fact import text_in
from streetlaw.services.law.amendment_words import ASIDE, AmendmentWords
from streetlaw.services.law.amendments import Amendment, Turn
from streetlaw.services.law.publications import LeftAside
from streetlaw.services.law.updates import PackChange, Proposal
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext, translate
from streetlaw.ui import theme
from streetlaw.ui.counting import moved_since
from streetlaw.ui.dates import day_full
from streetlaw.ui.page import GAP
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import GroupRow, KeyValues, ListRow
from streetlaw.ui.tokens import ToneName

AT_ONCE = 60
"""So many statements are shown before somebody asks for the rest."""

_TONE: dict[Turn, ToneName] = {Turn.ADDED: "success", Turn.CHANGED: "info", Turn.REMOVED: "warning"}


class Changes(QWidget):
    """The whole list, the weightiest first: what moves, then what is said otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(GAP))
        self._shown: list[QWidget] = []

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what taking it would change."""
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = [_whole(proposal)]
        for change in proposal.packs:
            if change.moves:
                self._shown.append(_moves(change))
            if change.overtaken:
                self._shown.append(_overtaken(change))
            self._shown.append(Statements(change))
        if proposal.aside:
            self._shown.append(_aside(proposal.aside))
        while self._column.count():
            self._column.takeAt(0)
        for widget in self._shown:
            self._column.addWidget(widget)
        self._column.addStretch(1)


def _whole(proposal: Proposal) -> QWidget:
    publication = proposal.publication
    card = Card(_("What would change"), icon="scales")
    facts = KeyValues()
    facts.add(_("Publisher"), publication.trust.publisher.name)
    facts.add(_("Good until"), day_full(publication.expires.date()))
    for change in proposal.packs:
        version = change.after.version
        told = f"{change.before.version} → {version}" if change.before \
            else _("{version}, a country that is new here").format(version=version)
        facts.add(text_in(change.after.names, language()), told)
        facts.add(_("Changes in the law"), _counted(change.amendments))
    if proposal.packs:
        facts.add(_("Open deadlines that move"), str(proposal.moves))
    else:
        facts.add(_("Law"), _("nothing newer than what is in force here"))
    card.add(facts)
    return card


def _counted(amendments: Sequence[Amendment]) -> str:
    many = {turn: sum(one.turn is turn for one in amendments) for turn in Turn}
    return _("new: {new}, changed: {changed}, left out: {removed}").format(
        new=many[Turn.ADDED], changed=many[Turn.CHANGED], removed=many[Turn.REMOVED])


def _moves(change: PackChange) -> QWidget:
    n = len(change.moves)
    card = Card(ngettext("{n} open deadline moves", "{n} open deadlines move", n).format(n=n),
                icon="calendar-check", note=_("they are counted again when you take it"))
    for move in change.moves:
        code = change.codes.get(move.deadline.client_id, "")
        named = change.after.label("rules", move.deadline.rule, language())
        card.add_row(ListRow(
            ", ".join(part for part in (code, named) if part),
            moved_since(move.deadline, change.after, move.after, move.why),
            leading=Glyph("clock", "warning", 18), wrap=True))
    return card


def _overtaken(change: PackChange) -> QWidget:
    n = len(change.overtaken)
    card = Card(ngettext("{n} correction made here holds no more", "{n} corrections made here hold no more",
                         n).format(n=n), icon="pencil-simple",
                note=_("the publisher says something else there now"))
    words = AmendmentWords(change.after, language(), change.before)
    for check in change.overtaken:
        day = day_full(check.checked_on) if check.checked_on else ""
        said = _("Corrected by {who}, {day}: {because}").format(
            who=check.checked_by, day=day, because=check.evidence)
        card.add_row(ListRow(words.corrected(check), said, leading=Glyph("pencil-simple", "warning", 18),
                             wrap=True))
    return card


class Statements(Card):
    """Every statement that is new, changed or left out, table by table, with old and new words."""

    def __init__(self, change: PackChange) -> None:
        country = text_in(change.after.names, language())
        super().__init__(_("Changes: {country}").format(country=country), icon="article",
                         count=len(change.amendments))
        self._words = AmendmentWords(change.after, language(), change.before)
        self._left = iter(self._told(change.amendments))
        self.more = Button(_("Show the rest"))
        self.more.clicked.connect(self._on_more)
        self._take(AT_ONCE)
        if len(change.amendments) > AT_ONCE:
            self.add_foot(None, self.more)
        if not change.amendments:
            self.add_row(ListRow(_("Only the version and the day differ")))

    def _told(self, amendments: Sequence[Amendment]) -> Iterator[QWidget]:
        for table, some in groupby(amendments, key=self._words.table):
            several = list(some)
            yield GroupRow(Badge(table), str(len(several)))
            for one in several:
                yield self._row(one)

    def _row(self, one: Amendment) -> QWidget:
        said = [*self._words.lines(one), self._words.source(one.fact)]
        return ListRow(self._words.title(one), "\n".join(line for line in said if line),
                       trailing=Badge(self._words.turn(one), _TONE[one.turn]), wrap=True)

    def _take(self, most: int) -> None:
        for _number, row in zip(range(most), self._left, strict=False):
            self.add_row(row)

    def _on_more(self) -> None:
        self.more.hide()
        for row in self._left:
            self.add_row(row)


def _aside(some: Sequence[LeftAside]) -> QWidget:
    card = Card(_("Left as it is"), icon="info")
    for one in some:
        card.add_row(ListRow(one.path, translate(ASIDE[one.why]), wrap=True))
    return card
