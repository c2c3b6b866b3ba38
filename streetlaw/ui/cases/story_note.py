"""A question before the person's story goes into a paper: what may harm them, and whether to leave it out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.law import Risk
from streetlaw.domain.paper import CaseSummary
from streetlaw.services.papers import without_story
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.line import in_line
from streetlaw.ui.risks import risk_banner


class StoryNote(QWidget):
    """Hidden until asked; `decided` carries the CaseSummary to print, whole or without the story."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._summary: CaseSummary | None = None
        self._banners: list[QWidget] = []
        self.leave_out = Button(_("Leave the story out"), kind="primary", icon="eraser")
        self.keep = Button(_("Print it with the story"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(8))
        self._column.addWidget(in_line(self.leave_out, self.keep, None))
        self.leave_out.clicked.connect(self._on_leave_out)
        self.keep.clicked.connect(self._on_keep)
        self.hide()

    def ask(self, summary: CaseSummary, risks: Sequence[Risk]) -> None:
        """Name the risks with their articles and wait for a decision."""
        self.forget()
        self._summary = summary
        self._banners = [risk_banner(risk, summary.pack) for risk in risks]
        for at, banner in enumerate(self._banners):
            self._column.insertWidget(at, banner)
        self.show()
        self.leave_out.setFocus()

    def forget(self) -> None:
        """Nothing is asked; nothing of the paper stays."""
        self._summary = None
        for banner in self._banners:
            banner.hide()
            banner.deleteLater()
        self._banners = []
        self.hide()

    def _on_leave_out(self) -> None:
        if self._summary is not None:
            self._decide(without_story(self._summary))

    def _on_keep(self) -> None:
        if self._summary is not None:
            self._decide(self._summary)

    def _decide(self, summary: CaseSummary) -> None:
        self.forget()
        self.decided.emit(summary)
