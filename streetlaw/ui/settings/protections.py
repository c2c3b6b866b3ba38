"""What of this computer endangers the folder, below the lock's settings; "About" lists what is fine, too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.finding import Finding, Weight
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.settings.finding_row import finding_row


class Protections(QWidget):
    """Rows for a card: looks at the computer when first shown, and lists what is not simply fine."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._asked = False
        self.badge = Badge("", "neutral")
        self.badge.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(ListRow(_("This computer"), _("what it adds to the protection of the folder"),
                                       trailing=self.badge))

    def showEvent(self, event: QShowEvent) -> None:
        """Look once."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            desk = self._page.desk
            desk.work_long(desk.tools.doctor.computer, desk.tools.safe.folder, owner=self,
                           done=self.show_findings, refused=self._on_refused)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """List what there is to do, then what is good to know; nothing of what is fine."""
        for weight in (Weight.ACT, Weight.KNOW):
            for finding in findings:
                if finding.weight is weight:
                    self._column.addWidget(Hairline())
                    self._column.addWidget(finding_row(finding))
        left = sum(finding.weight is Weight.ACT for finding in findings)
        text = ngettext("{n} thing to do", "{n} things to do", left).format(n=left)
        self.badge.show_badge(text if left else _("Nothing to do"), "warning" if left else "success",
                              "warning-circle" if left else "check")
        self.badge.setVisible(bool(findings))

    def _on_refused(self, error: StreetLawError) -> None:
        self._page.on_refused(error)
