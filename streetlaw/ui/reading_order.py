"""The order of Tab is the order of reading: as the layouts stand, whenever their widgets were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLayout,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from streetlaw.ui import theme

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox)
"""What is one stop, whatever stands in it."""

_LINES = 4
"""So many px to the side are as near as one up or down."""

_SPARE = 16
"""Logical px left free above and below what is brought into view."""


def stops(root: QWidget) -> list[QWidget]:
    """Everything Tab stops at inside a widget, in the order of reading."""
    return [widget for widget in _focusable(root) if _is_stop(widget)]


def step(root: QWidget, focused: QWidget | None, *, forward: bool) -> bool:
    """Move the focus to the stop after `focused`, round the end; false when there is nowhere to go."""
    order = list(_focusable(root))
    if not forward:
        order.reverse()
    here = order.index(focused) if focused in order else -1
    target = next(filter(_is_stop, order[here + 1:] + order[:max(here, 0)]), None)
    if target is None:
        return False
    go(target, Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def nearest(root: QWidget, place: QPoint) -> QWidget | None:
    """The stop inside a widget next to a place of the screen, lines before columns; None where is none."""
    def far(stop: QWidget) -> int:
        at = stop.mapToGlobal(stop.rect().center()) - place
        return _LINES * abs(at.y()) + abs(at.x())
    return min(stops(root), key=far, default=None)


def go(target: QWidget, reason: Qt.FocusReason) -> None:
    """Give the focus to a widget, and bring it into view; again once what was left has told its mistakes."""
    target.setFocus(reason)
    show(target)
    QTimer.singleShot(0, target, partial(show, target))


def show(target: QWidget) -> None:
    """Bring a widget into view, whole if there is room: Qt by itself would do with the cursor of a text."""
    above = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and (held := above.widget()) is not None:
            place, spare = QRect(target.mapTo(held, QPoint(0, 0)), target.size()), theme.current().px(_SPARE)
            if place.height() + 2 * spare > above.viewport().height():
                above.ensureWidgetVisible(target)
            else:
                for edge in (place.bottomLeft(), place.topLeft()):
                    above.ensureVisible(edge.x(), edge.y(), 0, spare)
        above = above.parentWidget()


def _focusable(root: QWidget) -> Iterator[QWidget]:
    if not root.isVisible():
        return
    if root.focusPolicy() != Qt.FocusPolicy.NoFocus and root.focusProxy() is None:
        yield root
    if not isinstance(root, _WHOLE):
        for child in _children(root):
            yield from _focusable(child)


def _children(widget: QWidget) -> Iterable[QWidget]:
    """The children of a widget as they are read: those in its layout first, then those above it."""
    if isinstance(widget, QScrollArea):
        held = widget.widget()
        return [] if held is None else [held]
    layout = widget.layout()
    laid = [] if layout is None else list(_laid(layout))
    known = {id(child) for child in laid}
    loose = [child for child in widget.children()
             if isinstance(child, QWidget) and id(child) not in known and not child.isWindow()]
    return [*laid, *sorted(loose, key=lambda child: (child.y(), child.x()))]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    indices: Iterable[int] = range(layout.count())
    if isinstance(layout, QGridLayout):
        indices = sorted(indices, key=lambda at: cast(tuple[int, ...], layout.getItemPosition(at)))
    for index in indices:
        item = layout.itemAt(index)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _laid(inner)


def _is_stop(widget: QWidget) -> bool:
    if isinstance(widget, QRadioButton) and widget is not _stop_of_group(widget):
        return False
    return widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus


def _stop_of_group(radio: QRadioButton) -> QAbstractButton:
    """The one of several radio buttons Tab stops at: that which is on, else the first; arrows do the rest."""
    group = cast(QButtonGroup | None, radio.group())
    if group is None:
        return radio
    on = group.checkedButton()
    return on if on is not None else next(each for each in group.buttons() if each.isEnabled())
