"""A card that shows one of several things: a list, or why there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget


def framed(*views: QWidget) -> tuple[QFrame, QStackedLayout]:
    """The card, and what chooses between the views; the first is shown."""
    frame = QFrame()
    frame.setProperty("kind", "card")
    stack = QStackedLayout(frame)
    stack.setContentsMargins(1, 1, 1, 1)
    for view in views:
        stack.addWidget(view)
    return frame, stack
