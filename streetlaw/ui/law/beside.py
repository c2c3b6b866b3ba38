"""The panes beside the interview: what legal aid there is, and what the answers give so far."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.fact import text_in
from streetlaw.domain.law import AidKind
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.facts import as_of_text
from streetlaw.ui.law.interview import Interview
from streetlaw.ui.law.result import AnswerSign
from streetlaw.ui.law.words import (
    LOOKS,
    fact_badge,
    guidance,
    headline,
    opening,
    result_badge,
    result_name,
)
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text


class Pane(QFrame):
    """A pane that scrolls, with a heading."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        px = theme.current().px
        held = QWidget()
        self.column = QVBoxLayout(held)
        self.column.setContentsMargins(px(16), px(16), px(16), px(16))
        self.column.setSpacing(px(10))
        self.column.addWidget(Text(title, "section", wrap=True))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(held, title))


class AboutPane(Pane):
    """The kinds of legal aid, who gives them, and how far each was checked."""

    def __init__(self, pack: Pack, today: date) -> None:
        super().__init__(_("State-guaranteed legal aid"))
        self._today = today
        for kind in pack.aid.kinds.values():
            self._kind(kind)
        authority = pack.aid.authority
        self._line()
        self.column.addWidget(Text(authority.name(language()), "medium", wrap=True, selectable=True))
        self.column.addWidget(Text(f"{authority.hotline} · {authority.site}", wrap=True, selectable=True))
        self._badge(fact_badge(authority.fact, today), as_of_text(authority.fact))
        self._line()
        self.column.addWidget(Text(guidance(pack), "secondary", wrap=True))
        self.column.addStretch(1)

    def _kind(self, kind: AidKind) -> None:
        tested = {True: _("depends on income or on a category"), False: _("no income test"),
                  None: _("not known whether income is tested")}[kind.income_test]
        self._line()
        self.column.addWidget(Text(opening(kind.name(language())), "medium", wrap=True))
        for text in (text_in(kind.what, language()), text_in(kind.providers, language())):
            self.column.addWidget(Text(text, "secondary", wrap=True))
        self._badge(fact_badge(kind.fact, self._today), tested)

    def _badge(self, badge: QWidget, note: str) -> None:
        self.column.addLayout(badge_line(badge, note))

    def _line(self) -> None:
        self.column.addWidget(Hairline())


class SoFarPane(Pane):
    """The answer as it stands while questions are still open."""

    def __init__(self, pack: Pack, today: date) -> None:
        super().__init__(_("So far"))
        self._pack, self._today = pack, today
        self.sign, self.title = AnswerSign(), Text("", "medium", wrap=True)
        self.left = Text("", "secondary", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(12))
        row.addWidget(self.sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.left)
        row.addLayout(words, 1)
        self.column.addLayout(row)
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.current().px(10))
        self.column.addLayout(self._found)
        self.column.addStretch(1)
        self.column.addWidget(Text(_("The Legal Aid Service decides; this is a preliminary answer."),
                                   "secondary", wrap=True))

    def show_interview(self, interview: Interview) -> None:
        """Show what the answers give."""
        self.sign.show_look(LOOKS[interview.overall])
        self.title.setText(headline(interview.overall))
        left = interview.left()
        self.left.setText(ngettext("{n} question left", "{n} questions left", left).format(n=left) if left
                          else _("Nothing is left to ask."))
        while item := self._found.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for result in interview.fitting:
            held = QWidget()
            column = QVBoxLayout(held)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.current().px(4))
            column.addWidget(Hairline())
            column.addWidget(Text(result_name(self._pack, result), "body", wrap=True))
            column.addLayout(badge_line(result_badge(result, self._today), ""))
            self._found.addWidget(held)


def badge_line(badge: QWidget, note: str) -> QHBoxLayout:
    """A badge, and what stands beside it."""
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(8))
    row.addWidget(badge)
    row.addWidget(Text(note, "secondary", wrap=True), 1)
    return row
