"""A review that came back to the lawyer: the decision, the comments, what to do next."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.review import Verdict
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_long
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import KeyValues, ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.review.comments import CommentItem
from streetlaw.ui.review.entries import verdict_badge
from streetlaw.ui.review.reading import Answered
from streetlaw.ui.route import Route

_HASH = 12


class AnswerView(QWidget):
    """One answer; nothing here is changed, the work goes on at the person's page."""

    def __init__(self, navigator: Navigator, today: date) -> None:
        super().__init__()
        self._navigator = navigator
        self._today = today
        self._client = ""
        self._code, self._badge = Text("", "figure", selectable=True), Badge("")
        self.open_client = Button(_("Open the person's page"), kind="primary", icon="folder-open")
        self.open_client.clicked.connect(self._on_open)
        self._outdated = Banner(_("The case changed after it was sent. Look whether the comments still fit."),
                                "warning")
        self._room = QVBoxLayout()
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        whose = FlowLayout(spacing=px(8))
        whose.addWidget(self._code)
        whose.addWidget(self._badge)
        head.addLayout(whose, 1)
        head.addWidget(self.open_client)
        column.addLayout(head)
        column.addWidget(self._outdated)
        column.addLayout(self._room, 1)

    def show_answer(self, answered: Answered) -> None:
        """Show an answer."""
        review = answered.review
        self._client = answered.client_id
        self._code.setText(answered.code)
        tone, icon, text = verdict_badge(review.verdict, 0)
        self._badge.show_badge(text, tone, icon)
        self._outdated.setVisible(review.outdated)
        self.open_client.setVisible(bool(self._client) and
                                    self._navigator.can_go(Route("client", self._client)))
        while item := self._room.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._room.addWidget(scrolled(self._content(answered), _("Review")))

    def _content(self, answered: Answered) -> QWidget:
        review, px, held = answered.review, theme.current().px, QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        comments = Card(_("Comments"), icon="chats-circle", count=len(review.comments) or None)
        for index, comment in enumerate(review.comments):
            comments.add_row(CommentItem(index, comment, self._today, fixed=True, author=answered.reviewer))
        if not review.comments:
            comments.add(Text(_("No comments."), "hint"))
        column.addWidget(comments)
        if review.tasks:
            tasks = Card(_("What you are asked to do"), icon="check-square", count=len(review.tasks))
            for task in review.tasks:
                tasks.add_row(ListRow(task, wrap=True, leading=Glyph("arrow-right", "text-2")))
            column.addWidget(tasks)
        column.addStretch(1)
        return held

    def _on_open(self) -> None:
        self._navigator.go(Route("client", self._client))


class AnswerFacts(QWidget):
    """Who decided, when, about which version, and how it is proved."""

    def __init__(self) -> None:
        super().__init__()
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        self._title = Text(_("About this review"), "section")
        self._facts = KeyValues()
        self._next = Banner("", "info")
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self._next)
        column.addStretch(1)

    def show_answer(self, answered: Answered) -> None:
        """Show the facts of an answer."""
        review = answered.review
        self._facts.clear()
        self._facts.add(_("Reviewed by"), answered.reviewer or _("no longer in your list"))
        self._facts.add(_("Came on"), day_long(review.received_on) if review.received_on else "–")
        self._facts.add(_("Version"), str(review.record_revision))
        self._facts.add(_("Known there as"), review.pseudonym)
        self._facts.add(_("Signature"), Badge(_("valid"), "success", "circle-wavy-check"))
        start = review.request_sha256[:_HASH].upper()
        self._facts.add(_("Your file"), Text(" ".join(start[i:i + 4] for i in range(0, _HASH, 4)), "mono",
                                             selectable=True))
        returned = review.verdict is Verdict.RETURNED
        self._next.show_message(
            _("Correct the case on the person's page, then send it again from Exchange.") if returned
            else _("The attorney agrees. Go on as planned."), "info" if returned else "success")


