"""The first view of Exchange: send, take in, check, and the log."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.profile import Role
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.exchange.log import LogCard
from streetlaw.ui.exchange.reading import Overview
from streetlaw.ui.exchange.result import ResultCard
from streetlaw.ui.exchange.words import compared_badge, who
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

SEND = Route("exchange", tab="send")
_LOG_LEAST, _CARDS_FROM = 176, 760


class SendCard(Card):
    """The way to a review: whether there is anybody to ask, and the button that begins."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Ask your attorney for a review"), icon="arrow-up-right")
        self._navigator = navigator
        self.begin = Button(_("Choose cases…"), kind="primary", icon="package")
        self.begin.clicked.connect(partial(navigator.go, SEND))
        self.settings = Button(_("People and keys"), icon="key")
        self.settings.clicked.connect(partial(navigator.go, Route("settings")))
        self.add_foot(self.begin, self.settings, None)

    def show_overview(self, read: Overview) -> None:
        """Show who may receive, or what is missing."""
        self.clear_rows()
        able = [partner for partner in read.partners if partner.may_receive]
        if able:
            self.add_row(ListRow(who(able[0].person), _others(len(able) - 1), wrap=True,
                                 leading=Glyph("user-circle", "text-2", 20),
                                 trailing=compared_badge(able[0].person)))
            text = ngettext("{n} open case. Names and the original story never leave.",
                            "{n} open cases. Names and the original story never leave.",
                            read.open_cases).format(n=read.open_cases)
        elif read.partners:
            self.add_row(ListRow(who(read.partners[0].person), wrap=True,
                                 leading=Glyph("user-circle", "text-2", 20),
                                 trailing=compared_badge(read.partners[0].person)))
            text = _("Nobody may receive cases yet. Compare the six words aloud, then allow it in Settings.")
        else:
            text = _("You know no attorney's key yet. Exchange contact cards, then compare the six words.")
        self.add(Text(text, ink="text-2", wrap=True))
        self.body.addStretch(1)
        self.begin.setVisible(bool(able) and bool(read.open_cases))
        self.settings.setVisible(not able and self._navigator.can_go(Route("settings")))


class AnswerCard(Card):
    """Decisions of mine that wait to be sent back."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Your reviews"), icon="chats-circle")
        self.go = Button(_("Open the review"), icon="chats-circle")
        self.go.clicked.connect(partial(navigator.go, Route("review")))
        self.add_foot(self.go, None)

    def show_count(self, decided: int) -> None:
        """Show how many decisions have not been sent."""
        self.clear_rows()
        text = ngettext("{n} decision has not been sent back yet. Seal it on the review page.",
                        "{n} decisions have not been sent back yet. Seal them on the review page.", decided)
        self.add(Text(text.format(n=decided), ink="text-2", wrap=True))
        self.body.addStretch(1)


class TakeCard(Card):
    """The way in: take a file in, or only look at it."""

    take_wanted = Signal()
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("A file came"), icon="download-simple")
        self.take = Button(_("Take in a file…"), icon="file-arrow-down")
        self.check = Button(_("Only check a file…"), kind="quiet", icon="magnifying-glass")
        self.take.clicked.connect(self.take_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.add(Text(_("Signature, sender and contents are verified first. What does not fit is refused "
                        "whole, and nothing changes."), ink="text-2", wrap=True))
        self.body.addStretch(1)
        self.add_foot(self.take, self.check, None)


class Home(QWidget):
    """Cards above, the log below; what a file did stands between them."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self.send, self.answer, self.take = SendCard(navigator), AnswerCard(navigator), TakeCard()
        self.result = ResultCard(navigator)
        self.log = LogCard()
        px = theme.current().px
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(Beside(self.send, self.answer, self.take, narrow=_CARDS_FROM))
        column.addWidget(self.result)
        column.addWidget(self.log, 1)
        self.log.setMinimumHeight(px(_LOG_LEAST))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(held, _("Exchange")))

    def show_overview(self, read: Overview) -> None:
        """Show what was read: each role sees what it can do."""
        self.send.show_overview(read)
        self.answer.show_count(read.decided)
        self.send.setVisible(bool(read.open_cases) or Role.LAWYER in self._desk.profile.roles)
        self.answer.setVisible(bool(read.decided))
        self.log.show_lines(read.log)


def _others(number: int) -> str:
    return ngettext("and {n} other person", "and {n} other people", number).format(n=number) if number else ""
