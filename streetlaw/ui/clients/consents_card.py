"""What the person agrees to, asked purpose by purpose with the text to read aloud."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.fact import text_in
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.consents import purpose_label
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text

_NOT_ASKED = ""


class ConsentsCard(Card):
    """One row a purpose: not asked, yes or no. Nothing is taken for granted."""

    edited = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__(_("What the person agrees to"), icon="check-square")
        self._pack = pack
        self._answers: dict[Purpose, Segmented] = {}
        for purpose in Purpose:
            self.add_row(self._row(purpose))

    def consents(self) -> tuple[Consent, ...]:
        """The answers given."""
        return tuple(
            Consent(purpose=purpose, state=ConsentState(answer), how="oral", language=language(),
                    text_version=self._pack.consents[purpose].code if purpose in self._pack.consents else "")
            for purpose, chosen in self._answers.items() if (answer := chosen.value()))

    def values(self) -> dict[str, Any]:
        """The answers as plain data, by purpose."""
        return {purpose: answer.value() or _NOT_ASKED for purpose, answer in self._answers.items()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; {} means nobody was asked."""
        for purpose, answer in self._answers.items():
            answer.choose(values.get(purpose, _NOT_ASKED))

    def _row(self, purpose: Purpose) -> QWidget:
        px = theme.current().px
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(4))
        line = QHBoxLayout()
        line.addWidget(Text(purpose_label(purpose), "medium", wrap=True), 1)
        answer = Segmented([(_NOT_ASKED, _("not asked")), (ConsentState.GIVEN, _("yes")),
                            (ConsentState.REFUSED, _("no"))],
                           name=purpose_label(purpose), value=_NOT_ASKED, compact=True)
        answer.chosen.connect(self._on_chosen)
        self._answers[purpose] = answer
        line.addWidget(answer)
        column.addLayout(line)
        if purpose in self._pack.consents:
            said = text_in(self._pack.consents[purpose].texts, language())
            column.addWidget(Text(said, "hint", wrap=True))
        return held

    def _on_chosen(self, _answer: str) -> None:
        self.edited.emit()
