"""A text with the pieces tinted that look like a name, a number or a day."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from streetlaw.domain.disclosure.free_text import Hint, Span
from streetlaw.translation import gettext as _
from streetlaw.ui import theme


def hint_label(hint: Hint) -> str:
    """What a piece of text looks like."""
    return {
        Hint.EMAIL: _("an e-mail address"), Hint.DATE: _("a day"), Hint.PHONE: _("a phone number"),
        Hint.DOCUMENT: _("a document number"), Hint.ADDRESS: _("an address"), Hint.NAME: _("a name"),
    }[hint]


class Marked(QLabel):
    """What somebody typed, shown letter for letter: markup in it stays text."""

    def __init__(self, text: str, spans: Sequence[Span], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._spans = text, tuple(spans)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        found = ", ".join(f"“{text[span.start:span.end]}”: {hint_label(span.hint)}" for span in self._spans)
        self.setAccessibleName(text)
        self.setAccessibleDescription(found)
        self._paint_marks()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint_marks()

    def _paint_marks(self) -> None:
        tone = theme.current().tone("warning")
        style = f"background-color: {tone.fill.name()}; color: {tone.text.name()}; text-decoration: underline"
        parts, at = [], 0
        for span in self._spans:
            parts.append(html.escape(self._text[at:span.start]))
            parts.append(f'<span style="{style}">{html.escape(self._text[span.start:span.end])}</span>')
            at = span.end
        parts.append(html.escape(self._text[at:]))
        marked = "".join(parts).replace("\n", "<br>")
        if marked != self.text():
            self.setText(marked)
