"""Fields or cards beside each other, one below the other where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.ui import theme


class Beside(QWidget):
    """A row of widgets, a column below `narrow` logical px; one that `grows` takes the height there is."""

    def __init__(self, *widgets: QWidget, shares: Sequence[int] = (), narrow: int = 440,
                 gap: int = 12, grows: bool = False) -> None:
        super().__init__()
        self._narrow = narrow
        self._held = widgets
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().px(gap))
        self._box.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        for at, widget in enumerate(widgets):
            self._box.addWidget(widget, shares[at] if at < len(shares) else 1)
        high = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Minimum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, high)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest of the widgets."""
        width = max(widget.minimumSizeHint().width() for widget in self._shown())
        return QSize(width, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn into a column where there is little room."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(self._narrow)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != direction:
            self._box.setDirection(direction)
            self.updateGeometry()

    def _shown(self) -> Sequence[QWidget]:
        """Those that take room."""
        return [widget for widget in self._held if not widget.isHidden()] or self._held


def column(*widgets: QWidget, growing: Sequence[QWidget] = ()) -> QWidget:
    """Cards one below the other; those that grow share the height that is left, else it stays empty."""
    held = QWidget()
    box = QVBoxLayout(held)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.current().px(12))
    for widget in widgets:
        box.addWidget(widget, int(widget in growing))
    if not growing:
        box.addStretch(1)
    return held
