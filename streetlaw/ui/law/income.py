"""Stated income beside the limit of the law: a bar, and both numbers in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.eligibility import INCOME
from streetlaw.domain.fact import Freshness
from streetlaw.domain.law import MinimumWage
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import number_text
from streetlaw.ui.law.interview import Interview
from streetlaw.ui.law.words import amount_text
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.progress import ProgressBar
from streetlaw.ui.parts.status import status, status_label
from streetlaw.ui.parts.text import Text


class IncomeBar(QWidget):
    """Hidden while there is neither a limit nor an income to show."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self.stated, self.limit = Text("", "strong"), Text("", "strong")
        self._stated_label = Text("", "secondary", wrap=True)
        self._limit_label = Text("", "secondary", wrap=True)
        self.over = Text(_("above the limit"), "medium", ink="danger")
        self._bar = ProgressBar(_("Income against the limit"))
        self.badge = Badge("")
        self._lay_out()

    def show_interview(self, interview: Interview, today: date) -> None:
        """Show the income of the answers against the limit of that year."""
        rule = self._pack.aid.income
        wage = next((wage for wage in rule.wages if wage.year == today.year), None)
        income = interview.answers.get(INCOME, "")
        has_income = income.isdecimal()
        self._stated_label.setText(ngettext("Stated income, {n} month", "Stated income, {n} months",
                                            rule.months).format(n=rule.months))
        self.stated.setText(amount_text(int(income), self._pack) if has_income else "–")
        if wage is not None:
            self._show_limit(wage, int(income) if has_income else 0, today)
        self.setVisible(wage is not None)

    def _show_limit(self, wage: MinimumWage, income: int, today: date) -> None:
        limit = int(wage.amount * self._pack.aid.income.multiplier)
        amount = f"{wage.amount.normalize():f}" if wage.amount % 1 else number_text(int(wage.amount))
        self._limit_label.setText(_("Limit {year}: {times} × {wage}").format(
            year=wage.year, times=self._pack.aid.income.multiplier, wage=amount))
        self.limit.setText(amount_text(limit, self._pack))
        self._bar.setValue(min(100, round(100 * income / limit)) if limit else 0)
        self._bar.setAccessibleDescription(f"{self.stated.text()} / {self.limit.text()}")
        self.over.setVisible(income > limit)
        key = wage.fact.freshness(today) if wage.fact.verified else Freshness.AGEING
        text = status_label("verification", key) if wage.fact.verified else _("Limit: verify before use")
        self.badge.show_badge(text, *status("verification", key))

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(6))
        column.addLayout(_line(self._stated_label, self.over, self.stated))
        column.addWidget(self._bar)
        column.addLayout(_line(self._limit_label, self.limit))
        below = QHBoxLayout()
        below.addWidget(self.badge)
        below.addStretch(1)
        column.addLayout(below)


def _line(label: Text, *values: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(12))
    row.addWidget(label, 1)
    for value in values:
        row.addWidget(value)
    return row
