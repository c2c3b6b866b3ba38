"""The middle of the review: the case as it was sent, field by field, to be read and commented."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.disclosure.tier_a import DaysLeft
from streetlaw.domain.pack import Pack
from streetlaw.domain.review import Verdict
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.disclosed import value_text
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.card import Card, Hairline
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import RowButton
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.review.entries import Look, case_badge, comments_text
from streetlaw.ui.review.lines import Line, lines, nearest
from streetlaw.ui.review.reading import Asked
from streetlaw.ui.tokens import ToneName

_LABEL, _LEAST = 132, 96
_URGENT: dict[DaysLeft, ToneName] = {
    DaysLeft.OVERDUE: "danger", DaysLeft.DAYS_3: "warning", DaysLeft.DAYS_7: "info",
}


class FieldRow(RowButton):
    """A label, a value, and the comments on it; Enter or the sign at the end begins a comment."""

    comment_wanted = Signal(object)
    """The Line."""

    def __init__(self, line: Line, comments: int, *, decided: bool) -> None:
        super().__init__()
        self.line = line
        self._comments = comments
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(5), px(8), px(5))
        row.setSpacing(px(8))
        top = Qt.AlignmentFlag.AlignTop
        label = Text(line.label, ink="review" if comments else "text-3", wrap=True)
        label.setFixedWidth(px(_LABEL))
        value = Text(line.value or "–", ink="text" if line.value else "text-3", wrap=True)
        value.setMinimumWidth(px(_LEAST))
        for text in (label, value):
            text.setContentsMargins(0, px(5), 0, px(5))
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(label, 0, top)
        row.addWidget(value, 1, top)
        if comments:
            badge = Badge(str(comments), "review", "chat-centered-text")
            badge.setContentsMargins(0, px(4), 0, 0)
            row.addWidget(badge, 0, top)
        self.sign = IconButton("chat-centered-text", _("Comment on: {field}").format(field=line.label),
                               kind="quiet")
        self.sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.sign, 0, top)
        if decided:
            self.sign.hide()
        self.sign.clicked.connect(self._on_wanted)
        self.opened.connect(self._on_wanted)
        value_said = line.value or _("nothing told")
        said = f"{line.label}: {value_said}"
        self.setAccessibleName(f"{said}, {comments_text(comments)}" if comments else said)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint a field that has comments."""
        if self._comments and not self.underMouse():
            QPainter(self).fillRect(self.rect(), theme.current().tone("review").fill)
            return
        super().paintEvent(event)

    def _on_wanted(self) -> None:
        self.comment_wanted.emit(self.line)


class CaseView(QWidget):
    """One case: its pseudonym, where it stands, its fields."""

    comment_wanted = Signal(object)
    stepped = Signal(int)

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self._id = ""
        self.rows: list[FieldRow] = []
        self._name = Text("", "figure", selectable=True)
        self._state, self._deadline = Badge(""), Badge("")
        self.previous = IconButton("caret-up", _("Previous case"))
        self.next = IconButton("caret-down", _("Next case"))
        self._card = Card(_("Case"), note=_("C adds a comment to the focused field"))
        self._damaged = Banner(_("This case cannot be read: it does not have the form it should. "
                                 "Ask the lawyer to send it again."), "danger")
        self._lay_out()
        self.previous.clicked.connect(partial(self.stepped.emit, -1))
        self.next.clicked.connect(partial(self.stepped.emit, 1))

    def show_case(self, asked: Asked) -> None:
        """Show a case; the field that had the focus keeps it."""
        kept = self._focused() if asked.id == self._id else 0
        self._id = asked.id
        case = asked.case
        self._name.setText(case.pseudonym)
        _show(self._state, case_badge(case))
        left = nearest(asked.content) if asked.content else DaysLeft.NONE
        self._deadline.setVisible(left in _URGENT)
        if left in _URGENT:
            text = _("Deadline: {left}").format(left=value_text(self._pack, "deadlines.left", left))
            self._deadline.show_badge(text, _URGENT[left], "calendar")
        decided = case.verdict is not Verdict.OPEN
        self._card.set_note("" if decided else _("C adds a comment to the focused field"))
        self._damaged.setVisible(asked.content is None)
        self._fill(asked, decided=decided)
        if kept is not None and kept < len(self.rows):
            self.rows[kept].setFocus(Qt.FocusReason.OtherFocusReason)

    def focused_line(self) -> Line | None:
        """The line of the field that has the focus, or the first one."""
        at = self._focused()
        return self.rows[at or 0].line if self.rows else None

    def _focused(self) -> int | None:
        return next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)

    def _fill(self, asked: Asked, *, decided: bool) -> None:
        self._card.clear_rows()
        shown = lines(self._pack, asked.content) if asked.content else ()
        counts = Counter(_place(shown, one.field, one.text) for one in asked.case.comments
                         if not one.settled)
        self.rows = []
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, line in enumerate(shown):
            row = FieldRow(line, counts[at], decided=decided)
            row.comment_wanted.connect(self.comment_wanted)
            self.rows.append(row)
            column.addWidget(row)
            column.addWidget(Hairline())
        column.addStretch(1)
        self._card.body.addWidget(scrolled(held, _("Fields of the case")), 1)

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        column.addLayout(head)
        standing = QWidget()
        flow = FlowLayout(standing, spacing=px(8))
        flow.addWidget(self._state)
        flow.addWidget(self._deadline)
        column.addWidget(standing)
        column.addWidget(self._damaged)
        column.addWidget(self._card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(Glyph("info", "text-3"))
        foot.addWidget(Text(_("Written for this review. Names and the original story stay with the lawyer."),
                            "secondary", wrap=True), 1)
        column.addLayout(foot)


def _show(badge: Badge, look: Look) -> None:
    tone, icon, text = look
    badge.show_badge(text, tone, icon)


def _place(shown: tuple[Line, ...], part: str, text: str) -> int:
    """The line a comment stands at: among several of one part, the one its text begins with."""
    of_part = [at for at, line in enumerate(shown) if line.part == part]
    named = [at for at in of_part if shown[at].about and text.startswith(f"{shown[at].about}:")]
    return next(iter(named or of_part), -1)
