"""Banners: a sentence inside the page that stays until it is handled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.text import Text
from streetlaw.ui.tokens import ToneName

_ICONS: dict[ToneName, str] = {
    "neutral": "info",
    "info": "info",
    "success": "check-circle",
    "warning": "warning-circle",
    "danger": "warning-octagon",
    "review": "chat-centered-text",
    "accent": "info",
}


class Banner(QWidget):
    """A tinted box with icon and sentence, and an action when something can be done about it."""

    acted = Signal()
    """The person pressed the action."""

    def __init__(
        self,
        text: str,
        tone: ToneName = "info",
        *,
        icon: str = "",
        title: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: ToneName = tone
        self._icon = icon
        self._glyph = Glyph(icon or _ICONS[tone], tone, 18)
        self._title, self._text = Text(title, "medium", wrap=True), Text(text, wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        px = theme.current().px
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(13), px(9), px(13), px(9))
        self._row.setSpacing(px(10))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addStretch(1)
        self._row.addWidget(self._glyph)
        self._row.addLayout(column, 1)
        self.setMinimumHeight(px(48))
        self._note = Text(kind="hint", wrap=True)
        self._note.hide()
        column.insertWidget(3, self._note)
        self._button: Button | None = None
        if action:
            self.offer(action)
        self.show_message(text, tone, title)

    def show_message(self, text: str, tone: ToneName | None = None, title: str | None = None) -> None:
        """Show another sentence, with the same tone and title unless others are given."""
        self._tone = tone or self._tone
        self._text.setText(text)
        if title is not None:
            self._title.setText(title)
        self._title.setVisible(bool(self._title.text()))
        self._glyph.show_icon(self._icon or _ICONS[self._tone], self._tone)
        self.setAccessibleName(f"{self._title.text()} {text}".strip())
        self.update()

    def offer(self, action: str, note: str = "") -> None:
        """Offer something to do, with a line below the sentence; nothing when it is empty."""
        if self._button is None:
            self._button = Button(action)
            self._button.clicked.connect(self.acted)
            self._row.addWidget(self._button)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tinted box."""
        del event
        shown = theme.current()
        hues = shown.tone(self._tone)
        paint_rounded(QPainter(self), QRectF(self.rect()), hues.fill, hues.line, shown.px(8))
