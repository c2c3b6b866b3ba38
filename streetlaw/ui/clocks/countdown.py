"""The tile of a clock: hours, minutes and seconds that run, and a word that says which way."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.clocks.words import left_in_words, left_text, tone_of
from streetlaw.ui.parts.date_block import HEIGHT, paint_date_block
from streetlaw.ui.parts.look import text_width
from streetlaw.ui.tokens import ToneName

_WIDEST = "00:00:00"


class Countdown(QWidget):
    """What is left until a moment; a screen reader is told by the minute, and only when it asks."""

    def __init__(self, ends: datetime | None) -> None:
        super().__init__()
        self._ends = ends
        self._shown: tuple[str, str, ToneName] = ("?", "", "neutral")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("hour not known"))

    def text(self) -> str:
        """The number shown."""
        return self._shown[0]

    def tick(self, now: datetime) -> None:
        """Show what is left at that moment."""
        if self._ends is None:
            return
        left = self._ends - now
        unit = _("left") if left >= timedelta() else _("overrun")
        shown = (left_text(left), unit, tone_of(left))
        if shown != self._shown:
            self._shown = shown
            self.update()
        if (words := left_in_words(left)) != self.accessibleName():
            self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Return room for the longest text, so that nothing moves while it runs."""
        px = theme.current().px
        unit = max(text_width(word, "label") for word in (_("left"), _("overrun")))
        return QSize(max(text_width(_WIDEST, "section", 600), unit) + px(18), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile."""
        del event
        paint_date_block(QPainter(self), self.rect(), *self._shown)
