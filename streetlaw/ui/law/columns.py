"""Two columns of cards that stand one below the other where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from streetlaw.ui import theme

_NARROW = 620


def column_of(widgets: Sequence[QWidget], *, stretch: bool = True) -> QWidget:
    """Widgets one below the other with the gap between cards."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(12))
    for widget in widgets:
        column.addWidget(widget)
    if stretch:
        column.addStretch(1)
    return held


class Columns(QWidget):
    """Two columns of equal width; one below 620 px."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().px(12))
        for widgets in (left, right):
            self._box.addWidget(column_of(widgets), 1)
        for at in range(2):
            item = self._box.itemAt(at)
            if item is not None and (column := item.widget()) is not None:
                column.setMinimumWidth(theme.current().px(280))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn into one column, or back."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != direction:
            self._box.setDirection(direction)
