"""Marks in a text what looks as if it named somebody; a person decides what to do about it."""

from __future__ import annotations

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat

from streetlaw.domain.disclosure.free_text import Hint, highlight
from streetlaw.translation import gettext as _
from streetlaw.ui import theme


class NameMarker(QSyntaxHighlighter):
    """Underlines likely names, telephones, papers, addresses and days while somebody types."""

    def highlightBlock(self, text: str) -> None:
        """Underline one paragraph."""
        mark = QTextCharFormat()
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        mark.setUnderlineColor(theme.current().ink("warning"))
        for span in highlight(text):
            self.setFormat(span.start, span.end - span.start, mark)


def hints_text(text: str) -> str:
    """What kinds of things were found, in words; "" when the text looks clean."""
    kinds = dict.fromkeys(span.hint for span in highlight(text))
    words = {Hint.EMAIL: _("an e-mail or account"), Hint.DATE: _("a date"),
             Hint.PHONE: _("a telephone number"), Hint.DOCUMENT: _("a document number"),
             Hint.ADDRESS: _("an address"), Hint.NAME: _("a name")}
    return ", ".join(words[kind] for kind in kinds)
