"""The smaller cards of Today: drafts, waiting referrals, comments, closed cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.domain.case import CaseStatus
from streetlaw.domain.pack import Pack
from streetlaw.services import wording
from streetlaw.services.listing import Draft
from streetlaw.services.referrals import ReferralCard
from streetlaw.services.today import CommentCard, Today
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext, translate
from streetlaw.ui import theme
from streetlaw.ui.dates import day_text, days_text, time_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import title as draft_title
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card, Hairline
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ButtonRow, ListRow, RowButton, lay_row
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.receivers import receiver_name
from streetlaw.ui.route import Route
from streetlaw.ui.tokens import Ink

_MOST = 4
_MOST_WAITING = 12
_MOST_COMMENTS = 2
_ENDS = (CaseStatus.RESTORED, CaseStatus.PARTIAL, CaseStatus.REFUSED, CaseStatus.CLOSED)


class DraftsCard(Card):
    """Unfinished forms, each one step from being taken up again."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(_("Drafts"))
        self._desk = desk
        self._navigator = navigator

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Show the latest drafts whose forms can be opened."""
        known = [draft for draft in drafts if self._navigator.can_go(Route.parse(draft.key))]
        self.set_count(len(known) or None)
        self.clear_rows()
        for draft in known[:_MOST]:
            self.add_row(self._row(draft))
        if not known:
            self.add(Text(_("What you begin and do not finish is kept here, encrypted."), "hint", wrap=True))

    def _row(self, draft: Draft) -> ListRow:
        button = Button(_("Continue"))
        title = draft_title(draft)
        button.setAccessibleName(_("Continue: {title}").format(title=title))
        button.clicked.connect(partial(self._navigator.go, Route.parse(draft.key)))
        saved = draft.saved.astimezone().date()
        when = time_text(draft.saved) if saved == self._desk.today else day_text(saved)
        return ListRow(title, _("kept {when}").format(when=when), trailing=button,
                       leading=Glyph("note-pencil", "text-2", 18))


class WaitingCard(Card):
    """Referrals that did not leave; below them those somebody has to answer, the longest waiting first."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(_("Waiting for an answer"))
        self._desk = desk
        self._navigator = navigator
        board = Route("referrals")
        if navigator.can_go(board):
            button = Button(_("Whole board"), kind="quiet")
            button.clicked.connect(partial(navigator.go, board))
            self.add_foot(button, None)

    def show_referrals(self, read: Today) -> None:
        """Show the waiting referrals."""
        self.set_count(read.waiting_total or None)
        self.clear_rows()
        if not read.waiting and not read.unsent:
            self.body.addWidget(EmptyState("path", _("No referral is waiting")), 1)
            return
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for card in read.unsent[:_MOST]:
            column.addWidget(self._unsent(card))
            column.addWidget(Hairline())
        for card in read.waiting[:_MOST_WAITING]:
            column.addWidget(self._row(card))
            column.addWidget(Hairline())
        column.addStretch(1)
        self.body.addWidget(scrolled(held, _("Waiting for an answer")), 1)

    def _row(self, card: ReferralCard) -> QWidget:
        row = _ReferralRow(card, card.referral.days_in_status(self._desk.today), self._desk.pack)
        row.opened.connect(partial(self._navigator.go, Route("referral", card.referral.id)))
        return row

    def _unsent(self, card: ReferralCard) -> QWidget:
        send = Button(_("Send"))
        receiver = receiver_name(card.referral, self._desk.pack)
        send.setAccessibleName(_("Send: {code}, {receiver}").format(code=card.code, receiver=receiver))
        send.clicked.connect(partial(self._navigator.go, Route("referral", card.referral.id)))
        row = QWidget()
        lay_row(row, _referral_text(card, receiver), None, send)
        return row


class _ReferralRow(RowButton):
    """Code and status, the receiver's neutral name, how long it waits and how long it usually takes."""

    def __init__(self, card: ReferralCard, days: int, pack: Pack) -> None:
        super().__init__()
        receiver = receiver_name(card.referral, pack)
        lay_row(self, _referral_text(card, receiver), None, _waited(card, days))
        status = status_label("referral", card.referral.status)
        self.setAccessibleName(", ".join((card.code, receiver, status, days_text(days))))


