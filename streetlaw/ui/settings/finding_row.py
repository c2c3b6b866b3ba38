"""A row for one thing that was found: a sign, the sentence, and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from streetlaw.domain.finding import Finding, Weight
from streetlaw.translation import gettext as _
from streetlaw.ui.findings import advice, said
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.tokens import ToneName

_SIGNS: dict[Weight, tuple[str, ToneName]] = {
    Weight.FINE: ("check-circle", "success"),
    Weight.KNOW: ("info", "neutral"),
    Weight.ACT: ("warning-circle", "warning"),
}


def finding_row(finding: Finding) -> QWidget:
    """The row, to be added to a card."""
    icon, tone = _SIGNS[finding.weight]
    words = {Weight.FINE: _("Fine"), Weight.KNOW: _("Good to know"), Weight.ACT: _("Something to do")}
    return ListRow(said(finding), advice(finding), wrap=True,
                   leading=Glyph(icon, tone, 18, label=words[finding.weight]))
