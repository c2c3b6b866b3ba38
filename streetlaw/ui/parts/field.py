"""A field: label above, the control, a hint or what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.look import set_look
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.parts.text_box import PlainBox


class Field(QWidget):
    """Any control with its label; the label, hint and error are also what a screen reader says of it."""

    problem_shown = Signal(bool)
    """The error appeared (true) or went away (false)."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        """The widget that takes the value."""
        self._label, self._required, self._hint_text = label, required, hint
        self._label_view, self._hint = Text(label, "label"), Text(hint, "hint", wrap=True)
        self._error = Text(kind="error", wrap=True)
        self._error_row = QWidget()
        self._lay_out(note)
        self._label_view.setBuddy(control)
        self.setFocusProxy(control)
        name = _("{field}, required").format(field=label) if required else label
        control.setAccessibleName(name)
        if isinstance(control, PlainBox):
            control.refused.connect(self.set_error)
        self._show_below()

    def set_error(self, problem: str | None) -> None:
        """Show what is wrong, with an example; None when all is well. Call it when the field is left."""
        if self.error() == (problem or ""):
            return
        self._error.setText(problem or "")
        set_look(self.control, "wrong", bool(problem))
        self._show_below()
        if problem and self.isVisible():
            announce(self.control, f"{self._label}: {problem}")
        self.problem_shown.emit(bool(problem))

    def error(self) -> str:
        """Return what is wrong, or an empty text."""
        return self._error.text()

    def set_hint(self, hint: str) -> None:
        """Show another hint."""
        self._hint_text = hint
        self._show_below()

    def add_note(self, widget: QWidget) -> None:
        """Put a remark at the right end of the label's line."""
        self._top.addWidget(widget)

    def _lay_out(self, note: str) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._top = QHBoxLayout()
        self._top.setSpacing(px(4))
        self._top.addWidget(self._label_view)
        if self._required:
            self._top.addWidget(Text("*", "label", ink="danger"))
        if note:
            self._top.addWidget(Elided(note, "secondary"))
        self._top.addStretch(1)
        below = QHBoxLayout(self._error_row)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(px(4))
        below.addWidget(Glyph("warning-circle", "danger", 14))
        below.addWidget(self._error, 1)
        column.addLayout(self._top)
        column.addWidget(self.control)
        column.addWidget(self._hint)
        column.addWidget(self._error_row)
        if self.control.sizePolicy().verticalPolicy() in (
            QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Minimum,
        ):
            column.addStretch(0)

    def _show_below(self) -> None:
        wrong = bool(self.error())
        self._error_row.setVisible(wrong)
        self._hint.setText(self._hint_text)
        self._hint.setVisible(bool(self._hint_text) and not wrong)
        self.control.setAccessibleDescription(self.error() or self._hint_text)
