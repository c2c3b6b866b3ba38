"""The columns of the referral board and their cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.services.referrals import ReferralCard
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import reading_order, theme
from streetlaw.ui.dates import days_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.progress import UsualTime
from streetlaw.ui.parts.row_menu import Deed, offer_menu
from streetlaw.ui.parts.rows import RowButton
from streetlaw.ui.parts.scroll import is_small, scrolled
from streetlaw.ui.parts.settled import show_at_once
from streetlaw.ui.parts.text import Text
from streetlaw.ui.receivers import receiver_name
from streetlaw.ui.referrals.reading import MOST
from streetlaw.ui.referrals.words import step_verb, waiting_ink
from streetlaw.ui.route import Route
from streetlaw.ui.tokens import Ink

_SHOWN = 20
_STOP = Qt.FocusPolicy.StrongFocus
_STEPS = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}


class Column(QFrame):
    """One status (or two that belong together): a badge, a count once it is known, the cards."""

    more_wanted = Signal()
    """The person wants to see those for which there is no room here."""

    step_wanted = Signal(object, object)
    """A ReferralCard is to take a step: the ReferralStatus after it."""

    def __init__(self, statuses: Sequence[ReferralStatus], desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.statuses = statuses
        self._desk = desk
        self._navigator = navigator
        self.setProperty("kind", "well")
        px = theme.current().px
        self._badge = Badge.of("referral", statuses[0])
        self._count = Text("", "secondary")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.setContentsMargins(px(3), 0, px(3), 0)  # in line with the cards
        head.addWidget(self._badge)
        head.addWidget(self._count)
        head.addStretch(1)
        held = QWidget()
        self._cards = QVBoxLayout(held)
        self._cards.setContentsMargins(px(3), px(3), px(3), px(3))
        self._cards.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(5), px(9), px(5), px(5))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(scrolled(held, self._badge.text()), 1)

    def show_cards(self, cards: Sequence[ReferralCard]) -> None:
        """Show these referrals."""
        while item := self._cards.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        many = f"{MOST}+" if len(cards) > MOST else str(len(cards))
        self._count.setText(many)
        self.setAccessibleName(f"{self._badge.text()}: {many}")
        for card in cards[:_SHOWN]:
            shown = BoardCard(card, self._desk)
            shown.opened.connect(partial(self._navigator.go, Route("referral", card.referral.id)))
            offer_menu(shown, *deeds(card, self._navigator, self.step_wanted.emit))
            self._add(shown)
        more = min(len(cards), MOST) - _SHOWN
        if more > 0:
            text = ngettext("{n} more in the list", "{n} more in the list", more).format(n=more)
            leading = Button(text, kind="quiet")
            leading.clicked.connect(self.more_wanted)
            self._add(leading)
        self._cards.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        """Add a line that is there in the very next frame: Qt alone would show it some time later."""
        self._cards.addWidget(widget)
        show_at_once(widget)

    @property
    def cards(self) -> list[BoardCard]:
        """The cards, from top to bottom."""
        items = (self._cards.itemAt(at) for at in range(self._cards.count()))
        return [card for item in items if item and isinstance(card := item.widget(), BoardCard)]

    @property
    def title(self) -> str:
        """The status, and how many stand there."""
        return f"{self._badge.text()} {self._count.text()}"


class Board(QWidget):
    """The columns beside each other, one at a time in a small window: one stop of Tab, arrows inside."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.setAccessibleName(_("Board"))
        self.columns = columns
        self.which = QComboBox()
        self.which.setAccessibleName(_("State"))
        self.which.currentIndexChanged.connect(self._show_columns)
        px = theme.current().px
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        for column in columns:
            row.addWidget(column, 1)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(px(8))
        room.addWidget(self.which)
        room.addLayout(row, 1)

    @property
    def stop(self) -> BoardCard | None:
        """The card that has the focus, or had it last."""
        cards = [card for column in self.columns for card in column.cards]
        return next((card for card in cards if card.focusPolicy() == _STOP), None)

    def card_of(self, referral_id: str) -> BoardCard | None:
        """The card of a referral."""
        cards = (card for column in self.columns for card in column.cards)
        return next((card for card in cards if card.shown.referral.id == referral_id), None)

    def follow(self) -> None:
        """Take up what the columns show now."""
        self.which.blockSignals(True)
        at = max(self.which.currentIndex(), 0)
        self.which.clear()
        self.which.addItems([column.title for column in self.columns])
        self.which.setCurrentIndex(at)
        self.which.blockSignals(False)
        cards = [card for column in self.columns for card in column.cards]
        for card in cards:
            card.focused.connect(self._keep_one_stop)
        self._keep_one_stop(cards[0] if cards else None)
        self._show_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one column where there is room for one."""
        super().resizeEvent(event)
        self._show_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus between the cards: up and down a column, and across the columns."""
        columns = [column.cards for column in self.columns if column.isVisible() and column.cards]
        here = next(((at, cards.index(card)) for at, cards in enumerate(columns)
                     for card in cards if card.hasFocus()), None)
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or here is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        cards = columns[min(max(here[0] + step[0], 0), len(columns) - 1)]
        reading_order.go(cards[min(max(here[1] + step[1], 0), len(cards) - 1)],
                         Qt.FocusReason.TabFocusReason)

    def _show_columns(self) -> None:
        small = is_small(self)
        self.which.setVisible(small)
        for at, column in enumerate(self.columns):
            column.setVisible(not small or at == self.which.currentIndex())
        cards = [card for column in self.columns if not column.isHidden() for card in column.cards]
        if cards and not any(card.focusPolicy() == _STOP for card in cards):
            self._keep_one_stop(cards[0])

    def _keep_one_stop(self, stop: BoardCard | None) -> None:
        for column in self.columns:
            for card in column.cards:
                card.setFocusPolicy(_STOP if card is stop else Qt.FocusPolicy.ClickFocus)


