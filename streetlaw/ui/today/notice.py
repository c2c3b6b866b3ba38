"""A quiet line on Today: a sign, a sentence, and what to do about it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Text


class Notice(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, icon: str, act: Button) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.text = Text("", wrap=True)
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(6), px(8), px(6))
        row.setSpacing(px(10))
        row.addWidget(Glyph(icon, "warning", 18))
        row.addWidget(self.text, 1)
        row.addWidget(act)
        self.hide()
