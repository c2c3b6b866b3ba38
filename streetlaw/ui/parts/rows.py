"""Rows of cards and lists."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from streetlaw.ui import theme
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.date_block import DateBlock
from streetlaw.ui.parts.row_menu import open_menu_within
from streetlaw.ui.parts.text import Elided, Text


class _RowText(QWidget):
    """Title above subtitle; a code stands bold before the subtitle. What is `below` them is never cut."""

    def __init__(self, title: str, subtitle: str, code: str, *, wrap: bool, below: str = "") -> None:
        super().__init__()
        self.title = Text(title, "medium", wrap=True) if wrap else Elided(title, "medium")
        self.code = Text(code, "caption-strong")
        self.subtitle = Text(subtitle, "secondary", wrap=True) if wrap else Elided(subtitle, "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(2))
        column.addStretch(1)
        column.addWidget(self.title)
        self.below = QWidget()
        line = QHBoxLayout(self.below)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(4))
        line.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.subtitle, 1)
        column.addWidget(self.below)
        if below:
            column.addWidget(Text(below, "secondary", wrap=True))
        column.addStretch(1)
        self.show_subtitle(subtitle)

    def show_subtitle(self, subtitle: str) -> None:
        code = self.code.text()
        self.subtitle.setText(f"· {subtitle}" if code and subtitle else subtitle)
        self.code.setVisible(bool(code))
        self.below.setVisible(bool(code or subtitle))


def lay_row(
    row: QWidget, text: QWidget, leading: QWidget | None, trailing: QWidget | None, *, top: bool = False
) -> None:
    """Lay out a row: a leading block, the text, a widget at the end; in the middle, or all at the top."""
    px = theme.current().px
    line = QHBoxLayout(row)
    line.setContentsMargins(px(12), px(7), px(12), px(7))
    line.setSpacing(px(10))
    align = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
    if leading is not None:
        line.addWidget(leading, 0, align)
    line.addWidget(text, 1)
    if trailing is not None:
        line.addWidget(trailing, 0, align)
    line.addStrut(px(26))
    row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class ListRow(QWidget):
    """A row to read: leading block, title and subtitle, and a button at the end."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        code: str = "",
        below: str = "",
        leading: QWidget | None = None,
        trailing: QWidget | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = _RowText(title, subtitle, code, wrap=wrap, below=below)
        lay_row(self, self._text, leading, trailing, top=wrap and isinstance(leading, DateBlock))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu its button has, wherever in the row it is asked for."""
        if not open_menu_within(self, event.globalPos()):
            super().contextMenuEvent(event)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._text.title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Show another subtitle."""
        self._text.show_subtitle(subtitle)


class RowButton(QAbstractButton):
    """A row that opens something by click, Enter or Space; one stop of Tab."""

    opened = Signal()
    """The person opened the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selected = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # what it holds may wrap
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.opened)

    def set_selected(self, selected: bool) -> None:
        """Tint the row as the one shown elsewhere on the page."""
        self._selected = selected
        self.update()

    def sizeHint(self) -> QSize:
        """Return what the layout needs."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open the row as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def focus_rect(self) -> QRect:
        """Show the focus inside the row, so that its neighbours stay clear."""
        return self.rect().adjusted(4, 4, -4, -4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint of a selected or pointed row."""
        del event
        if self._selected or self.underMouse():
            tint = theme.current().color("selection" if self._selected else "hover")
            QPainter(self).fillRect(self.rect(), tint)


class ButtonRow(RowButton):
    """A list row that opens something."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        code: str = "",
        leading: QWidget | None = None,
        trailing: QWidget | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = _RowText(title, subtitle, code, wrap=wrap)
        self._text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lay_row(self, self._text, leading, trailing)
        self._name = (title, code, subtitle)
        self._beside = tuple(said for end in (leading, trailing) if end is not None for said in _spoken(end))
        self._say()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._text.title.setText(title)
        self._name = (title, *self._name[1:])
        self._say()

    def set_subtitle(self, subtitle: str) -> None:
        """Show another subtitle."""
        self._text.show_subtitle(subtitle)
        self._name = (*self._name[:2], subtitle)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(", ".join(part for part in (*self._name, *self._beside) if part))


def _spoken(widget: QWidget) -> Iterator[str]:
    """What a screen reader hears of a widget at the end of a row: its own name, or those of its parts."""
    name = widget.accessibleName() or (widget.text() if isinstance(widget, Text) else "")
    if name:
        yield name
        return
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        yield from _spoken(child)


class GroupRow(QWidget):
    """A badge that heads a group of rows, with a remark."""

    def __init__(self, badge: Badge, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.current().px
        line = QHBoxLayout(self)
        line.setContentsMargins(px(12), px(8), px(12), px(4))
        line.setSpacing(px(8))
        line.addWidget(badge)
        line.addWidget(Text(note, "hint", wrap=True), 1)
        self.setAccessibleName(f"{badge.text()}, {note}" if note else badge.text())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class KeyValues(QWidget):
    """A small table of labels and values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.current().px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(1, 1)
        self._rows = 0

    def add(self, label: str, value: str | QWidget) -> QWidget:
        """Add a line and return the widget of its value, named by the label."""
        shown = Text(value, wrap=True, selectable=True) if isinstance(value, str) else value
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Text(label, ink="text-3"), self._rows, 0, top)
        left = top if isinstance(value, str) else top | Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(shown, self._rows, 1, left)
        if isinstance(value, str):
            shown.setAccessibleName(f"{label}: {value}")
        self._rows += 1
        return shown

    def clear(self) -> None:
        """Remove all lines."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._rows = 0