def _referral_text(card: ReferralCard, receiver: str) -> QWidget:
    """Code and status above the receiver's neutral name."""
    held = QWidget()
    held.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(2))
    line = QHBoxLayout()
    line.setSpacing(theme.current().px(6))
    line.addWidget(Text(card.code, "strong"))
    line.addWidget(Badge.of("referral", card.referral.status))
    line.addStretch(1)
    column.addLayout(line)
    column.addWidget(Elided(receiver, "secondary"))
    return held


def _waited(card: ReferralCard, days: int) -> QWidget:
    usual = card.referral.usual_days
    late = usual is not None and days > usual
    held = QWidget()
    held.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    tone: Ink = "text-2"
    if usual is not None and late:
        tone = "danger" if days > 2 * usual else "warning"
    column.addWidget(Text(days_text(days), "medium" if late else "body", ink=tone),
                     alignment=Qt.AlignmentFlag.AlignRight)
    if usual is not None:
        usually = Text(_("usually {n}").format(n=usual), "hint")
        column.addWidget(usually, alignment=Qt.AlignmentFlag.AlignRight)
    return held


class CommentsCard(Card):
    """What the supervising attorney remarked and nobody has settled yet."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("The attorney's comments"))
        self._navigator = navigator
        self._review = Route("review")

    def show_comments(self, read: Today) -> None:
        """Show open comments, and how many cases wait for my own review."""
        self.set_count(len(read.comments) or None)
        self.clear_rows()
        rows: list[QWidget] = []
        if read.to_review and self._navigator.can_go(self._review):
            row = ButtonRow(ngettext("{n} case to review", "{n} cases to review", read.to_review).format(
                n=read.to_review), leading=Glyph("chats-circle", "review", 18))
            row.opened.connect(partial(self._navigator.go, self._review))
            rows.append(row)
        rows += [self._row(card) for card in read.comments[:_MOST_COMMENTS]]
        for shown in rows:
            self.add_row(shown)
        if read.comments and self._navigator.can_go(self._review):
            self.add_row(self._all_of_them())
        if not read.comments and not read.to_review:
            self.add(Text(_("Comments appear here when a review comes back."), "hint", wrap=True))

    def _all_of_them(self) -> QWidget:
        button = Button(_("Open all comments"), kind="quiet")
        button.clicked.connect(partial(self._navigator.go, self._review))
        held = QWidget()
        row = QHBoxLayout(held)
        px = theme.current().px
        row.setContentsMargins(0, px(4), px(12), px(4))
        row.addWidget(button)
        row.addStretch(1)
        return held

    def _row(self, card: CommentCard) -> ButtonRow:
        field = wording.REVIEWED.get(card.comment.field)
        about = translate(field) if field else ""
        title = f"{card.code} · {about[:1].upper()}{about[1:]}" if about else card.code
        row = ButtonRow(title, f"«{card.comment.text}»", wrap=True,
                        leading=Glyph("chat-centered-text", "review", 18))
        row.opened.connect(partial(self._navigator.go, Route("client", card.client_id)))
        return row


class ClosedCard(Card):
    """How the cases closed within 30 days ended."""

    def __init__(self) -> None:
        super().__init__(_("Closed in 30 days"))

    def show_closed(self, closed: Mapping[CaseStatus, int]) -> None:
        """Show the figures."""
        self.clear_rows()
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.current().px(16))
        for at, ended in enumerate(_ENDS):
            grid.addWidget(_figure(closed.get(ended, 0), status_label("case", ended)), *divmod(at, 2))
            grid.setColumnStretch(at % 2, 1)
        self.add(held)
        self.body.addStretch(1)


def _figure(number: int, label: str) -> QWidget:
    held = QWidget()
    held.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(2))
    column.addWidget(Text(str(number), "figure"))
    column.addWidget(Text(label, "secondary", wrap=True))
    column.addStretch(1)
    return held
