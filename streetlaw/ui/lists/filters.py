"""The chips above a list that narrow it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.chips import Chip
from streetlaw.ui.parts.choice import Choice
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.text import Text


class FilterBar(QWidget):
    """Chips by the name of what they choose; `changed` is told after every choice of the person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[str, Chip | Choice] = {}
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        self._flow = FlowLayout(spacing=px(6))
        row.addLayout(self._flow, 1)
        self._found = Text("", "hint")
        self._found.setMinimumHeight(px(32))
        row.addWidget(self._found, 0, Qt.AlignmentFlag.AlignTop)

    def add(self, name: str, chip: Chip | Choice) -> None:
        """Add a chip: one that is on or off, or one with a menu."""
        self._chips[name] = chip
        self._flow.addWidget(chip)
        (chip.chosen if isinstance(chip, Choice) else chip.toggled).connect(self._on_changed)
        if isinstance(chip, Chip):
            chip.removed.connect(chip.toggle)

    def add_beside(self, widget: QWidget) -> None:
        """Add something that narrows nothing by itself."""
        self._flow.addWidget(widget)

    @property
    def number(self) -> int:
        """How many chips narrow the list."""
        return sum(bool(value) for value in self.choices().values())

    def choices(self) -> dict[str, object]:
        """What is chosen, as plain data: keys of choices, true for chips that are on."""
        return {name: chip.key if isinstance(chip, Choice) else chip.isChecked()
                for name, chip in self._chips.items()}

    def take(self, choices: Mapping[str, object]) -> None:
        """Choose exactly this, without telling anybody."""
        for name, chip in self._chips.items():
            before = chip.blockSignals(True)
            if isinstance(chip, Choice):
                chip.choose(str(choices.get(name) or ""))
            else:
                chip.setChecked(bool(choices.get(name)))
                chip.updateGeometry()
                chip.update()
            chip.blockSignals(before)

    def clear(self) -> None:
        """No filter at all."""
        self.take({})
        self.changed.emit()

    def show_found(self, text: str) -> None:
        """Say how many were found."""
        self._found.setText(text)
        if self.isVisible():
            announce(self, text.partition(" · ")[0])

    def _on_changed(self, *_value: object) -> None:
        self.changed.emit()
