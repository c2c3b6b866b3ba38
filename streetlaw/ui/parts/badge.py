"""Badges: a pill of icon and text that says a state. Read-only."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.look import font, paint_rounded, paint_text, text_width
from streetlaw.ui.parts.status import status, status_label
from streetlaw.ui.tokens import ToneName

HEIGHT = 22
_LEFT, _RIGHT, _GAP, _ICON = 7, 9, 5, 14


def badge_width(text: str, icon: str = "") -> int:
    """Return how wide a badge is in px."""
    px = theme.current().px
    sign = px(_ICON) + px(_GAP) if icon else px(_RIGHT - _LEFT)
    return px(_LEFT) + sign + text_width(text, "label") + px(_RIGHT)


def paint_badge(painter: QPainter, rect: QRect, tone: ToneName, icon: str, text: str) -> QRect:
    """Paint a badge at the left middle of a rectangle, cut where that ends; return the place it took."""
    shown = theme.current()
    hues = shown.tone(tone)
    width, height = min(badge_width(text, icon), rect.width()), shown.px(HEIGHT)
    place = QRect(rect.left(), rect.top() + (rect.height() - height) // 2, width, height)
    paint_rounded(painter, QRectF(place), hues.fill, hues.line, height / 2)
    left = float(place.left() + shown.px(_LEFT if icon else _RIGHT))
    if icon:
        side = shown.px(_ICON)
        paint_icon(painter, QRectF(left, place.top(), side, height), icon, tone, _ICON)
        left += side + shown.px(_GAP)
    area = QRectF(left, place.top(), place.right() + 1 - shown.px(_RIGHT) - left, height)
    paint_text(painter, area, text, hues.text, font("label"))
    return place


class Badge(QWidget):
    """A badge that stands for itself; screen readers hear its text."""

    def __init__(
        self, text: str, tone: ToneName = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_badge(text, tone, icon)

    @classmethod
    def of(cls, group: str, key: str, text: str = "") -> Badge:
        """Return the badge of a state, with its own words or others ("Saved at 14:32")."""
        look = status(group, key)
        return cls(text or status_label(group, key), look.tone, look.icon)

    def show_badge(self, text: str, tone: ToneName, icon: str) -> None:
        """Show another state."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the words."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size of the whole pill."""
        return QSize(badge_width(self._text, self._icon), theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Keep the text whole; a page may still set a maximum width, and then it is cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text in the tooltip while it is cut."""
        del event
        self.setToolTip(self._text if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        del event
        paint_badge(QPainter(self), self.rect(), self._tone, self._icon, self._text)
