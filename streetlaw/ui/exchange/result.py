"""What became of a file that was taken in or checked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.reviews import Arrival
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import size_text
from streetlaw.ui.disclosed import quarter_text
from streetlaw.ui.exchange.reading import Checked
from streetlaw.ui.exchange.words import (
    arrival_lines,
    compared_badge,
    counts_text,
    hash_start,
    kind_label,
    who,
)
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route


class ResultCard(QWidget):
    """Hidden until there is something to tell; closed by the person."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setVisible(False)

    def show_arrival(self, arrival: Arrival) -> None:
        """Say what a file brought."""
        title = _("Nothing new") if arrival.already else _("Taken in")
        card = self._card(title, "check-circle")
        said = _("{kind}, no. {number}, from {who}").format(
            kind=kind_label(arrival.kind), number=arrival.number, who=who(arrival.sender))
        card.add(_lines((("user-circle", said), *arrival_lines(arrival))))
        if not arrival.already and self._navigator.can_go(Route("review")):
            go = Button(_("Open the review"), kind="primary", icon="chats-circle")
            go.clicked.connect(partial(self._navigator.go, Route("review")))
            card.add_foot(go, None)
        self._show(card)

    def show_checked(self, checked: Checked) -> None:
        """Say what is in a file that was only looked at."""
        card = self._card(_("The file is sound"), "shield-check")
        card.set_note(_("only checked; nothing was changed"))
        facts = KeyValues()
        facts.add(_("From"), who(checked.sender))
        facts.add(_("Keys"), compared_badge(checked.sender))
        facts.add(_("Signature"), Badge(_("valid, over every byte"), "success", "circle-wavy-check"))
        facts.add(_("Holds"), counts_text(checked.counts) or kind_label(checked.kind))
        facts.add(_("Number"), _("{number}, {period}").format(
            number=checked.number, period=quarter_text(checked.period)))
        facts.add(_("Size"), size_text(checked.size))
        facts.add(_("Fingerprint"), Text(hash_start(checked.manifest_sha256), "mono", selectable=True))
        facts.add(_("Taken in"), _("yes, earlier") if checked.known else _("not yet"))
        card.add(facts)
        self._show(card)

    def show_refusal(self, error: StreetLawError) -> None:
        """Say why a file was refused."""
        banner = Banner(sentence(error), "danger", title=_("The file was refused"))
        close = IconButton("x", _("Close this message"), kind="quiet")
        close.clicked.connect(self.clear)
        banner.add(close)
        self._show(banner)

    def clear(self) -> None:
        """Say nothing."""
        self.setVisible(False)
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _card(self, title: str, icon: str) -> Card:
        card = Card(title, icon=icon)
        close = IconButton("x", _("Close this message"), kind="quiet")
        close.clicked.connect(self.clear)
        card.add_action(close)
        return card

    def _show(self, widget: QWidget) -> None:
        self.clear()
        self._column.addWidget(widget)
        self.setVisible(True)


def _lines(lines: tuple[tuple[str, str], ...]) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(6))
    for icon, text in lines:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        line.addWidget(Glyph(icon, "warning" if icon == "warning-circle" else "text-2"))
        line.addWidget(Text(text, wrap=True), 1)
        column.addLayout(line)
    return held
