"""What of this computer endangers the folder, below the lock's settings; "About" lists what is fine, too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.finding import Finding, Weight
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.settings.finding_row import finding_row


class Protections(Card):
    """Looks at the computer when first shown: what is to be done, and on demand what is good to know."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(_("This computer"), icon="desktop", parent=parent)
        self._page = page
        self._asked = False
        self._known: list[QWidget] = []
        self.badge = Badge("", "neutral")
        self.badge.hide()
        self.add_action(self.badge)
        self.more = Button("", kind="quiet", icon="caret-down")
        self.more.clicked.connect(self._on_more)
        self._offered = QWidget()
        row, px = QHBoxLayout(self._offered), theme.current().px
        row.setContentsMargins(px(2), px(4), px(12), px(4))
        row.addWidget(self.more)
        row.addStretch(1)

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
        todo = [finding for finding in findings if finding.weight is Weight.ACT]
        known = [finding for finding in findings if finding.weight is Weight.KNOW]
        for finding in todo:
            self.add_row(finding_row(finding))
        if known:
            self._offer(known)
        left = len(todo)
        text = ngettext("{n} thing to do", "{n} things to do", left).format(n=left)
        self.badge.show_badge(text if left else _("Nothing to do"), "warning" if left else "success",
                              "warning-circle" if left else "check")
        self.badge.setVisible(bool(findings))

    def _offer(self, known: Sequence[Finding]) -> None:
        """One button for what is good to know; it gives way to the rows."""
        self.more.setText(_("Good to know: {n}").format(n=len(known)))
        self.add_row(self._offered)
        self._known = [finding_row(finding) for finding in known]
        for row in self._known:
            self.body.addWidget(row)
            row.hide()

    def _on_more(self) -> None:
        self._offered.hide()
        for row in self._known:
            row.show()

    def _on_refused(self, error: StreetLawError) -> None:
        self._page.on_refused(error)
