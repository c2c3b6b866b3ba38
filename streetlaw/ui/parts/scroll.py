"""A body that scrolls by itself inside a card or a pane; in a small window the page scrolls instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from streetlaw.ui import theme

SMALL_WIDTH, SMALL_HEIGHT = 1000, 540
"""Logical px of the window below which a page is read as one column, from top to bottom."""


def is_small(widget: QWidget) -> bool:
    """Tell whether the window of a widget is too small for panes that scroll by themselves."""
    window, px = widget.window(), theme.current().px
    return window.width() < px(SMALL_WIDTH) or window.height() < px(SMALL_HEIGHT)


class Scrolled(QScrollArea):
    """Scrolls up and down; in a small window it asks for all its height, so that nothing scrolls in it.

    One that scrolls `always` does so in any window: a dialog has no page around it that could.
    """

    def __init__(self, *, always: bool = False) -> None:
        super().__init__()
        self._always = always

    def minimumSizeHint(self) -> QSize:
        """Return a few lines as wide as they must be, for nothing scrolls across; in a small window all."""
        few, held = super().minimumSizeHint(), self.widget()
        if held is None:
            return few
        least = held.minimumSizeHint()
        across = max(few.width(), least.width() + self.verticalScrollBar().sizeHint().width())
        if self._always or not is_small(self):
            return QSize(across, few.height())
        width = self.viewport().width()
        height = held.heightForWidth(width) if held.hasHeightForWidth() else held.sizeHint().height()
        return QSize(across, max(height, least.height()) + 2 * self.frameWidth())

    def sizeHint(self) -> QSize:
        """Return no more height than needed: the layout gives what is left, and the page need not scroll."""
        hint = super().sizeHint()
        if self._always or is_small(self):
            return hint
        return QSize(hint.width(), self.minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Ask for another height when what it holds grows or shrinks, or is broken into other lines."""
        done = super().event(event)
        changed = event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
        if changed and not self._always and is_small(self):
            self.updateGeometry()
        return done


def scrolled(held: QWidget, name: str, *, always: bool = False) -> QScrollArea:
    """Let `held` scroll up and down; `name` is said by screen readers."""
    area = Scrolled(always=always)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    held.setProperty("kind", "clear")
    area.setWidget(held)
    area.viewport().setAutoFillBackground(False)
    return area
