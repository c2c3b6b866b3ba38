"""Tabs of a page, with counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.look import font, paint_text, text_width
from streetlaw.ui.qicons import icon

_PAD, _NARROW_PAD, _GAP, _HEIGHT, _ARROW = 12, 4, 6, 38, 16


class Tabs(QTabBar):
    """A row of tabs underlined in the primary colour, closer together where there is little room.

    Use Qt's ``currentChanged``.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._counts: list[int | None] = []
        self._pad = theme.current().px(_PAD)
        self._show_arrows()

    def add(self, text: str, count: int | None = None, *, key: str = "") -> int:
        """Add a tab at the end and return its index; the key is kept as Qt's tab data."""
        self._counts.append(count)
        index = self.addTab(text)
        self.setTabData(index, key)
        self.set_count(index, count)
        return index

    def set_count(self, index: int, count: int | None) -> None:
        """Show how many things a tab holds; None shows nothing."""
        self._counts[index] = count
        text = self.tabText(index)
        self.setTabText(index, text)  # Qt measures a tab anew only for a text
        self.setAccessibleTabName(index, text if count is None else f"{text}, {count}")
        self._fit()
        self.update()

    def key(self) -> str:
        """Return the key of the tab shown."""
        return str(self.tabData(self.currentIndex()) or "")

    def tabSizeHint(self, index: int) -> QSize:
        """Return room for the bold text and the count, so that nothing moves when a tab is chosen."""
        return QSize(self._text_width(index) + 2 * self._pad, theme.current().px(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs size to their text."""
        return self.tabSizeHint(index)

    def changeEvent(self, event: QEvent) -> None:
        """Let the arrows follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_arrows()

    def tabLayoutChange(self) -> None:
        """Show our arrows again: Qt puts its own there, which do not grow with the text."""
        super().tabLayoutChange()
        self._show_arrows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the tabs closer together, or apart again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = theme.current().px
        room = self.width() - sum(self._text_width(index) for index in range(self.count()))
        pad = max(px(_NARROW_PAD), min(px(_PAD), room // (2 * max(1, self.count()))))
        if pad != self._pad:
            self._pad = pad
            for index in range(self.count()):
                self.setTabText(index, self.tabText(index))

    def _show_arrows(self) -> None:
        """Let the buttons be seen that bring further tabs into view where there is room for a few."""
        for button, name in zip(self.findChildren(QToolButton), ("caret-left", "caret-right"), strict=True):
            button.setArrowType(Qt.ArrowType.NoArrow)
            button.setIcon(icon(name, "text", _ARROW))
            button.setIconSize(QSize(theme.current().px(_ARROW), theme.current().px(_ARROW)))

    def _text_width(self, index: int) -> int:
        width = text_width(self.tabText(index), "body", 600)
        if (count := self._counts[index]) is not None:
            width += theme.current().px(_GAP) + text_width(str(count), "caption")
        return width

    def focus_rect(self) -> QRect:
        """Show the focus around the tab that is on."""
        return self.tabRect(self.currentIndex()).adjusted(3, 3, -3, -3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint texts, counts and the lines below them."""
        del event
        shown, painter = theme.current(), QPainter(self)
        px = shown.px
        painter.fillRect(0, self.height() - 1, self.width(), 1, shown.color("border"))
        for index in range(self.count()):
            place, on = self.tabRect(index), index == self.currentIndex()
            area = place.adjusted(self._pad, 0, 0, 0).toRectF()
            ink = shown.color("text" if on else "text-2")
            paint_text(painter, area, self.tabText(index), ink, font("body", 600 if on else 500))
            if (count := self._counts[index]) is not None:
                area.translate(text_width(self.tabText(index), "body", 600) + px(_GAP), 0)
                paint_text(painter, area, str(count), shown.color("text-3"), font("caption"))
            if on:
                painter.fillRect(place.left(), self.height() - 2, place.width(), 2, shown.color("primary"))
