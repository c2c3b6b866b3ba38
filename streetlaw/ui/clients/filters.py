"""The filters above the client list, as chips: which cases, deadline, region, risk, and the order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.domain.case import CaseStatus
from streetlaw.domain.client import Risk
from streetlaw.domain.pack import Pack
from streetlaw.services.listing import ClientQuery
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.parts.chips import Chip
from streetlaw.ui.parts.choice import Choice
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text import Text

_OPEN = tuple(status.value for status in CaseStatus if status.is_open)


class FilterBar(QWidget):
    """Chips that narrow the list; `changed` is told after every choice of the person."""

    changed = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._open = Chip(_("Open cases"), icon="folder-open")
        self._open.setChecked(True)
        self._due = Choice(_("Deadline"), _("Any deadline"), (
            Option("overdue", status_label("deadline", "overdue")), Option("today", _("Today")),
            Option("week", status_label("deadline", "week")),
            Option("unverified", status_label("deadline", "unverified"))))
        self._region = Choice(_("Region"), _("All regions"), (
            Option(region.code, region.name(language())) for region in pack.regions_in("")))
        self._risk = Choice(_("Risk"), _("Any risk"), (
            Option(risk.value, status_label("risk", risk)) for risk in Risk))
        self._order = Choice(_("Latest contact first"), _("Latest contact first"), (
            Option("due", _("By deadline")), Option("code", _("By code")), Option("region", _("By region"))))
        self._found = Text("", "hint")
        self._lay_out()
        self._open.toggled.connect(self._on_changed)
        for choice in (self._due, self._region, self._risk, self._order):
            choice.chosen.connect(self._on_changed)

    def query(self, text: str) -> ClientQuery:
        """What the list shows with these filters and that text."""
        return ClientQuery(
            text=text, statuses=_OPEN if self._open.isChecked() else (), due=self._due.key,
            regions=(self._region.key,) if self._region.key else (),
            risks=(self._risk.key,) if self._risk.key else (), order=self._order.key or "recent")

    def show_found(self, text: str) -> None:
        """Say how many were found."""
        self._found.setText(text)

    def take(self, query: ClientQuery) -> None:
        """Show the filters of a query."""
        self._open.setChecked(bool(query.statuses))
        self._due.choose(query.due)
        self._region.choose(query.regions[0] if query.regions else "")
        self._risk.choose(query.risks[0] if query.risks else "")
        self._order.choose(query.order)

    def clear(self) -> None:
        """No filter at all."""
        self.take(replace(self.query(""), statuses=(), due="", regions=(), risks=()))
        self.changed.emit()

    def _on_changed(self, *_value: object) -> None:
        self.changed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(6))
        for chip in (self._open, self._due, self._region, self._risk, self._order):
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self._found)
