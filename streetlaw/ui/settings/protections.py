"""What of this computer protects the folder, and what does not; in the block about security."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.finding import Finding, Weight
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.page import Page
from streetlaw.ui.parts.card import Card
from streetlaw.ui.settings.finding_row import finding_row

_GRAVEST_FIRST = (Weight.ACT, Weight.KNOW, Weight.FINE)


class Protections(Card):
    """Looks at the computer when first shown, and lists what was found, the gravest first."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(_("This computer"), icon="desktop", parent=parent)
        self._page = page
        self._asked = False

    def showEvent(self, event: QShowEvent) -> None:
        """Look once."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            desk = self._page.desk
            desk.work_long(desk.tools.doctor.computer, desk.tools.safe.folder, owner=self,
                           done=self.show_findings, refused=self._on_refused)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """List them."""
        self.clear_rows()
        for finding in sorted(findings, key=lambda one: _GRAVEST_FIRST.index(one.weight)):
            self.add_row(finding_row(finding))
        left = sum(finding.weight is Weight.ACT for finding in findings)
        self.set_count(ngettext("{n} thing to do", "{n} things to do", left).format(n=left) if left else None)

    def _on_refused(self, error: StreetLawError) -> None:
        self._page.on_refused(error)
