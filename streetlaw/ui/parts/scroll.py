"""A body that scrolls by itself inside a card or a pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(held: QWidget, name: str) -> QScrollArea:
    """Let `held` scroll up and down; `name` is said by screen readers."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    held.setProperty("kind", "clear")
    area.setWidget(held)
    area.viewport().setAutoFillBackground(False)
    return area
