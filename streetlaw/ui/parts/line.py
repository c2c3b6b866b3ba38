"""Widgets that belong together: in one line, or one below the other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.ui import theme


def in_line(*widgets: QWidget | None, gap: int = 8) -> QWidget:
    """Widgets in one line, `gap` logical px apart; None stands for a stretch."""
    held = QWidget()
    _fill(QHBoxLayout(held), widgets, gap)
    return held


def stacked(*widgets: QWidget | None) -> QWidget:
    """Fields one below the other, with the distance of a form; None stands for a stretch."""
    held = QWidget()
    _fill(QVBoxLayout(held), widgets, 12)
    return held


def _fill(layout: QBoxLayout, widgets: Iterable[QWidget | None], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.current().px(gap))
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
