"""A list of rows that open: one stop of Tab, arrows inside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.rows import RowButton
from streetlaw.ui.parts.scroll import scrolled

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
          Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}


class RowList(QWidget):
    """Rows made once, of which some are shown. `chosen` carries the key of the row the person came to."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows: dict[str, RowButton] = {}
        self.current = ""
        self._lines: dict[str, Hairline] = {}
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._area: QScrollArea = scrolled(self._held, name)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def add(self, key: str, row: RowButton) -> None:
        """Add a row at the end."""
        line = Hairline()
        for widget in (row, line):
            self._column.insertWidget(self._column.count() - 1, widget)
        row.installEventFilter(self)
        row.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row.opened.connect(partial(self.choose, key))
        self.rows[key], self._lines[key] = row, line

    def show_only(self, keys: Sequence[str]) -> None:
        """Show these rows; the one chosen stays when it is among them, otherwise the first is."""
        wanted = set(keys)
        for key, row in self.rows.items():
            row.setVisible(key in wanted)
            self._lines[key].setVisible(key in wanted)
        self._mark(self.current if self.current in wanted else next(iter(keys), ""))

    def choose(self, key: str) -> None:
        """Come to a row."""
        self._mark(key)
        if key:
            self.chosen.emit(key)

    def enter(self) -> None:
        """Put the focus on the row that is chosen."""
        if self.current in self.rows:
            self.rows[self.current].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from row to row with the arrow keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        shown = [key for key, row in self.rows.items() if not row.isHidden()]
        if self.current not in shown:
            return
        at = min(max(shown.index(self.current) + step, 0), len(shown) - 1)
        self.choose(shown[at])
        self.enter()
        self._area.ensureWidgetVisible(self.rows[shown[at]], 0, 8)

    def _mark(self, key: str) -> None:
        for other, row in self.rows.items():
            row.set_selected(other == key)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus)
        self.current = key
