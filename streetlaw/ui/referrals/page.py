"""The referrals: a board of columns by status, or a list that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import WAITING, Referral, ReferralStatus
from streetlaw.services.referrals import MoveReferral, ReferralCard, move_referral, referral_board
from streetlaw.translation import gettext as _
from streetlaw.ui import reading_order, theme
from streetlaw.ui.dates import day_text, days_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.stack import Stack
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text import Text
from streetlaw.ui.receivers import receiver_name
from streetlaw.ui.referrals.board import Board as BoardView
from streetlaw.ui.referrals.board import BoardCard, Column
from streetlaw.ui.route import Route

_BOARD, _LIST = "board", "list"
_COLUMNS = (
    (ReferralStatus.DRAFT,), (ReferralStatus.SENT,), (ReferralStatus.ACKNOWLEDGED,),
    (ReferralStatus.ACCEPTED, ReferralStatus.UNDER_WAY), (ReferralStatus.REFUSED, ReferralStatus.BROKEN_OFF),
    (ReferralStatus.DONE,),
)

_BAD_ENDS = (ReferralStatus.REFUSED, ReferralStatus.BROKEN_OFF)
"""Steps that need a reason: recorded on the page of the referral."""

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
        self._wanted = ""
        """The referral whose card gets the focus when the board was read."""
        self._last: Outcome | None = None
        """The step recorded here last, while nothing else was done since."""
        self._lay_out()
        self.add_command(_("Move the card on"), self._on_move_on, keys="Alt+Right", icon="arrow-right")
        self.add_command(_("Move the card back"), self._on_move_back, keys="Alt+Left", icon="arrow-left")

    def open(self, route: Route) -> None:
        """Show the board."""
        del route
        self.set_place(_("Referrals"))
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Read again when a referral changed."""
        if outcome is not self._last:
            self._last = None
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

    # ── Moving a card ────────────────────────────────────────────────────────────────────────────────────

    def _on_move_on(self) -> None:
        """Record the step that comes next, as told today."""
        stop = self._stop()
        if stop is None:
            return
        referral = stop.shown.referral
        after = next((status for status in referral.next_statuses if status not in _BAD_ENDS), None)
        if after is None:
            self.navigator.toast(_("{code}: this referral is finished").format(code=stop.shown.code))
            return
        self._wanted = referral.id
        cmd = MoveReferral(id=referral.id, revision=referral.revision, status=after)
        self.run(move_referral, cmd, done=partial(self._on_moved, stop.shown.code),
                 refused=partial(self._on_not_moved, referral.id))

    def _on_move_back(self) -> None:
        """Take back the step just recorded here; an older one stays, for it was told to somebody."""
        stop, last = self._stop(), self._last
        if stop is None:
            return
        referral = stop.shown.referral
        if last is not None and last.the(Referral) == referral:
            self._wanted = referral.id
            self.desk.undo()
        else:
            self.navigator.toast(_("{code}: only the step just recorded here can be taken back").format(
                code=stop.shown.code))

    def _stop(self) -> BoardCard | None:
        return self.board.stop if self._pages.currentWidget() is self.board else None

    def _on_moved(self, code: str, outcome: Outcome) -> None:
        self._last = outcome
        status = status_label("referral", outcome.the(Referral).status)
        self.navigator.toast(_("{code}: “{status}”").format(code=code, status=status), undo=True)

    def _on_not_moved(self, referral_id: str, error: StreetLawError) -> None:
        """What the step needs to be told is written on the page of the referral."""
        self._wanted = ""
        self.navigator.go(Route("referral", referral_id))
        self.banner(sentence(error))

    def _keep_focus(self) -> None:
        """Stay on the card one was on, wherever it stands now."""
        card = self.board.card_of(self._wanted) if self._wanted else None
        self._wanted = ""
        if card is not None and self._pages.currentWidget() is self.board:
            card.show()  # Qt would show it only when it comes round to it
            reading_order.go(card, Qt.FocusReason.OtherFocusReason)

    def _on_board(self, board: Board) -> None:
        stop = self.board.stop
        if not self._wanted and stop is not None and stop.hasFocus():
            self._wanted = stop.shown.referral.id
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
        self._keep_focus()

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
