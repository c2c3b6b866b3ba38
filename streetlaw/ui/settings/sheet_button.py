"""A button that makes a sheet of secret words and saves it where the person says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import files
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.text import Text


class SheetButton(QWidget):
    """The button, and below it whether the sheet is saved."""

    saved = Signal()

    def __init__(self, page: Page, words: Sequence[str], *, part: int = 0, text: str = "") -> None:
        super().__init__()
        self._page, self._words, self._part = page, tuple(words), part
        self.button = Button(text or _("Save a sheet to print…"), icon="printer")
        self.is_saved = False
        self._said = Text("", "hint", wrap=True)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        column.addWidget(self._said)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self._on_clicked)

    def set_error(self, text: str) -> None:
        """Say what is wrong, or what is still to be done."""
        self._say(text, "error")

    def forget(self) -> None:
        """Forget the words."""
        self._words = ()

    def _on_clicked(self) -> None:
        desk = self._page.desk
        label = _("Folder {number}").format(number=desk.tools.safe.folder.name)
        desk.maintain(desk.tools.keyring.sheet, self._words, label, language(), self._part, owner=self,
                      done=self._on_made, refused=self._on_refused)

    def _on_made(self, pdf: bytes) -> None:
        name = f"sheet-{self._part}.pdf" if self._part else "sheet.pdf"
        path = files.ask_where_to_save(self, _("Save the sheet"), name)
        if path is not None:
            self._page.desk.write_file(path, pdf, owner=self, done=self._on_saved, refused=self._on_refused)

    def _on_saved(self, _path: Path) -> None:
        self.is_saved = True
        self._say(_("Saved. Print it, then delete the file."), "hint")
        self.saved.emit()

    def _on_refused(self, error: StreetLawError) -> None:
        self.set_error(sentence(error))

    def _say(self, text: str, kind: str) -> None:
        self._said.set_kind(kind)
        self._said.setText(text)
        self._said.show()
