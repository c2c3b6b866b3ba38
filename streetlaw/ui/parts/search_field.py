"""The search field: results follow the typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.bare_edit import BareEdit
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.key_hint import KeyHint
from streetlaw.ui.parts.text import Elided

QUIET_MS = 80
_SIGNS = 76
"""Logical px of the lens, the clear button and the gaps between."""


class SearchField(QFrame):
    """A box with a lens, the text, what is searched, a clear button and the shortcut that leads here."""

    searched = Signal(str)
    """The text to search for, 80 ms after the last key; empty when cleared."""
    submitted = Signal()
    """Enter was pressed."""
    left = Signal()
    """Arrow down was pressed: the list may take the focus."""

    def __init__(
        self, placeholder: str, *, name: str, keys: str = "", note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "box")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit = BareEdit()
        """The line that takes the text."""
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.setFocusProxy(self.edit)
        self._note = Elided(note, "hint")
        self._clear = IconButton("x", _("Clear the search"), kind="quiet", inside=True)
        self._keys = KeyHint(keys)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._lay_out()
        self._connect()
        self._on_text_changed("")

    def text(self) -> str:
        """Return the text."""
        return self.edit.text()

    @property
    def is_waiting(self) -> bool:
        """True until `searched` has told of the last key."""
        return self._timer.isActive()

    def setText(self, text: str) -> None:
        """Put a text in as if typed."""
        self.edit.setText(text)

    def set_note(self, note: str) -> None:
        """Say what is searched, or how many were found: while somebody types, aloud."""
        if note != self._note.text() and self.edit.hasFocus():
            announce(self, note)
        self._note.setText(note)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the note out where it would cut what to type."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click anywhere in the box start typing."""
        super().mousePressEvent(event)
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Escape, go on with arrow down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.edit.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Glyph("magnifying-glass", "text-2", 18))
        row.addWidget(self.edit, 1)
        row.addWidget(self._note)
        row.addWidget(self._clear)
        row.addWidget(self._keys)

    def _fit(self) -> None:
        hint = self.edit.fontMetrics().horizontalAdvance(self.edit.placeholderText())
        room = self.width() - theme.current().px(_SIGNS) - hint
        self._note.setVisible(bool(self._note.text()) and self._note.sizeHint().width() <= room)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.textChanged.connect(self._timer.start)
        self.edit.returnPressed.connect(self.submitted)
        self._clear.clicked.connect(self._on_clear_clicked)
        self._timer.timeout.connect(self._on_typing_paused)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._keys.setVisible(bool(self._keys.keys) and not text)

    def _on_clear_clicked(self) -> None:
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typing_paused(self) -> None:
        self.searched.emit(self.text())
