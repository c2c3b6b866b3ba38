"""The referrals as a list, which says the same as the board."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.referral import ReferralStatus
from streetlaw.services.referrals import ReferralCard
from streetlaw.translation import gettext as _
from streetlaw.ui.dates import day_text, days_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.row_menu import offer_menu
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.receivers import receiver_name
from streetlaw.ui.referrals.board import deeds
from streetlaw.ui.referrals.reading import Board
from streetlaw.ui.route import Route


class ReferralList(Card):
    """A row for each referral, by status; each opens its page."""

    step_wanted = Signal(object, object)
    """A ReferralCard is to take a step: the ReferralStatus after it."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(_("Referrals"))
        self._desk, self._navigator = desk, navigator

    def show_board(self, board: Board) -> None:
        """Show what the board shows."""
        self.clear_rows()
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for card in (card for status in ReferralStatus for card in board[status]):
            column.addWidget(self._row(card))
        column.addStretch(1)
        self.body.addWidget(scrolled(held, _("Referrals")), 1)

    def _row(self, card: ReferralCard) -> ButtonRow:
        referral = card.referral
        since, today = referral.since, self._desk.today
        told = _("since {day}, {days}").format(
            day=day_text(since, today), days=days_text(referral.days_in_status(today))) if since else ""
        badge = Badge.of("referral", referral.status)
        badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = ButtonRow(receiver_name(referral, self._desk.pack), told, code=card.code, trailing=badge)
        row.opened.connect(partial(self._navigator.go, Route("referral", referral.id)))
        offer_menu(row, *deeds(card, self._navigator, self.step_wanted.emit))
        return row
