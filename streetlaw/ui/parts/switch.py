"""A switch: a setting that is on or off at once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.look import font, paint_rounded, text_width

_WIDTH, _HEIGHT, _KNOB, _GAP = 34, 18, 14, 10


class Switch(QCheckBox):
    """A check box drawn as a switch; without a text it needs the accessible name of its row."""

    def __init__(self, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name or text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the switch with its target of 32 px."""
        px = theme.current().px
        text = px(_GAP) + text_width(self.text(), "body") if self.text() else 0
        return QSize(px(_WIDTH) + text, px(32))

    def minimumSizeHint(self) -> QSize:
        """Switches size to their text."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """Take clicks everywhere."""
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, knob and text."""
        del event
        shown, painter = theme.current(), QPainter(self)
        px, on = shown.px, self.isChecked()
        track = QRectF(0, (self.height() - px(_HEIGHT)) // 2, px(_WIDTH), px(_HEIGHT))
        fill = (
            shown.color("primary" if on else "border-strong")
            if self.isEnabled()
            else shown.color("text-disabled")
        )
        paint_rounded(painter, track, fill, None, track.height() / 2)
        side = px(_KNOB)
        left = track.right() - side - px(2) if on else track.left() + px(2)
        knob = QRectF(left, track.top() + (track.height() - side) / 2, side, side)
        paint_rounded(painter, knob, shown.color("surface"), None, side / 2)
        painter.setFont(font("body"))
        painter.setPen(shown.color("text" if self.isEnabled() else "text-disabled"))
        area = QRectF(track.right() + px(_GAP), 0, self.width(), self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic), self.text())