class BoardCard(RowButton):
    """A referral on the board: code, days, the receiver's neutral name, waiting against the usual time."""

    focused = Signal(object)
    """The card got the focus: itself."""

    def __init__(self, card: ReferralCard, desk: Desk) -> None:
        super().__init__()
        self.shown = card
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words
        px = theme.current().px
        referral = card.referral
        days = referral.days_in_status(desk.today)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(8), px(10), px(10))
        column.setSpacing(px(4))
        line = QHBoxLayout()
        line.setSpacing(px(4))
        line.addWidget(Text(card.code, "strong"))
        line.addStretch(1)
        ink = waiting_ink(days, referral.usual_days) if referral.is_waiting else "primary"
        told: Ink = "text-2" if ink == "primary" else ink
        line.addWidget(Text(days_text(days), "body", ink=told))
        column.addLayout(line)
        receiver = receiver_name(referral, desk.pack)
        column.addWidget(_wrapped(receiver, "caption", "text-2"))
        column.addSpacing(px(2))
        if referral.usual_days and referral.is_waiting:
            scale = UsualTime()
            scale.show_days(days, referral.usual_days, ink)
            line = QHBoxLayout()
            line.setSpacing(px(6))
            line.addWidget(scale, 1)
            if referral.is_late(desk.today):  # not beside the days: six columns leave little room there
                line.addWidget(Glyph("warning-circle", told, 14))
            column.addLayout(line)
        said = _said(referral)
        if said:
            column.addWidget(_wrapped(said, "caption", "text-2"))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(", ".join(part for part in (
            card.code, receiver, days_text(days), said) if part))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the board, whose one stop this card is now."""
        super().focusInEvent(event)
        self.focused.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = shown.color("hover" if self.underMouse() else "surface")
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_rounded(painter, box, ground, shown.color("border"), shown.px(6))


def deeds(card: ReferralCard, navigator: Navigator,
          step: Callable[[ReferralCard, ReferralStatus], object]) -> list[Deed]:
    """What can be done with a referral from where it is listed."""
    referral = card.referral
    history = Route("history", referral.id, extra={"kind": "referral"})
    return [(_("Open"), partial(navigator.go, Route("referral", referral.id))),
            *((step_verb(after), partial(step, card, after)) for after in referral.next_statuses),
            (_("History of this referral"), partial(navigator.go, history))]


def _wrapped(text: str, kind: str, ink: Ink) -> Text:
    words = Text(text, kind, ink=ink, wrap=True)
    words.setMinimumWidth(1)
    return words


def _said(referral: Referral) -> str:
    """Why it was turned down or broken off, and who confirmed that it helped."""
    if not referral.steps:
        return ""
    last = referral.steps[-1]
    if last.status is ReferralStatus.DONE and last.told_by:
        return _("Confirmed: {who}").format(who=last.told_by)
    return _("Reason: {reason}").format(reason=last.reason) if last.reason else ""
