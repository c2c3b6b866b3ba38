"""The preliminary answer first, then why, the papers, and what else there is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.domain.eligibility import Entitlement
from streetlaw.domain.fact import text_in
from streetlaw.domain.pack import Pack
from streetlaw.services.screening import QUALIFIED
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import glossary, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.law.cards import AnswersCard, OtherwiseCard, PapersCard
from streetlaw.ui.law.columns import Columns
from streetlaw.ui.law.interview import Interview
from streetlaw.ui.law.reading import papers_needed
from streetlaw.ui.law.reasons import ReasonsCard
from streetlaw.ui.law.words import LOOKS, Look, guidance, headline, listed, result_badge
from streetlaw.ui.no_lawyer import NoLawyerCard
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text


class AnswerSign(QWidget):
    """The round sign of an answer, 40 px."""

    def __init__(self) -> None:
        super().__init__()
        self._look = LOOKS[Entitlement.UNKNOWN]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_look(self, look: Look) -> None:
        """Show another answer."""
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        """Return the circle."""
        side = theme.current().px(40)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and icon."""
        del event
        painter, area = QPainter(self), QRectF(self.rect())
        hues = theme.current().tone(self._look.tone)
        paint_rounded(painter, area, hues.fill, hues.line, area.height() / 2)
        paint_icon(painter, area, self._look.icon, self._look.tone, 22)


class AnswerCard(Card):
    """The answer, in words that promise nothing; `save_wanted` keeps the check with the person."""

    save_wanted = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self.sign, self.title = AnswerSign(), Text("", "title", wrap=True)
        self.text = Text("", wrap=True, ink="text-2")
        self.save = Button(_("Keep the result"), icon="floppy-disk")
        self.save.clicked.connect(self.save_wanted)
        self._badges = QHBoxLayout()
        self._lay_out()

    def show_interview(self, interview: Interview, today: date) -> None:
        """Show the best answer, and how sure the rule behind it is."""
        answer = interview.overall
        self.sign.show_look(LOOKS[answer])
        self.title.setText(headline(answer))
        self.text.setText(self._explained(answer))
        self.setAccessibleName(headline(answer))
        while item := self._badges.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for result in interview.fitting[:1]:
            self._badges.addWidget(result_badge(result, today))
        self._badges.addWidget(glossary.explain("qualified_aid", self._pack))
        self._badges.addStretch(1)

    def show_keeping(self, *, possible: bool, kept: bool) -> None:
        """Offer to keep the result with the person; a kept one says so."""
        self.save.setVisible(possible)
        self.save.setText(_("Kept with the person") if kept else _("Keep the result"))
        self.save.show_icon("check" if kept else "floppy-disk")
        self.save.setEnabled(not kept)

    def _explained(self, answer: Entitlement) -> str:
        kind = self._pack.aid.kinds.get(QUALIFIED)
        what = f"{text_in(kind.what, language())}." if kind and kind.what else ""
        told = {
            Entitlement.UNKNOWN: _("Some answers are missing, or the rule was not found in the law."),
            Entitlement.NOT: _("No category known here fits. Others may: ask the Service."),
        }.get(answer, what)
        return listed(told, _("The Legal Aid Service decides; this is a preliminary answer."), between=" ")

    def _lay_out(self) -> None:
        px = theme.current().px
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(px(4), px(4), px(4), px(4))
        row.setSpacing(px(16))
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addLayout(self._badges)
        row.addLayout(_at_top(self.sign))
        row.addLayout(words, 1)
        row.addLayout(_at_top(self.save))
        self.add(held)


class Result(QWidget):
    """The whole page of the answer; it scrolls."""

    papers_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        pack, today = desk.pack, desk.today
        self._pack, self._today = pack, today
        self.no_lawyer = NoLawyerCard(desk)
        self.no_lawyer.hide()
        self.answer, self.reasons = AnswerCard(pack), ReasonsCard(pack)
        self.answers, self.papers = AnswersCard(pack), PapersCard()
        self.otherwise = OtherwiseCard(pack, today)
        self.papers.changed.connect(self.papers_changed)
        self._held = held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, theme.current().px(4))
        column.setSpacing(theme.current().px(12))
        column.addWidget(self.answer)
        column.addWidget(Columns((self.reasons, self.answers), (self.papers, self.otherwise, self.no_lawyer)))
        column.addLayout(guidance_line(pack))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolled(held, _("Result"))
        outer.addWidget(self._scroll)

    def begin_no_lawyer(self) -> None:
        """Bring the form for a missing lawyer into view, ready to be filled in."""
        self.no_lawyer.open()
        self._held.adjustSize()
        self._scroll.ensureWidgetVisible(self.no_lawyer)

    def show_interview(self, interview: Interview) -> None:
        """Show the results of an interview."""
        self.answer.show_interview(interview, self._today)
        self.reasons.show_interview(interview, self._today)
        self.answers.show_interview(interview)

    def show_papers(self, category: str, ready: Collection[str]) -> None:
        """Show the papers of the category to apply by; none when there is nothing to apply by."""
        self.papers.setVisible(bool(category))
        self.papers.show_papers(papers_needed(self._pack, category), ready)


def _at_top(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(widget)
    column.addStretch(1)
    return column


def guidance_line(pack: Pack) -> QHBoxLayout:
    """What the law data is good for, and of which date it is."""
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(8))
    row.addWidget(Glyph("info", "text-2", 18))
    row.addWidget(Text(guidance(pack), "secondary", wrap=True), 1)
    return row
