"""The strip of numbers above the board."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from streetlaw.services.referral_figures import PERIOD_DAYS, ReferralFigures
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.text import Text


class FiguresStrip(QFrame):
    """How the referrals of the last months went: each number with what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(_("Referrals of the last {days} days").format(days=PERIOD_DAYS))
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(7), px(16), px(7))
        self._flow = FlowLayout(spacing=px(24), between=px(4))
        row.addLayout(self._flow, 1)
        self._figures = [_Figure() for _number in range(4)]
        for figure in self._figures:
            self._flow.addWidget(figure)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is said, number and words."""
        return [figure.accessibleName() for figure in self._figures if not figure.isHidden()]

    def show_figures(self, told: ReferralFigures) -> None:
        """Show these; without a referral in that time there is nothing to say."""
        sent, done, answer, refused = self._figures
        sent.tell(str(told.sent), ngettext("referral sent in {days} days", "referrals sent in {days} days",
                                           told.sent).format(days=PERIOD_DAYS))
        done.tell(f"{told.done_share} %", _("done, the person confirms"))
        days = told.answer_days
        answer.tell("–" if days is None else str(days), ngettext(
            "day until an answer (median)", "days until an answer (median)", days or 0))
        reasons = ", ".join(told.reasons)
        said = _("turned down: {reasons}").format(reasons=reasons) if reasons else _("turned down")
        refused.tell(str(told.refused), said)
        self.setVisible(told.sent > 0)


class _Figure(QWidget):
    """A number and its words, in one line."""

    def __init__(self) -> None:
        super().__init__()
        px = theme.current().px
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        self._number, self._words = Text("", "title"), Text("", "secondary")
        line.addWidget(self._number)
        line.addWidget(self._words)

    def tell(self, number: str, words: str) -> None:
        """Show them."""
        self._number.setText(number)
        self._words.setText(words)
        self.setAccessibleName(f"{number} {words}")
