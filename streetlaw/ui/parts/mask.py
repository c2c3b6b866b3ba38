"""The mask bar: a flat bar in the place of a name, whose length says nothing about the value."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.text import Text

Length = Literal[72, 96, 120]
"""In px, chosen by the field and never by the value."""

LENGTHS = (72, 96, 120)
_HEIGHT, _RADIUS = 10, 3


def paint_mask(painter: QPainter, rect: QRect, length: int) -> None:
    """Paint a mask bar at the left middle of a rectangle; ValueError for a length not in LENGTHS."""
    if length not in LENGTHS:
        raise ValueError(f"a mask bar is {LENGTHS} px long, not {length}")
    shown = theme.current()
    width, height = min(shown.px(length), rect.width()), shown.px(_HEIGHT)
    place = QRectF(rect.left(), rect.top() + (rect.height() - height) // 2, width, height)
    paint_rounded(painter, place, shown.color("mask"), None, shown.px(_RADIUS))


class MaskBar(QWidget):
    """A bar in the place of a hidden value; it never gets to know the value."""

    def __init__(self, length: Length = 96, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if length not in LENGTHS:
            raise ValueError(f"a mask bar is {LENGTHS} px long, not {length}")
        self._length = length
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("hidden"))

    def sizeHint(self) -> QSize:
        """Return the bar with the height of a line of text."""
        return QSize(theme.current().px(self._length), theme.current().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        del event
        paint_mask(QPainter(self), self.rect(), self._length)


class Masked(QWidget):
    """A value that is a mask bar until it is revealed; concealed again, it forgets the value."""

    def __init__(self, length: Length = 96, kind: str = "body", *, wrap: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar, self._text = MaskBar(length), Text(kind=kind, wrap=wrap, selectable=True)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._bar)
        self._layout.addWidget(self._text)
        self.conceal()

    def reveal(self, value: str) -> None:
        """Show the value."""
        self._text.setText(value)
        self.setAccessibleName(value)
        self._layout.setCurrentWidget(self._text)

    def conceal(self) -> None:
        """Forget the value and show the bar; at once, without any motion."""
        self._text.clear()
        self.setAccessibleName(_("hidden"))
        self._layout.setCurrentWidget(self._bar)

    def is_revealed(self) -> bool:
        """Tell whether the value is on the screen."""
        return self._layout.currentWidget() is self._text
