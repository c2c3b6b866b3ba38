"""The columns of the referral board and their cards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.referral import ReferralStatus
from streetlaw.services.referrals import ReferralCard
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import days_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.progress import UsualTime
from streetlaw.ui.parts.rows import RowButton
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.receivers import receiver_name
from streetlaw.ui.referrals.words import waiting_ink
from streetlaw.ui.route import Route

_SHOWN = 20


class Column(QFrame):
    """One status (or two that belong together): a badge, a count, the cards. Arrows move between cards."""

    def __init__(self, statuses: Sequence[ReferralStatus], desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.statuses = statuses
        self._desk = desk
        self._navigator = navigator
        self.setProperty("kind", "sunken")
        px = theme.current().px
        self._badge = Badge.of("referral", statuses[0])
        self._count = Text("0", "secondary")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._badge)
        head.addWidget(self._count)
        head.addStretch(1)
        held = QWidget()
        self._cards = QVBoxLayout(held)
        self._cards.setContentsMargins(px(2), px(2), px(2), px(2))
        self._cards.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(5), px(10), px(5), px(8))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(scrolled(held, self._badge.text()), 1)

    def show_cards(self, cards: Sequence[ReferralCard]) -> None:
        """Show these referrals."""
        while item := self._cards.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._count.setText(str(len(cards)))
        self.setAccessibleName(f"{self._badge.text()}: {len(cards)}")
        for card in cards[:_SHOWN]:
            shown = BoardCard(card, self._desk)
            shown.opened.connect(partial(self._navigator.go, Route("referral", card.referral.id)))
            self._cards.addWidget(shown)
        more = len(cards) - _SHOWN
        if more > 0:
            text = ngettext("{n} more in the list", "{n} more in the list", more).format(n=more)
            self._cards.addWidget(Text(text, "hint", wrap=True))
        self._cards.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus up and down the cards."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        cards = self.findChildren(BoardCard)
        here = next((at for at, card in enumerate(cards) if card.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        elif 0 <= here + step < len(cards):
            cards[here + step].setFocus(Qt.FocusReason.TabFocusReason)


class BoardCard(RowButton):
    """A referral on the board: code, days, the receiver's neutral name, waiting against the usual time."""

    def __init__(self, card: ReferralCard, desk: Desk) -> None:
        super().__init__()
        px = theme.current().px
        referral = card.referral
        days = referral.days_in_status(desk.today)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(10))
        column.setSpacing(px(4))
        line = QHBoxLayout()
        line.addWidget(Text(card.code, "strong"))
        line.addStretch(1)
        ink = waiting_ink(days, referral.usual_days) if referral.is_waiting else "primary"
        line.addWidget(Text(days_text(days), "body", ink="text-2" if ink == "primary" else ink))
        column.addLayout(line)
        receiver = receiver_name(referral, desk.pack)
        name = Text(receiver, "secondary", wrap=True)
        name.setMinimumWidth(1)
        column.addWidget(name)
        if referral.usual_days and referral.is_waiting:
            scale = UsualTime()
            scale.show_days(days, referral.usual_days, ink)
            column.addWidget(scale)
        reason = referral.steps[-1].reason if referral.steps else ""
        if reason:
            said = Text(_("Reason: {reason}").format(reason=reason), "caption", wrap=True)
            said.setMinimumWidth(1)
            column.addWidget(said)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(", ".join(part for part in (
            card.code, receiver, days_text(days), reason) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = shown.color("hover" if self.underMouse() else "surface")
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_rounded(painter, box, ground, shown.color("border"), shown.px(6))
