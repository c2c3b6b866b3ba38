"""Widgets that belong together: in one line, or one below the other."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.ui import theme


def in_line(*widgets: QWidget | None, gap: int = 8) -> QWidget:
    """Widgets in one line, `gap` logical px apart; None stands for a stretch."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().px(gap))
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return held


def stacked(*widgets: QWidget) -> QWidget:
    """Fields one below the other, with the distance of a form."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(12))
    for widget in widgets:
        column.addWidget(widget)
    return held
