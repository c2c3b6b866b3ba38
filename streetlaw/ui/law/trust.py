"""How far a statement of the law can be trusted: source, day, confidence, next check, who looked and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.fact import Fact
from streetlaw.domain.fact_check import CheckResult, FactCheck
from streetlaw.domain.profile import Role
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.facts import confidence_text, next_check_text
from streetlaw.ui.law.words import listed
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.text import Text
from streetlaw.ui.parts.timeline import Timeline, TimelineItem
from streetlaw.ui.tokens import ToneName


class Trust(QWidget):
    """The lines below a statement that say where it comes from; the source can be copied, never opened."""

    copied = Signal()

    def __init__(self, fact: Fact, today: date) -> None:
        super().__init__()
        self._source = fact.source
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        lines = KeyValues()
        lines.add(_("As of"), partial_text(fact.as_of) if fact.as_of else _("date not known"))
        lines.add(_("Confidence"), confidence_text(fact.confidence))
        lines.add(_("Next check"), next_check_text(fact, today))
        column.addWidget(lines)
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(4))
        row.addWidget(Text(_("Source: {source}").format(source=fact.source or "–"), "secondary", wrap=True,
                           selectable=True), 1)
        if fact.source:
            self.copy = IconButton("copy", _("Copy the source"), kind="quiet")
            self.copy.clicked.connect(self._on_copy)
            row.addWidget(self.copy)
        column.addLayout(row)
        if fact.note:
            said = _("Remark in the law data: {text}").format(text=fact.note)
            column.addWidget(Text(said, "secondary", wrap=True, selectable=True))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._source)
        self.copied.emit()


class Checked(QWidget):
    """Who checked a statement, when and by what, latest first."""

    def __init__(self, checks: Sequence[FactCheck]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = Timeline()
        for check in checks:
            day = day_full(check.checked_on) if check.checked_on else ""
            read = listed(check.evidence, check.reference,
                          _("attached: {name}").format(name=check.attachment) if check.attachment else "")
            icon, tone = _LOOKS[check.result]
            by = listed(check.checked_by, role_text(check.role), read)
            line.add(TimelineItem(day, result_text(check), by, icon=icon, tone=tone))
        column.addWidget(line)


_LOOKS: dict[CheckResult, tuple[str, ToneName]] = {
    CheckResult.CONFIRMED: ("circle-wavy-check", "success"),
    CheckResult.CORRECTED: ("pencil-simple", "accent"),
    CheckResult.UNCLEAR: ("circle-wavy-question", "neutral")}


def result_text(check: FactCheck) -> str:
    """What a check gave."""
    said = {CheckResult.CONFIRMED: _("Confirmed"), CheckResult.CORRECTED: _("Corrected here"),
            CheckResult.UNCLEAR: _("Could not be checked")}[check.result]
    return said if check.revoked_on is None else _("{result}, taken back {day}").format(
        result=said, day=day_full(check.revoked_on))


def gave_way_text() -> str:
    """That a correction holds no more."""
    return _("The publisher has changed this since it was corrected here. What is published now "
             "holds: look again.")


def role_text(role: Role) -> str:
    """Who somebody is, beside the name."""
    return {Role.LAWYER: _("street lawyer"), Role.SUPERVISOR: _("attorney"), Role.TRAINER: _("trainer"),
            Role.COORDINATOR: _("coordinator, curator of the law")}[role]
