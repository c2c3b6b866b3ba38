"""A part of the interview: the questions that can still change the answer, and why some are not asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full
from streetlaw.ui.law.income import IncomeBar
from streetlaw.ui.law.interview import INCOME_PART, Interview
from streetlaw.ui.law.question import NumberRow, QuestionRow, row_of
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.card import Card, Hairline
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text


class Questions(QWidget):
    """The questions of one section. Rows are made once and only shown or hidden, so the focus stays."""

    answered = Signal(str, str)
    touched = Signal()
    consent_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self, pack: Pack, section: str, title: str) -> None:
        super().__init__()
        self._pack, self._section = pack, section
        self.rows: dict[str, QuestionRow] = {}
        self._lines: dict[str, Hairline] = {}
        self.card = Card(title)
        self.nothing = Text(_("Nothing to ask here: by the answers so far it changes nothing."), "secondary",
                            wrap=True)
        self.earlier = Banner("", "info", icon="clock-counter-clockwise", action=_("Take them again"))
        self.withheld = Banner("", "info", icon="shield-check", action=_("Ask for the consent"))
        self.income = IncomeBar(pack)
        self._make_rows()
        self._lay_out()
        self.earlier.acted.connect(self.earlier_wanted)
        self.withheld.acted.connect(self.consent_wanted)

    def show_interview(self, interview: Interview, notes: Mapping[str, str], today: date) -> None:
        """Show the questions as they stand; `notes` say where an answer comes from."""
        asked = {question.code for question in interview.shown}
        first = True
        for code, row in self.rows.items():
            row.setVisible(code in asked)
            self._lines[code].setVisible(code in asked and not first)
            first = first and code not in asked
            row.show_note(notes.get(code, ""))
        left = interview.left(self._section)
        self.card.set_count(_("{n} not answered yet").format(n=left) if left else None)
        self.nothing.setVisible(first)
        self._show_withheld(interview)
        if self._section == INCOME_PART:
            self.income.show_interview(interview, today)

    def show_answers(self, given: Mapping[str, str]) -> None:
        """Show answers in their controls, without telling anybody."""
        for code, row in self.rows.items():
            row.show_answer(given.get(code, ""))

    def offer_earlier(self, day: date | None) -> None:
        """Offer the answers of that day; None offers nothing."""
        if day is not None:
            text = _("This person was asked before, on {date}.")
            self.earlier.show_message(text.format(date=day_full(day)))
        self.earlier.setVisible(day is not None)

    def typed(self) -> dict[str, str]:
        """The numbers as they are written now, before they count."""
        return {code: row.answer() for code, row in self.rows.items()
                if isinstance(row, NumberRow) and row.answer()}

    def tell(self) -> None:
        """Let what was typed last count now."""
        for row in self.rows.values():
            if isinstance(row, NumberRow):
                row.tell()

    def begin(self) -> None:
        """Put the focus on the first question without an answer."""
        shown = [row for row in self.rows.values() if not row.isHidden()]
        for row in [row for row in shown if not row.answer()] or shown:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _make_rows(self) -> None:
        for question in self._pack.aid.questions.values():
            if question.section != self._section:
                continue
            row, line = row_of(question), Hairline()
            row.answered.connect(self.answered)
            row.touched.connect(self.touched)
            self.rows[question.code], self._lines[question.code] = row, line
            self.card.body.addWidget(line)
            self.card.body.addWidget(row)

    def _lay_out(self) -> None:
        px = theme.current().px
        self.nothing.setContentsMargins(px(12), px(12), px(12), px(12))
        self.card.body.addWidget(self.nothing)
        self.card.body.addWidget(self.income)
        self.income.setVisible(self._section == INCOME_PART)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(12))
        for widget in (self.earlier, self.withheld, self.card):
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(held, self.card.accessibleName()))
        self.earlier.hide()
        self.withheld.hide()

    def _show_withheld(self, interview: Interview) -> None:
        count = sum(question.section == self._section for question in interview.withheld)
        self.withheld.setVisible(bool(count))
        if count:
            self.withheld.show_message(ngettext(
                "{n} question about health or private life is not asked: the person has not agreed that such "
                "data is recorded.",
                "{n} questions about health or private life are not asked: the person has not agreed that "
                "such data is recorded.", count).format(n=count))
