"""What happened, in the person's own words: the editor shows what looks as if it named somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from streetlaw.domain.disclosure.free_text import Hint, Span, highlight
from streetlaw.domain.incident import Incident
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Text
from streetlaw.ui.parts.text_box import PlainBox

Look = Callable[[str], tuple[Span, ...]]
"""Finds what looks like a person in a paragraph."""

_PARAGRAPHS = 512

TOLD = (Hint.PHONE, Hint.NAME, Hint.DOCUMENT, Hint.EMAIL, Hint.ADDRESS)
"""What is marked. Days are part of every story, and their field is beside it."""


class GrowingEdit(PlainBox):
    """A text box as high as its text, from `least` to `most` lines; Tab leaves it."""

    def __init__(self, *, least: int, most: int) -> None:
        super().__init__()
        self._lines = (least, most)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The room of the lines there are."""
        least, most = self._lines
        lines = min(max(int(self.document().size().height()), least), most)
        height = lines * self.fontMetrics().lineSpacing() + theme.current().px(22)
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Never lower than the lines there are."""
        return QSize(theme.current().px(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.updateGeometry()


class Underliner(QSyntaxHighlighter):
    """Underlines what looks like a name, a telephone, a document, an address."""

    def __init__(self, document: QTextDocument, look: Look = highlight) -> None:
        super().__init__(document)
        self._look = look

    def highlightBlock(self, text: str) -> None:
        """Mark one paragraph."""
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(theme.current().ink("warning"))
        for span in self._look(text):
            if span.hint in TOLD:
                self.setFormat(span.start, span.end - span.start, form)


def places(text: str, look: Look = highlight) -> Mapping[Hint, int]:
    """How many places of a text look like what, the most frequent first."""
    found = Counter(span.hint for line in text.splitlines() for span in look(line) if span.hint in TOLD)
    return dict(found.most_common())


def places_text(hint: Hint, count: int) -> str:
    """"looks like a phone: 1 place"."""
    said = {
        Hint.PHONE: _("looks like a phone: {places}"), Hint.NAME: _("looks like a name: {places}"),
        Hint.DOCUMENT: _("looks like a document number: {places}"),
        Hint.EMAIL: _("looks like an e-mail: {places}"), Hint.ADDRESS: _("looks like an address: {places}"),
    }[hint]
    return said.format(places=ngettext("{n} place", "{n} places", count).format(n=count))


class Story(Piece):
    """The narrative, the harm, and what the person wants said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.narrative = GrowingEdit(least=4, most=18)
        self.harm = GrowingEdit(least=2, most=8)
        self._look = lru_cache(maxsize=_PARAGRAPHS)(highlight)  # only the paragraph being written is new
        self._underliner = Underliner(self.narrative.document(), self._look)
        self._sign = Glyph("warning-circle", "warning", 16)
        self.warning = Text("", "secondary", ink="warning")
        told = QWidget()
        line = QHBoxLayout(told)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(4))
        line.addWidget(self._sign)
        line.addWidget(self.warning)
        field = Field(_("What happened"), self.narrative, note=_("in their words, no names"))
        field.add_note(told)
        self.column.addWidget(field)
        self.column.addWidget(Field(_("Harm"), self.harm, note=_("health, money, work, family")))
        self.narrative.textChanged.connect(self._on_narrative)
        self.harm.textChanged.connect(self._on_edited)
        self._warn()

    def fill(self, incident: Incident) -> Incident:
        """With the story and the harm."""
        return replace(incident, narrative=self.narrative.toPlainText().strip(),
                       harm=self.harm.toPlainText().strip())

    def show_incident(self, incident: Incident) -> None:
        """Show the story; what is there already stays as it is, with its cursor."""
        for edit, text in ((self.narrative, incident.narrative), (self.harm, incident.harm)):
            if edit.toPlainText().strip() != text:
                edit.setPlainText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_underliner"):
            self._underliner.rehighlight()

    def _on_narrative(self) -> None:
        self._warn()
        self.edited.emit()

    def _warn(self) -> None:
        found = places(self.narrative.toPlainText(), self._look)
        said = [places_text(hint, count) for hint, count in found.items()]
        self.warning.setText(said[0] + (f" +{len(said) - 1}" if len(said) > 1 else "") if said else "")
        self.warning.setToolTip("\n".join(said))
        self.warning.setAccessibleName(", ".join(said))
        self._sign.setVisible(bool(said))
