"""The filters above the register, as chips: region, what was done, incomplete ones, and the order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.domain.pack import Pack
from streetlaw.services.listing import IncidentQuery
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.parts.chips import Chip
from streetlaw.ui.parts.choice import Choice
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.text import Text


class IncidentFilters(QWidget):
    """Chips that narrow the register; `changed` is told after every choice of the person."""

    changed = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self.incomplete = Chip(_("Incomplete"), icon="warning-circle")
        self.region = Choice(_("Region"), _("Any region"), [
            Option(region.code, region.name(language())) for region in pack.regions_in("")])
        self.violation = Choice(_("Violations"), _("Anything"), [
            Option(violation.code, violation.name(language())) for violation in pack.violations.values()])
        self.order = Choice(_("Latest event first"), _("Latest event first"), (
            Option("recent", _("Written last first")), Option("code", _("By code"))))
        self._found = Text("", "hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(6))
        for chip in (self.incomplete, self.region, self.violation, self.order):
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self._found)
        self.incomplete.toggled.connect(self._on_changed)
        for choice in (self.region, self.violation, self.order):
            choice.chosen.connect(self._on_changed)

    def query(self, text: str) -> IncidentQuery:
        """What the register shows with these filters and that text; a region holds all that lies in it."""
        return IncidentQuery(
            text=text, regions=self._within(self.region.key) if self.region.key else (),
            violations=(self.violation.key,) if self.violation.key else (),
            incomplete=self.incomplete.isChecked(), order=self.order.key or "date")

    def keys(self) -> dict[str, object]:
        """What is chosen, as plain data."""
        return {"region": self.region.key, "violation": self.violation.key, "order": self.order.key,
                "incomplete": self.incomplete.isChecked()}

    def take(self, keys: dict[str, object]) -> None:
        """Choose what `keys` gave."""
        for choice, name in ((self.region, "region"), (self.violation, "violation"), (self.order, "order")):
            choice.choose(str(keys.get(name, "")))
        self.incomplete.setChecked(bool(keys.get("incomplete", False)))

    def show_found(self, text: str) -> None:
        """Say how many were found."""
        self._found.setText(text)

    def clear(self) -> None:
        """No filter at all; the order stays."""
        self.take({"order": self.order.key})
        self.changed.emit()

    def _within(self, code: str) -> tuple[str, ...]:
        below = (part for region in self._pack.regions_in(code) for part in self._within(region.code))
        return (code, *below)

    def _on_changed(self, *_value: object) -> None:
        self.changed.emit()
