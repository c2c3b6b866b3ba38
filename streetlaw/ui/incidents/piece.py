"""What every part of the incident form is: it fills an incident from its fields, and shows one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.incident import Incident
from streetlaw.ui import theme


class Piece(QWidget):
    """A part of the form; `edited` is told of what the person changes, never of what is shown."""

    edited = Signal()

    def __init__(self, gap: int = 12) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(gap))

    def fill(self, incident: Incident) -> Incident:
        """The incident with what the fields say."""
        raise NotImplementedError

    def show_incident(self, incident: Incident) -> None:
        """Show an incident in the fields."""
        raise NotImplementedError

    def problem(self) -> bool:
        """Mark what cannot be kept, and put the focus there; true when there is something."""
        return False

    def mark_missing(self, text: str) -> None:
        """Say at the field that a finished incident needs it; "" takes that away."""

    def _on_edited(self, *_value: object) -> None:
        self.edited.emit()


def filled(held: object) -> bool:
    """True when a field of an incident says something."""
    return bool(held)
