"""Two kinds of tiles of the report: the verdict on top, and figures in a row."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.text import Text
from streetlaw.ui.tokens import ToneName


class Seal(QWidget):
    """An icon in a tinted circle."""

    def __init__(self, icon: str, tone: ToneName, size: int = 40) -> None:
        super().__init__()
        self._icon, self._tone, self._size = icon, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the circle."""
        side = theme.current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and icon."""
        del event
        shown, painter, area = theme.current(), QPainter(self), QRectF(self.rect())
        hues = shown.tone(self._tone)
        paint_rounded(painter, area, hues.fill, hues.line, area.height() / 2)
        paint_icon(painter, area, self._icon, self._tone, self._size // 2)


class Verdict(Card):
    """What the report comes to, in one title and one sentence; `aside` explains a word of it."""

    def __init__(self, icon: str, tone: ToneName, title: str, text: str,
                 aside: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName(f"{title}. {text}")
        px, held = theme.current().px, QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(px(4), px(4), px(4), px(4))
        line.setSpacing(px(16))
        line.addWidget(Seal(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(px(2))
        column.addWidget(Text(title, "title", wrap=True))
        column.addWidget(Text(text, ink="text-2", wrap=True))
        line.addLayout(column, 1)
        if aside is not None:
            line.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        self.add(held)


class Figure(Card):
    """A number with its label above and a remark beside it."""

    def __init__(self, label: str, number: str, remark: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{label}: {number} {remark}")
        px, held = theme.current().px, QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(label, "secondary", wrap=True))
        column.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(Text(number, "figure"), 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(Text(remark, "hint", wrap=True), 1, Qt.AlignmentFlag.AlignBaseline)
        column.addLayout(line)
        self.add(held, 1)
