"""The sections of the form at its left: what is filled, where the focus is, a jump to each. Not a wizard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.look import font, paint_rounded, paint_text
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.text import Text
from streetlaw.ui.tokens import Ink


class Filling(StrEnum):
    """Where a section stands."""

    FILLED = "filled"
    EMPTY = "empty"
    NEEDED = "needed"


_LOOKS: Mapping[Filling, tuple[str, Ink]] = {
    Filling.FILLED: ("check-circle", "success"), Filling.EMPTY: ("circle", "text-2"),
    Filling.NEEDED: ("warning-circle", "danger"),
}

_IN_WORK: tuple[str, Ink] = ("pencil-simple", "primary-soft-text")


class OutlineRow(QAbstractButton):
    """One section: its state as icon and as word for screen readers."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.key = option.key
        self._filling, self._current = Filling.EMPTY, False
        self.setText(option.text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, filling: Filling, *, current: bool) -> None:
        """Show where the section stands, and whether the focus is in it."""
        self._filling, self._current = filling, current
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        said = {Filling.FILLED: _("filled"), Filling.EMPTY: _("empty"), Filling.NEEDED: _("needed")}[filling]
        self.setAccessibleName(f"{self.text()}, {said}")
        self.update()

    def sizeHint(self) -> QSize:
        """A row of 36 px."""
        return QSize(theme.current().px(120), theme.current().px(36))

    def focus_rect(self) -> QRect:
        """Show the focus inside the row."""
        return self.rect().adjusted(2, 2, -2, -2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint of the section in work, icon and name."""
        del event
        shown, painter = theme.current(), QPainter(self)
        area = QRectF(self.rect())
        if self._current or self.underMouse():
            fill = shown.color("primary-soft" if self._current else "hover")
            paint_rounded(painter, area, fill, None, shown.px(6))
        icon, ink = _LOOKS[self._filling]
        if self._current and self._filling is not Filling.NEEDED:
            icon, ink = _IN_WORK
        paint_icon(painter, QRectF(shown.px(10), 0, shown.px(18), area.height()), icon, ink, 18)
        left = shown.px(36)
        words = QRectF(left, 0, area.width() - left - shown.px(6), area.height())
        tint = shown.color("primary-soft-text" if self._current else "text")
        paint_text(painter, words, self.text(), tint, font("body", 600 if self._current else 500))


class Outline(QWidget):
    """The list of sections: one stop of Tab, arrows inside; `chosen` carries the key of a section."""

    chosen = Signal(str)

    def __init__(self, sections: Sequence[Option], note: str) -> None:
        super().__init__()
        self._count = Text("", "secondary")
        self.rows = {option.key: OutlineRow(option) for option in sections}
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(12), px(8), px(16))
        column.setSpacing(px(2))
        self._count.setContentsMargins(px(10), 0, 0, px(4))
        column.addWidget(self._count)
        for row in self.rows.values():
            row.clicked.connect(self._on_clicked)
            column.addWidget(row)
        column.addStretch(1)
        self._note = Text(note, "secondary", wrap=True)
        self._note.setContentsMargins(px(10), px(8), px(4), 0)
        column.addWidget(self._note)
        self.setAccessibleName(_("Sections"))
        self.setAccessibleDescription(note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the height is short, the sections come before the remark."""
        super().resizeEvent(event)
        rows = list(self.rows.values())
        free = self.height() - rows[-1].sizeHint().height() * len(rows) - theme.current().px(76)
        self._note.setVisible(free >= self._note.heightForWidth(self.width() - theme.current().px(16)))

    def show_states(self, states: Mapping[str, Filling], current: str) -> None:
        """Show where each section stands."""
        done = sum(filling is Filling.FILLED for filling in states.values())
        self._count.setText(_("{done} of {all} filled").format(done=done, all=len(states)))
        for key, row in self.rows.items():
            row.show_state(states[key], current=key == current)

    def count_text(self) -> str:
        """How many sections are filled, in words."""
        return self._count.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the sections with the arrow keys."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        rows = list(self.rows.values())
        here = next((at for at, row in enumerate(rows) if row.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        rows[(here + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, OutlineRow):
            self.chosen.emit(row.key)
