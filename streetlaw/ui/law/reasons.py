"""Why: the categories that fit, with article, source and how sure it is; below, the open and the unfit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.eligibility import CategoryResult, Entitlement
from streetlaw.domain.fact import text_in
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.citations import articles
from streetlaw.ui.law.income import IncomeBar
from streetlaw.ui.law.interview import Interview
from streetlaw.ui.law.words import (
    category_of,
    listed,
    result_badge,
    result_name,
    source_text,
    supports,
)
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.norm_row import NormRow
from streetlaw.ui.parts.rows import ButtonRow, ListRow
from streetlaw.ui.parts.text import Text

_BESIDE = 150
"""A badge up to this width (logical px) leaves room for the article beside it."""


class ReasonView(QWidget):
    """One category that fits; opened, it says where that was read and what still supports it."""

    def __init__(self, pack: Pack, result: CategoryResult, today: date) -> None:
        super().__init__()
        self.result = result
        self.badge = result_badge(result, today)
        category = category_of(pack, result.category)
        explains = text_in(category.explains, language()) if category else ""
        written = articles(pack, result)
        beside = bool(explains) and self.badge.sizeHint().width() <= theme.current().px(_BESIDE)
        told = explains if beside else listed(explains, written, between="\n")
        self.row = NormRow(result_name(pack, result), told, badge=self.badge,
                           checked=written if beside else "")
        self.row.setAccessibleDescription(_("Enter shows the source"))
        still = supports(pack, result.category)
        sources = (_("Still supported by {articles}").format(articles=still) if still else "",
                source_text(result, pack, today))
        px = theme.current().px
        self.more = Text(listed(*sources, between="\n"), "secondary", wrap=True, selectable=True)
        self.more.setContentsMargins(px(50), 0, px(12), px(10))
        self.more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.more)
        self.row.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        self.more.setVisible(self.more.isHidden())


class ReasonsCard(Card):
    """What fits, with the income beside its limit; what stays open and what does not fit can be unfolded."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(_("Why"))
        self._pack = pack
        self.reasons: list[ReasonView] = []
        self.folds: dict[Entitlement, ButtonRow] = {}
        self._folded: dict[Entitlement, list[QWidget]] = {}

    def show_interview(self, interview: Interview, today: date) -> None:
        """Show the results of an interview."""
        self.clear_rows()
        self.folds, self._folded = {}, {}
        self.reasons = [ReasonView(self._pack, result, today) for result in interview.fitting]
        for reason in self.reasons:
            self.add_row(reason)
        if not self.reasons:
            self.add_row(_said(_("No category is known to fit by these answers.")))
        income = IncomeBar(self._pack)
        income.show_interview(interview, today)
        if interview.answers.get("income", "").isdecimal():
            self.add_row(income)
        else:
            income.deleteLater()
        self._fold(Entitlement.UNKNOWN, [r for r in interview.ranked if r.answer is Entitlement.UNKNOWN])
        self._fold(Entitlement.NOT, [r for r in interview.ranked if r.answer is Entitlement.NOT])

    def _fold(self, answer: Entitlement, results: Sequence[CategoryResult]) -> None:
        if not results:
            return
        count = len(results)
        text = ngettext("{n} more is not clear yet", "{n} more are not clear yet", count) \
            if answer is Entitlement.UNKNOWN else ngettext("{n} does not fit", "{n} do not fit", count)
        row = ButtonRow(text.format(n=count), _("Show what they are"))
        row.opened.connect(self._on_fold)
        self.folds[answer] = row
        self.add_row(row)
        self._folded[answer] = []
        for result in results:
            held = ListRow(result_name(self._pack, result), self._reading(result), wrap=True)
            held.hide()
            self.body.addWidget(held)
            self._folded[answer].append(held)

    def _reading(self, result: CategoryResult) -> str:
        """The article, and what would have to be answered."""
        wanted = ", ".join(self._pack.label("questions", code, language()) for code in result.missing)
        asks = _("depends on: {questions}").format(questions=wanted) if wanted else ""
        return listed(articles(self._pack, result), asks)

    def _on_fold(self) -> None:
        for answer, row in self.folds.items():
            if row is self.sender():
                for held in self._folded[answer]:
                    held.setVisible(held.isHidden())
                hidden = self._folded[answer][0].isHidden()
                row.set_subtitle(_("Show what they are") if hidden else _("Hide them"))


def _said(text: str) -> QWidget:
    pad = theme.current().px(12)
    label = Text(text, "secondary", wrap=True)
    label.setContentsMargins(pad, pad, pad, pad)
    return label
