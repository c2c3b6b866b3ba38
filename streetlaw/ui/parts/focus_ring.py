"""The focus ring: one overlay per window that follows the keyboard focus."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from streetlaw.ui import theme

WIDTH = 2
_GAP = 1
_OUT = _GAP + WIDTH
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)
_BOXES = ("QLineEdit", "QComboBox", "QAbstractSpinBox", "QAbstractScrollArea")


@runtime_checkable
class HasFocusRect(Protocol):
    """A widget that shows the focus around a part of itself."""

    def focus_rect(self) -> QRect:
        """Return that part, in its own coordinates; an empty one for no ring."""
        ...


class FocusRing(QWidget):
    """A ring of 2 px around the focused widget; around its box when it is a field.

    A widget with the property ``ring`` = "parent" passes the ring on to its parent, "none" has none;
    ``ring_ink`` names another colour than that of the focus, for a ground on which that is not seen.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._follow(QApplication.focusWidget())

    def target(self) -> QWidget | None:
        """Return the widget the ring is around, or None."""
        return self._target

    def is_whole(self) -> bool:
        """Tell whether all of the ring is seen."""
        return self._ring.topLeft().isNull() and self._ring.size() == self.size()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the focused widget and everything it stands in."""
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        del event
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._target.property("ring_ink") if self._target is not None else None
        painter.setPen(QPen(shown.color(ink or "focus"), WIDTH))
        area = QRectF(self._ring).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, shown.px(6) + 1, shown.px(6) + 1)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        if new is None or new.window() is self.window():
            self._follow(new)

    def _follow(self, focused: QWidget | None) -> None:
        self._unwatch()
        self._target = _ringed(focused)
        widget = self._target
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()

    def _place(self) -> None:
        target = self._target if self._target is not None and isValid(self._target) else None
        inner = _inner(target) if target is not None and target.isVisible() else QRect()
        if target is None or inner.isEmpty() or not self._window.isAncestorOf(target):
            self.hide()
            return
        grow = 1 if _is_box(target) else _OUT
        ring = inner.translated(target.mapTo(self._window, QPoint(0, 0)))
        ring.adjust(-grow, -grow, grow, grow)
        seen = ring.intersected(_visible_area(target, self._window))
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        self._ring = ring.translated(-seen.topLeft())
        self.show()
        self.raise_()
        self.update()


def _ringed(widget: QWidget | None) -> QWidget | None:
    while widget is not None and widget.property("ring") == "parent":
        widget = widget.parentWidget()
    return None if widget is None or widget.property("ring") == "none" else widget


def _inner(target: QWidget) -> QRect:
    return target.focus_rect() if isinstance(target, HasFocusRect) else target.rect()


def _is_box(target: QWidget) -> bool:
    return target.property("kind") == "box" or any(target.inherits(name) for name in _BOXES)


def _visible_area(target: QWidget, window: QWidget) -> QRect:
    area = window.rect()
    widget = target.parentWidget()
    while widget is not None and widget is not window:
        scroll = widget.parentWidget()
        if scroll is not None and scroll.inherits("QAbstractScrollArea"):
            view = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            area &= view.adjusted(-_OUT, -_OUT, _OUT, _OUT)  # what fills its view has a ring around it too
        widget = scroll
    return area
