"""The referrals: a board of columns by status, or a list that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import WAITING, Referral, ReferralStatus
from streetlaw.services.referrals import ReferralCard, referral_board
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_text, days_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.stack import Stack
from streetlaw.ui.parts.text import Text
from streetlaw.ui.receivers import receiver_name
from streetlaw.ui.referrals.board import Board as BoardView
from streetlaw.ui.referrals.board import Column
from streetlaw.ui.route import Route

_BOARD, _LIST = "board", "list"
_COLUMNS = (
    (ReferralStatus.DRAFT,), (ReferralStatus.SENT,), (ReferralStatus.ACKNOWLEDGED,),
    (ReferralStatus.ACCEPTED, ReferralStatus.UNDER_WAY), (ReferralStatus.REFUSED, ReferralStatus.BROKEN_OFF),
    (ReferralStatus.DONE,),
)

Board = Mapping[ReferralStatus, Sequence[ReferralCard]]


class ReferralsPage(Page):
    """Where every referral stands, the longest waiting on top."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.view = Segmented([(_BOARD, _("Board")), (_LIST, _("List"))], name=_("View"), value=_BOARD)
        self.view.chosen.connect(self._on_view)
        self.columns = [Column(statuses, desk, navigator) for statuses in _COLUMNS]
        self.list = Card(_("Referrals"))
        self._summary = Text("", "secondary")
        self._lay_out()

    def open(self, route: Route) -> None:
        """Show the board."""
        del route
        self.set_place(_("Referrals"))
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Read again when a referral changed."""
        if outcome.touches(Referral):
            self._ask()

    def state(self) -> dict[str, object]:
        """Board or list."""
        return {"view": self.view.value()}

    def restore(self, state: dict[str, object]) -> None:
        """Take the view up again."""
        self.view.choose(str(state.get("view", _BOARD)))
        self._on_view("")

    def _ask(self) -> None:
        self.ask(referral_board, done=self._on_board, latest="board")

    def _on_board(self, board: Board) -> None:
        for column in self.columns:
            column.show_cards([card for status in column.statuses for card in board[status]])
        self.board.follow()
        self._show_list(board)
        waiting = [card for status in WAITING for card in board[status]]
        late = sum(_is_late(card.referral, self.desk) for card in waiting)
        self._summary.setText(_("waiting: {waiting} · longer than usual: {late}").format(
            waiting=len(waiting), late=late))
        nothing = not any(board.values())
        self._pages.setCurrentIndex(2 if nothing else 1 if self.view.value() == _LIST else 0)

    def _show_list(self, board: Board) -> None:
        self.list.clear_rows()
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for card in (card for status in ReferralStatus for card in board[status]):
            column.addWidget(self._row(card))
        column.addStretch(1)
        self.list.body.addWidget(scrolled(held, _("Referrals")), 1)

    def _row(self, card: ReferralCard) -> ButtonRow:
        referral = card.referral
        since, today = referral.since, self.desk.today
        told = _("since {day}, {days}").format(
            day=day_text(since, today), days=days_text(referral.days_in_status(today))) if since else ""
        badge = Badge.of("referral", referral.status)
        badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = ButtonRow(receiver_name(referral, self.desk.pack), told, code=card.code, trailing=badge)
        row.opened.connect(partial(self.navigator.go, Route("referral", referral.id)))
        return row

    def _on_view(self, _chosen: str) -> None:
        if self._pages.currentIndex() != 2:
            self._pages.setCurrentIndex(1 if self.view.value() == _LIST else 0)

    def _lay_out(self) -> None:
        px = theme.current().px
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(self.view)
        line.addStretch(1)
        line.addWidget(self._summary)
        self.body.addLayout(line)
        self.board = BoardView(self.columns)
        self._pages = Stack()
        self._pages.addWidget(self.board)
        self._pages.addWidget(self.list)
        self._pages.addWidget(EmptyState(
            "path", _("Referrals will appear here"),
            _("Begin on a person's page, or by checking the right to legal aid.")))
        self.body.addWidget(self._pages, 1)


def _is_late(referral: Referral, desk: Desk) -> bool:
    usual = referral.usual_days
    return usual is not None and referral.days_in_status(desk.today) > usual
