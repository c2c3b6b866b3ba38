"""The referrals: a board of columns by status, or a list that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import WAITING, Referral, ReferralStatus
from streetlaw.services.referrals import MoveReferral, ReferralCard, move_referral
from streetlaw.translation import gettext as _
from streetlaw.ui import alphabet, reading_order, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.scroll import is_small
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.stack import Stack
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text import Text
from streetlaw.ui.receivers import receiver_name
from streetlaw.ui.referrals.board import Board as BoardView
from streetlaw.ui.referrals.board import BoardCard, Column
from streetlaw.ui.referrals.figures import FiguresStrip
from streetlaw.ui.referrals.filters import ReferralFilters
from streetlaw.ui.referrals.listed import ReferralList
from streetlaw.ui.referrals.reading import Board, BoardRead, read_board
from streetlaw.ui.route import Route

_ONE_LINE = 900
"""Logical px from which the filters stand beside the buttons."""

_BOARD, _LIST = "board", "list"
_COLUMNS = (
    (ReferralStatus.DRAFT,), (ReferralStatus.SENT,), (ReferralStatus.ACKNOWLEDGED,),
    (ReferralStatus.ACCEPTED, ReferralStatus.UNDER_WAY), (ReferralStatus.REFUSED, ReferralStatus.BROKEN_OFF),
    (ReferralStatus.DONE,),
)

_BAD_ENDS = (ReferralStatus.REFUSED, ReferralStatus.BROKEN_OFF)
"""Steps that need a reason: recorded on the page of the referral."""

class ReferralsPage(Page):
    """Where every referral stands, the longest waiting on top."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.new = Button(_("New referral"), kind="primary", icon="plus")
        self.view = Segmented([Option(_BOARD, _("Board"), "columns"), Option(_LIST, _("List"), "rows")],
                              name=_("View"), value=_BOARD)
        self.filters = ReferralFilters()
        self.figures = FiguresStrip()
        self.columns = [Column(statuses, desk, navigator) for statuses in _COLUMNS]
        self.list = ReferralList(desk, navigator)
        self._receivers: dict[str, tuple[str, ...]] = {}
        """The full names of those who bear a neutral name."""
        self._blank = QWidget()
        """Shown until the first answer: a board of noughts would say that there is nothing."""
        self._instead: QWidget | None = self._blank
        self._wanted = ""
        """The referral whose card gets the focus when the board was read."""
        self._last: Outcome | None = None
        """The step recorded here last, while nothing else was done since."""
        self._lay_out()
        self._connect()
        self.add_command(_("New referral"), self._on_new, keys="Ctrl+R", icon="path")
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
        """Board or list, and the filters."""
        return {"view": self.view.value(), "filters": self.filters.choices(), "receivers": self._receivers}

    def restore(self, state: dict[str, object]) -> None:
        """Take the view up again."""
        self.view.choose(str(state.get("view", _BOARD)))
        self._receivers = cast(dict[str, tuple[str, ...]], state.get("receivers", {}))
        self.filters.offer_receivers(list(self._receivers))
        self.filters.take(cast(dict[str, object], state.get("filters", {})))
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without explanations in a small window."""
        super().resizeEvent(event)
        self._show_notes()

    def _ask(self) -> None:
        receivers = self._receivers.get(self.filters.receiver.key, ())
        self.ask(read_board, receivers, done=self._on_board, latest="board")

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
        self._take_step(stop.shown, after)

    def _take_step(self, card: ReferralCard, after: ReferralStatus) -> None:
        """Record a step, as told today; one that needs a reason or a name leads to the referral's page."""
        referral = card.referral
        self._wanted = referral.id
        cmd = MoveReferral(id=referral.id, revision=referral.revision, status=after)
        self.run(move_referral, cmd, done=partial(self._on_moved, card.code),
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

    def _on_board(self, read: BoardRead) -> None:
        stop = self.board.stop
        if not self._wanted and stop is not None and stop.hasFocus():
            self._wanted = stop.shown.referral.id
        self._offer_receivers(read.known)
        board = self._narrowed(read.board)
        for column in self.columns:
            column.show_cards([card for status in column.statuses for card in board[status]])
        self.board.follow()
        self.list.show_board(board)
        self.figures.show_figures(read.figures)
        nothing = not any(board.values())
        self._instead = (self._too_few if read.known else self._none) if nothing else None
        self._on_view("")
        self._keep_focus()

    def _narrowed(self, board: Board) -> Board:
        """The board without what the filters leave out; says how many wait, and how many for long."""
        chosen = self.filters.receiver.key
        kind, today = self.filters.kind.key, self.desk.today
        named = {status: [card for card in cards if (not chosen or self._name(card.referral) == chosen)
                          and kind in ("", card.referral.kind)] for status, cards in board.items()}
        waiting = [card for status in WAITING for card in named[status]]
        self.filters.show_late(sum(card.referral.is_late(today) for card in waiting))
        self.filters.show_found(_("waiting: {n}").format(n=len(waiting)))
        return {status: [card for card in cards if self.filters.leaves(card.referral, today)]
                for status, cards in named.items()}

    def _offer_receivers(self, known: Sequence[Referral]) -> None:
        names: dict[str, set[str]] = {}
        for referral in known:
            names.setdefault(self._name(referral), set()).add(referral.receiver)
        self._receivers = {name: tuple(sorted(names[name])) for name in alphabet.in_order(names, str)}
        self.filters.offer_receivers(list(self._receivers))

    def _name(self, referral: Referral) -> str:
        return receiver_name(referral, self.desk.pack)

    def _on_view(self, _chosen: str) -> None:
        wanted = self._instead or (self.list if self.view.value() == _LIST else self.board)
        self._pages.setCurrentWidget(wanted)
        self._show_notes()

    def _show_notes(self) -> None:
        """Explain the board where there is room for it."""
        wanted = self._pages.currentWidget() is self.board and not is_small(self)
        for note in self._notes:
            note.setVisible(wanted)

    def _on_more(self) -> None:
        self.view.choose(_LIST)
        self._on_view(_LIST)

    def _on_new(self) -> None:
        self.navigator.go(Route("referral"))

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        px = theme.current().px
        buttons = QWidget()
        line = FlowLayout(buttons, spacing=px(8))
        for button in (self.new, self.view):
            line.addWidget(button)
        self.body.addWidget(Beside(buttons, self.filters, shares=(0, 1), narrow=_ONE_LINE, gap=8))
        self.body.addWidget(self.figures)
        self.board = BoardView(self.columns)
        self._none = EmptyState("path", _("Referrals will appear here"),
                                _("Begin on a person's page, or by checking the right to legal aid."),
                                action=_("New referral"))
        self._too_few = EmptyState("magnifying-glass", _("No referral found"), _("Take the filters away."),
                                   action=_("Clear filters"))
        self._pages = Stack()
        for page in (self._blank, self.board, self.list, self._none, self._too_few):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self._notes = (
            _note("keyboard", _("Alt → records the next step, as told today. The page of a referral takes "
                               "another day and who told.")),
            _note("clock", _("The line on a scale: the usual time of this service.")))
        foot = FlowLayout(spacing=px(20))
        for one in self._notes:
            one.hide()
            foot.addWidget(one)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.view.chosen.connect(self._on_view)
        self.filters.changed.connect(self._ask)
        self._none.acted.connect(self._on_new)
        self._too_few.acted.connect(self.filters.clear)
        self.list.step_wanted.connect(self._take_step)
        for column in self.columns:
            column.more_wanted.connect(self._on_more)
            column.step_wanted.connect(self._take_step)


def _note(icon: str, text: str) -> QWidget:
    """A line to read below the board."""
    held, px = QWidget(), theme.current().px
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(6))
    line.addWidget(Glyph(icon, "text-2", 16))
    line.addWidget(Text(text, "caption", ink="text-2"))
    return held
