"""The window as a screen reader meets it: names, roles, and where Tab goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from streetlaw.ui.parts.focus_ring import FocusRing
from streetlaw.ui.parts.table import TableView

Role = QAccessible.Role
CONTROLS = frozenset({
    Role.Button, Role.ButtonMenu, Role.CheckBox, Role.ComboBox, Role.EditableText, Role.Link, Role.List,
    Role.MenuItem, Role.PageTab, Role.PageTabList, Role.ProgressBar, Role.RadioButton, Role.Slider,
    Role.SpinBox, Role.Table, Role.Tree,
})
"""Roles of what can be worked with."""

LINES = 60
"""How many cells of one table are looked at: they are all made alike."""

_WORD = re.compile(r"[^\W\d_]{2}")
_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+")


def walk(root: QWidget) -> Iterator[QAccessibleInterface]:
    """Everything a screen reader can come to, from the top."""
    found = QAccessible.queryAccessibleInterface(root)
    assert found is not None
    yield from _walk(found)


def _walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    children = (cast(QAccessibleInterface | None, interface.child(at))
                for at in range(min(interface.childCount(), LINES)))
    for child in children:
        if child is not None and child.isValid() and not child.state().invisible:
            yield from _walk(child)


def said(interface: QAccessibleInterface) -> tuple[str, ...]:
    """All the words a screen reader may speak of one thing."""
    text = QAccessible.Text
    return tuple(interface.text(kind) for kind in (text.Name, text.Description, text.Value, text.Help))


def badly_named(root: QWidget) -> Iterator[str]:
    """What can be worked with, but has no role for that, no name, or a name that is only a code."""
    for interface in walk(root):
        widget = interface.object()
        stop = isinstance(widget, QWidget) and is_stop(widget)
        role, name = interface.role(), interface.text(QAccessible.Text.Name)
        if not (stop or role in CONTROLS):
            continue
        if role not in CONTROLS and not isinstance(widget, QPdfView):  # Qt has no role for a paper
            yield f"{told(widget)} has the role {role.name}"
        if not _WORD.search(name) or _CODE.fullmatch(name):
            yield f"{told(widget)} is called “{name}”"


def is_stop(widget: QWidget) -> bool:
    """Tell whether Tab may stop here."""
    return widget.isEnabled() and widget.focusProxy() is None \
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus


def tabbed(root: QWidget, first: QWidget, *, forward: bool = True, most: int = 300) -> list[QWidget]:
    """Where Tab leads from a widget until it is there again (or `most` are passed: a trap would show)."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    while len(found) < most:
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in found:
            break
        found.append(focused)
        focused.focusNextPrevChild(forward)
    return found


def place(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget stands in the window, whether it is scrolled into view or not."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def against_reading(one: QWidget, other: QWidget, window: QWidget) -> bool:
    """Tell whether Tab leads upwards in a column, or to the left in a line."""
    here, there = place(_lifted(one, other), window), place(_lifted(other, one), window)
    up = there.bottom() < here.top() and there.left() < here.right()
    level = there.bottom() >= here.top() and there.top() <= here.bottom()
    return up or (level and there.right() < here.left())


def _lifted(widget: QWidget, other: QWidget) -> QWidget:
    """The outermost thing around a widget that scrolls without the other: it stands for what is in it."""
    found, above = widget, widget.parentWidget()
    while above is not None and not above.isAncestorOf(other):
        if isinstance(above, QScrollArea):
            found = above
        above = above.parentWidget()
    return found


def without_ring(widget: QWidget, window: QWidget) -> str:
    """What is wrong with how the focus of a focused widget is shown; "" when it is whole."""
    if isinstance(widget, TableView):
        shown = widget.viewport().rect().contains(widget.focus_row())
        return "" if shown else f"{told(widget)} has its row out of view"
    if widget.property("ring") == "none":
        return f"{told(widget)} has no ring"
    ring = next(found for found in window.findChildren(FocusRing))
    if not ring.isVisible():
        return f"{told(widget)} has the focus, but no ring"
    if not window.rect().contains(ring.geometry()):
        return f"the ring of {told(widget)} leaves the window"
    return "" if ring.is_whole() or _is_larger(widget) else f"the ring of {told(widget)} is cut"


def _is_larger(widget: QWidget) -> bool:
    """Tell whether a widget cannot be seen whole at once, such as a long story."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and above.viewport().height() < widget.height() + 8:
            return True
        above = above.parentWidget()
    return False


def told(widget: object) -> str:
    """A widget, for a message."""
    if not isinstance(widget, QWidget):
        return type(widget).__name__
    parent = widget.parentWidget()
    above = f" in {type(parent).__name__}" if parent is not None else ""
    return f"{type(widget).__name__} “{widget.accessibleName()[:40]}”{above}"
