"""The last step: the referral as it is kept, and how one applies."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.law import Category
from streetlaw.domain.pack import Pack
from streetlaw.domain.referral import Referral
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full
from streetlaw.ui.law.cards import PapersCard, fact_row
from streetlaw.ui.law.columns import Columns
from streetlaw.ui.law.reading import papers_needed
from streetlaw.ui.law.result import guidance_line
from streetlaw.ui.law.words import category_of, fact_badge, opening
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.scroll import scrolled


class Applying(QWidget):
    """A stored referral to legal aid in a few lines; the paper itself stands beside it."""

    def __init__(self, pack: Pack, today: date) -> None:
        super().__init__()
        self._pack = pack
        self.referral, self.papers = Card(_("Referral")), PapersCard()
        how = Card(_("How one applies"))
        for term in pack.aid.procedure.values():
            how.add_row(fact_row(term.name(language()), "", fact_badge(term.fact, today)))
        self.room = QVBoxLayout()
        """Where the paper stands when there is no room beside the page."""
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, theme.current().px(4))
        column.setSpacing(theme.current().px(12))
        column.addWidget(Columns((self.referral, self.papers), (how,)))
        column.addLayout(guidance_line(pack))
        column.addLayout(self.room)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(held, _("Application")))

    def show_referral(self, referral: Referral) -> None:
        """Show a referral."""
        self.referral.clear_rows()
        facts = KeyValues()
        facts.add(_("State"), Badge.of("referral", referral.status))
        facts.add(_("Receiver"), referral.receiver)
        facts.add(_("Kind of aid"), opening(self._label("aid_kinds", referral.aid_kind)))
        category: Category | None = category_of(self._pack, referral.category)
        facts.add(_("Ground"), opening(category.name(language())) if category else "–")
        facts.add(_("Since"), day_full(referral.since) if referral.since else "–")
        if referral.remarks:
            facts.add(_("Remarks"), referral.remarks)
        self.referral.add(facts)
        self.papers.show_papers(papers_needed(self._pack, referral.category), referral.documents_ready)

    def _label(self, listing: str, code: str) -> str:
        return self._pack.label(listing, code, language()) if code else "–"
