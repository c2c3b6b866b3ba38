"""The list of blocks at the left of the settings page: a jump to each, and where one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.look import font, paint_rounded, paint_text
from streetlaw.ui.parts.option import Option
from streetlaw.ui.tokens import Ink


class SideRow(QAbstractButton):
    """One block: its icon and name."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.key, self._icon = option.key, option.icon
        self._current = False
        self.setText(option.text)
        self.setToolTip(option.text)
        self.setAccessibleName(option.text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_current(self, current: bool) -> None:
        """Mark the block that is in view."""
        self._current = current
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        self.setAccessibleDescription(_("shown") if current else "")
        self.update()

    def is_current(self) -> bool:
        """True while this block is marked."""
        return self._current

    def sizeHint(self) -> QSize:
        """A row of 36 px."""
        return QSize(theme.current().px(120), theme.current().px(36))

    def focus_rect(self) -> QRect:
        """Show the focus inside the row."""
        return self.rect().adjusted(2, 2, -2, -2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the list; a button would pass them on to whatever Tab comes to next."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint of the block in view, icon and name."""
        del event
        shown, painter = theme.current(), QPainter(self)
        area = QRectF(self.rect())
        if self._current or self.underMouse():
            fill = shown.color("primary-soft" if self._current else "hover")
            paint_rounded(painter, area, fill, None, shown.px(6))
        ink: Ink = "primary-soft-text" if self._current else "text"
        paint_icon(painter, QRectF(shown.px(10), 0, shown.px(18), area.height()), self._icon, ink, 18)
        left = shown.px(36)
        words = QRectF(left, 0, area.width() - left - shown.px(4), area.height())
        paint_text(painter, words, self.text(), shown.ink(ink), font("body", 600 if self._current else 500))


class Side(QWidget):
    """The list: one stop of Tab, arrows inside; `chosen` carries the key of a block."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__()
        self.rows = {option.key: SideRow(option) for option in options}
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(12), px(8), px(16))
        column.setSpacing(px(2))
        for row in self.rows.values():
            row.clicked.connect(self._on_clicked)
            column.addWidget(row)
        column.addStretch(1)
        self.setAccessibleName(_("Sections"))

    def show_current(self, key: str) -> None:
        """Mark the block in view."""
        for row in self.rows.values():
            row.set_current(row.key == key)

    def current(self) -> str:
        """The key of the block marked."""
        return next((key for key, row in self.rows.items() if row.is_current()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the blocks with the arrow keys."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        rows = list(self.rows.values())
        here = next((at for at, row in enumerate(rows) if row.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        rows[(here + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, SideRow):
            self.chosen.emit(row.key)
