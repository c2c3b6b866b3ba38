"""The steps of a longer job: done, now, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.look import font, paint_rounded, paint_text, text_width
from streetlaw.ui.tokens import ToneName

_CIRCLE, _GAP, _LINE, _BETWEEN = 24, 6, 28, 12


class Steps(QWidget):
    """A row of numbered circles with names; when space is short only the present step keeps its name."""

    def __init__(
        self, names: Sequence[str], *, name: str, current: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._names, self._name = tuple(names), name
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.go(current)

    def go(self, index: int) -> None:
        """Show the step at an index as the present one; IndexError when there is none."""
        step = self._names[index]
        self._current = index
        place = _("step {number} of {count}: {step}")
        said = place.format(number=index + 1, count=len(self._names), step=step)
        self.setAccessibleName(f"{self._name}, {said}")
        self.update()

    def current(self) -> int:
        """Return the index of the present step."""
        return self._current

    def sizeHint(self) -> QSize:
        """Return all names beside their circles."""
        return QSize(self._width(all_names=True), theme.current().px(32))

    def minimumSizeHint(self) -> QSize:
        """Return circles and the name of the present step."""
        return QSize(self._width(all_names=False), theme.current().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circles, names and the lines between them."""
        del event
        shown = theme.current()
        px, painter = shown.px, QPainter(self)
        whole = self.width() >= self.sizeHint().width()
        left, middle = 0, self.height() // 2
        for index, step in enumerate(self._names):
            if index:
                painter.fillRect(left + px(_BETWEEN), middle, px(_LINE), 1, shown.color("border-strong"))
                left += px(_LINE) + 2 * px(_BETWEEN)
            self._paint_circle(
                painter, index, QRectF(left, middle - px(_CIRCLE) // 2, px(_CIRCLE), px(_CIRCLE))
            )
            left += px(_CIRCLE)
            if whole or index == self._current:
                now = index == self._current
                area = QRectF(left + px(_GAP), 0, self._text_width(index) + 2, self.height())
                paint_text(
                    painter,
                    area,
                    step,
                    shown.color("text" if now else "text-2"),
                    font("body", 600 if now else 400),
                )
                left += px(_GAP) + self._text_width(index)

    def _paint_circle(self, painter: QPainter, index: int, place: QRectF) -> None:
        tone: ToneName = "neutral" if index > self._current else "accent"
        if index < self._current:
            tone = "success"
        shown = theme.current()
        hues = shown.tone(tone)
        paint_rounded(painter, place, hues.fill, hues.line, place.height() / 2)
        if index < self._current:
            paint_icon(painter, place, "check", tone, 14)
        else:
            paint_text(painter, place, str(index + 1), hues.text, font("label"), Qt.AlignmentFlag.AlignCenter)

    def _text_width(self, index: int) -> int:
        return text_width(self._names[index], "body", 600 if index == self._current else 400)

    def _width(self, *, all_names: bool) -> int:
        px = theme.current().px
        width = len(self._names) * px(_CIRCLE) + (len(self._names) - 1) * (px(_LINE) + 2 * px(_BETWEEN))
        for index in range(len(self._names)):
            if all_names or index == self._current:
                width += px(_GAP) + self._text_width(index) + 2
        return width
