"""A warning before the person's story goes into a paper that others read."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.law import Risk
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.risks import risk_banner

_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.!?;]+|\n|$)")


class TellingNote(QWidget):
    """Names each risk with its article, and offers to leave out the sentences that hold it."""

    left_out = Signal(str, str)
    """What is left of both texts."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self._texts = ("", "")
        self.risks: tuple[Risk, ...] = ()
        self.leave_out = Button(_("Leave these sentences out"), icon="eraser")
        self.leave_out.clicked.connect(self._on_leave_out)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(8))
        self._banners: list[QWidget] = []
        self._column.addWidget(self.leave_out)
        self.hide()

    def show_text(self, *texts: str) -> None:
        """Look at what is written so far."""
        self._texts = (texts[0], texts[1] if len(texts) > 1 else "")
        found = self._pack.risks_for((), (), "\n".join(texts))
        if found == self.risks:
            return
        self.risks = found
        for banner in self._banners:
            banner.hide()
            banner.deleteLater()
        self._banners = [risk_banner(risk, self._pack) for risk in found]
        for at, banner in enumerate(self._banners):
            self._column.insertWidget(at, banner)
        self.setVisible(bool(found))

    def _on_leave_out(self) -> None:
        self.left_out.emit(*(without(text, self.risks) for text in self._texts))


def without(text: str, risks: tuple[Risk, ...]) -> str:
    """The text without the sentences in which one of the risks is named."""
    sentences = _SENTENCE.findall(text)
    return "".join(each for each in sentences if not any(risk.is_named_in(each) for risk in risks)).strip()
