"""The unlock page. It says nothing about what it opens: no product, no counts, no names, no times.

It paints before anything of the vault is loaded.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.text import Text
from streetlaw.ui.start.folders import FolderList
from streetlaw.ui.start.frame import StartFrame
from streetlaw.ui.start.opener import Key
from streetlaw.ui.tokens import ToneName

_DELAYS = (1, 2, 4, 8, 15, 30)
"""Seconds to wait after the first, second … wrong entry; the last counts for all that follow."""


class UnlockPage(StartFrame):
    """Choose a folder, write the passphrase; or the recovery words and a new passphrase."""

    tried = Signal(object)
    """A Key: somebody wants to open a folder."""

    other_wanted = Signal()
    """Somebody wants to open a folder that is not in the list, or to make one."""

    def __init__(self, folders: tuple[Path, ...], *, wrong_before: int = 0,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.wrong = wrong_before
        self._left = 0
        self._busy = False
        self._recovering = False
        self._make_fields(folders)
        self._lay_out()
        self._connect()
        self._show_mode()

    def banner(self, text: str, tone: ToneName = "info") -> None:
        """Say something above the form, neutral."""
        self._banner.show_message(text, tone)
        self._banner.show()

    def refuse(self, text: str, *, secret_was_wrong: bool) -> None:
        """Say why the folder stayed closed; after a wrong secret, wait longer each time."""
        self._set_busy(False)
        (self._words if self._recovering else self._secret).set_error(text)
        if secret_was_wrong:
            self.wrong += 1
            self._left = _DELAYS[min(self.wrong, len(_DELAYS)) - 1]
            self._second.start()
        self._show_button()
        self._passphrase.edit.selectAll()
        self._passphrase.setFocus()

    def take_focus(self) -> None:
        """Let the person write at once."""
        (self._typed_words if self._recovering else self._passphrase).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the person writes."""
        super().showEvent(event)
        self.take_focus()

    def _make_fields(self, folders: tuple[Path, ...]) -> None:
        self._title = Text(_("Open a folder"), "figure")
        self._subtitle = Text(_("Choose the folder and write the passphrase."), ink="text-2", wrap=True)
        self._banner = Banner("")
        self._folders = FolderList(folders)
        self._passphrase = PasswordField(name=_("Passphrase"), large=True)
        self._secret = Field(_("Passphrase"), self._passphrase)
        self._typed_words = QPlainTextEdit()
        self._typed_words.setTabChangesFocus(True)
        self._typed_words.setFixedHeight(theme.current().px(84))
        self._typed_words.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._words = Field(_("Recovery words"), self._typed_words,
                            hint=_("All 24 words in their order, with spaces between them."))
        self._new = PasswordField(name=_("New passphrase"), large=True)
        self._again = PasswordField(name=_("New passphrase once more"), large=True)
        self._new_field = Field(_("New passphrase"), self._new)
        self._again_field = Field(_("New passphrase once more"), self._again)
        self._open = Button(_("Open"), kind="primary", keys="Enter", large=True)
        self._wait = Text("", "hint")
        self._recover = Button("", kind="quiet", icon="key")
        self._help = Button(_("Help"), kind="quiet", icon="question", checkable=True)
        self._help_text = Banner(
            _("Nobody can open the folder without the passphrase or the recovery words, not even those who "
              "made this program. If the letters look wrong, check the keyboard layout and Caps Lock. If the "
              "folder is on another disk, connect that disk first."), "neutral", icon="info")

    def _lay_out(self) -> None:
        px, column = theme.current().px, self.column
        column.addWidget(self._title)
        column.addSpacing(px(4))
        column.addWidget(self._subtitle)
        column.addSpacing(px(24))
        column.addWidget(self._banner)
        column.addWidget(Text(_("Folder"), "label"))
        column.addSpacing(px(4))
        column.addWidget(self._folders)
        column.addSpacing(px(20))
        for field in (self._secret, self._words, self._new_field, self._again_field):
            column.addWidget(field)
        column.addWidget(self._passphrase.hint)
        column.addSpacing(px(16))
        self._open.setSizePolicy(self._passphrase.sizePolicy())
        column.addWidget(self._open)
        column.addWidget(self._wait)
        column.addSpacing(px(12))
        foot = QHBoxLayout()
        foot.addWidget(self._recover)
        foot.addStretch(1)
        foot.addWidget(self._help)
        column.addLayout(foot)
        column.addWidget(self._help_text)
        column.addStretch(1)

    def _connect(self) -> None:
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self._open.clicked.connect(self._on_open)
        for field in (self._passphrase, self._new, self._again):
            field.submitted.connect(self._on_open)
        self._passphrase.edited.connect(self._on_edited)
        self._folders.chosen.connect(self.take_focus)
        self._folders.other_wanted.connect(self.other_wanted)
        self._recover.clicked.connect(self._on_recover)
        self._help.toggled.connect(self._help_text.setVisible)

    def _show_mode(self) -> None:
        for widget in (self._words, self._new_field, self._again_field):
            widget.setVisible(self._recovering)
        self._secret.setVisible(not self._recovering)
        self._passphrase.hint.setVisible(not self._recovering)
        self._banner.setVisible(bool(self._banner.text()))
        self._help_text.setVisible(self._help.isChecked())
        self._recover.setText(_("Use the passphrase") if self._recovering else _("Recovery words"))
        self._show_button()

    def _show_button(self) -> None:
        self._open.setEnabled(not self._left and not self._busy and self._folders.folder() is not None)
        waiting = ngettext("Try again in {n} second.", "Try again in {n} seconds.", self._left)
        text = waiting.format(n=self._left) if self._left else _("Opening…") if self._busy else ""
        self._wait.setText(text)
        self._wait.setVisible(bool(text))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (self._passphrase, self._folders, self._typed_words, self._new, self._again):
            widget.setEnabled(not busy)
        self._show_button()

    def _on_open(self) -> None:
        folder = self._folders.folder()
        if folder is None or not self._open.isEnabled():
            return
        if self._recovering:
            self._try_words(folder)
        elif self._passphrase.text():
            self._secret.set_error(None)
            self._set_busy(True)
            self.tried.emit(Key(folder=folder, passphrase=self._passphrase.text()))

    def _try_words(self, folder: Path) -> None:
        same = self._new.text() == self._again.text()
        differ = _("The two passphrases differ. Write the second one again.")
        self._again_field.set_error(None if same else differ)
        self._new_field.set_error(None if self._new.text() else _("Write a new passphrase."))
        if same and self._new.text():
            self._words.set_error(None)
            self._set_busy(True)
            self.tried.emit(Key(folder=folder, passphrase=self._new.text(),
                                words=self._typed_words.toPlainText()))

    def _on_edited(self) -> None:
        self._secret.set_error(None)

    def _on_recover(self) -> None:
        self._recovering = not self._recovering
        self._show_mode()
        self.take_focus()

    def _on_second(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._left = 0
            self._second.stop()
        self._show_button()
