"""The passphrase field: it may be Cyrillic, so it says which letters the keyboard writes."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.bare_edit import BareEdit
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.look import set_look
from streetlaw.ui.parts.text import Text


class _PassLine(BareEdit):
    """A hidden line that tells each key's letter."""

    key_typed = Signal(str, bool)
    """The letter typed, and whether Shift was held."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (letter := event.text()) and letter.isalpha():
            held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.key_typed.emit(letter, held == Qt.KeyboardModifier.ShiftModifier)
        super().keyPressEvent(event)


class PasswordField(QFrame):
    """A box with the hidden text and an eye; ``hint`` stands below it and speaks of letters and Caps Lock."""

    submitted = Signal()
    """Enter was pressed."""
    edited = Signal()
    """The person changed the text."""

    def __init__(
        self, *, name: str, placeholder: str = "", large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "box")
        self.setProperty("large", large)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit = _PassLine()
        """The line that takes the text."""
        self.edit.setPlaceholderText(placeholder)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = IconButton("eye", _("Show the passphrase"), kind="quiet", inside=True)
        self.hint = Text("", "hint", wrap=True)
        """Which letters the keyboard writes and whether Caps Lock is on, once a key has told."""
        self.setFocusProxy(self.edit)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(4))
        row.addWidget(self.edit, 1)
        row.addWidget(self._eye)
        self.set_revealed(False)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.key_typed.connect(self._on_key_typed)
        self._eye.clicked.connect(self._on_eye_clicked)

    def setAccessibleName(self, name: str) -> None:
        """Name the line, which has the focus."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the line, which has the focus."""
        super().setAccessibleDescription(description)
        self.edit.setAccessibleDescription(description)

    def text(self) -> str:
        """Return what was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed and hide the next."""
        self.edit.clear()
        self.hint.clear()
        self.set_revealed(False)

    def set_revealed(self, revealed: bool) -> None:
        """Show the letters, or dots in their place."""
        mode = QLineEdit.EchoMode.Normal if revealed else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        verb = _("Hide the passphrase") if revealed else _("Show the passphrase")
        self._eye.show_icon("eye-slash" if revealed else "eye", verb)
        set_look(self.edit, "revealed", revealed)

    def is_revealed(self) -> bool:
        """Tell whether the letters are shown."""
        return self.edit.echoMode() == QLineEdit.EchoMode.Normal

    def _on_eye_clicked(self) -> None:
        self.set_revealed(not self.is_revealed())
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text_edited(self) -> None:
        self.edited.emit()

    def _on_key_typed(self, letter: str, shift: bool) -> None:
        cyrillic = unicodedata.name(letter[0], "").startswith("CYRILLIC")
        letters = _("The keyboard writes Cyrillic.") if cyrillic else _("The keyboard writes Latin.")
        caps = _("Caps Lock is on.") if letter.isupper() != shift else _("Caps Lock is off.")
        self.hint.setText(f"{letters} {caps}")
