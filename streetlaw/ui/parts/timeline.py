"""The timeline of a case: what happened, newest first."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.tokens import ToneName

_CIRCLE, _DATE = 26, 68


class _Mark(QWidget):
    """The toned circle with an icon, and the line that leads to the next one."""

    def __init__(self, icon: str, tone: ToneName) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        side = theme.current().px(_CIRCLE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shown, painter = theme.current(), QPainter(self)
        hues, side = shown.tone(self._tone), shown.px(_CIRCLE)
        painter.fillRect(self.width() // 2, side + 2, 1, self.height() - side - 4, shown.color("border"))
        place = QRectF(0, 0, side, side)
        paint_rounded(painter, place, hues.fill, hues.line, side / 2)
        paint_icon(painter, place, self._icon, self._tone, 14)


class TimelineItem(QWidget):
    """One event: the date, a toned circle, what happened, and a badge when it has a state."""

    def __init__(
        self,
        date: str,
        title: str,
        text: str = "",
        *,
        icon: str,
        tone: ToneName = "neutral",
        badge: Badge | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme.current().px
        line = QHBoxLayout(self)
        line.setContentsMargins(px(12), 0, px(12), 0)
        line.setSpacing(px(12))
        day = Text(date, "secondary")
        day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        day.setMinimumWidth(px(_DATE - 2))
        day.setContentsMargins(0, px(5), 0, 0)
        line.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_Mark(icon, tone))
        column = QVBoxLayout()
        column.setContentsMargins(0, px(3), 0, px(14))
        column.setSpacing(px(1))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Elided(title, "medium"))
        if badge is not None:
            head.addWidget(badge)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(Text(text, "secondary", wrap=True))
        line.addLayout(column, 1)
        parts = (date, title, badge.text() if badge else "", text)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class Timeline(QWidget):
    """Events one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.current().px(6), 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def add(self, item: TimelineItem) -> None:
        """Put an event below the others."""
        self._column.insertWidget(self._column.count() - 1, item)

    def clear(self) -> None:
        """Remove all events."""
        while self._column.count() > 1:
            taken = self._column.takeAt(0)
            if taken is not None and (widget := taken.widget()):
                widget.hide()
                widget.deleteLater()
