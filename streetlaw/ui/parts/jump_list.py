"""The list at the left of a long page: a jump to each of its sections, and where one is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.look import font, paint_rounded, paint_text
from streetlaw.ui.parts.option import Option
from streetlaw.ui.tokens import Ink

_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class JumpRow(QAbstractButton):
    """One section: an icon and its name, tinted while it is the current one."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.key = option.key
        self._icon = option.icon
        self._current = False
        self.setText(option.text)
        self.setToolTip(option.text)
        self.setAccessibleName(option.text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_current(self, current: bool) -> None:
        """Mark the section one is in: the one row where Tab stops."""
        self._current = current
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        self.update()

    def is_current(self) -> bool:
        """True while this section is marked."""
        return self._current

    def icon_and_ink(self) -> tuple[str, Ink]:
        """Tell which icon stands before the name, and its colour."""
        return self._icon, "primary-soft-text" if self._current else "text"

    def sizeHint(self) -> QSize:
        """A row of 36 px."""
        return QSize(theme.current().px(120), theme.current().px(36))

    def focus_rect(self) -> QRect:
        """Show the focus inside the row."""
        return self.rect().adjusted(2, 2, -2, -2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the list; a button would pass them on to whatever Tab comes to next."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint of the current section, icon and name."""
        del event
        shown, painter = theme.current(), QPainter(self)
        area = QRectF(self.rect())
        if self._current or self.underMouse():
            fill = shown.color("primary-soft" if self._current else "hover")
            paint_rounded(painter, area, fill, None, shown.px(6))
        icon, ink = self.icon_and_ink()
        paint_icon(painter, QRectF(shown.px(10), 0, shown.px(18), area.height()), icon, ink, 18)
        left = shown.px(36)
        words = QRectF(left, 0, area.width() - left - shown.px(4), area.height())
        tint = shown.ink("primary-soft-text" if self._current else "text")
        paint_text(painter, words, self.text(), tint, font("body", 600 if self._current else 500))


class JumpList(QWidget):
    """The rows below each other: one stop of Tab, arrows inside; `chosen` carries the key of a section."""

    chosen = Signal(str)

    def __init__(self, rows: Iterable[JumpRow]) -> None:
        super().__init__()
        self.rows = {row.key: row for row in rows}
        px = theme.current().px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(8), px(12), px(8), px(16))
        self.column.setSpacing(px(2))
        for row in self.rows.values():
            row.clicked.connect(self._on_clicked)
            self.column.addWidget(row)
        self.column.addStretch(1)
        self.setAccessibleName(_("Sections"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the sections with the arrow keys."""
        step = _ARROWS.get(Qt.Key(event.key()))
        rows = list(self.rows.values())
        here = next((at for at, row in enumerate(rows) if row.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        rows[(here + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, JumpRow):
            self.chosen.emit(row.key)
