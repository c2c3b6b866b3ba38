"""Names are hidden until asked for: one record for 30 seconds, or the list in view for five minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui.keys import bind
from streetlaw.ui.parts.buttons import Button

if TYPE_CHECKING:
    from streetlaw.ui.desk import Desk

RECORD_SECONDS = 30
LIST_SECONDS = 5 * 60
FRESH_SECONDS = 15 * 60
"""How long the passphrase counts as just typed; later it is asked for before a whole list is shown."""


class Names(QObject):
    """Which names may be seen now. `shown` is told of every reveal: a record's id, "" for a whole list."""

    changed = Signal()
    """Something is visible that was hidden, or the other way round: draw masks anew."""

    ticked = Signal()
    """A second of somebody's time went by."""

    def __init__(self, shown: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._left: dict[str, int] = {}
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self._proven = 0
        self.note_passphrase()

    def note_passphrase(self) -> None:
        """The person just typed the passphrase (opening the vault did)."""
        self._proven = QDateTime.currentSecsSinceEpoch()

    @property
    def passphrase_is_old(self) -> bool:
        """True when the passphrase must be typed again before a whole list is shown; sleep counts."""
        return not 0 <= QDateTime.currentSecsSinceEpoch() - self._proven <= FRESH_SECONDS

    @property
    def all_hidden(self) -> bool:
        """True unless the list in view is shown with names."""
        return "" not in self._left

    def visible(self, record_id: str) -> bool:
        """True when the name of that record may be seen."""
        return "" in self._left or record_id in self._left

    def seconds_left(self, record_id: str) -> int:
        """How long that record stays visible; 0 when it is hidden."""
        return self._left.get(record_id, 0)

    def show(self, record_id: str) -> None:
        """Show one record for 30 seconds."""
        self._show(record_id, RECORD_SECONDS)

    def note_shown(self, record_id: str) -> None:
        """A form shows who somebody is, because it was opened: that is written down as any look is."""
        self._shown(record_id)

    def toggle(self) -> None:
        """Show the names of the list in view for five minutes, or hide everything."""
        if self.all_hidden:
            self._show("", LIST_SECONDS)
        else:
            self.hide_all()

    def hide_all(self) -> None:
        """Hide everything at once."""
        self._second.stop()
        if self._left:
            self._left.clear()
            self.changed.emit()

    def leave_list(self) -> None:
        """Another page is in view: the names of the list before are hidden again."""
        if self._left.pop("", 0):
            self.changed.emit()

    def _show(self, record_id: str, seconds: int) -> None:
        self._left[record_id] = seconds
        self._second.start()
        self._shown(record_id)
        self.changed.emit()

    def _on_second(self) -> None:
        before = set(self._left)
        self._left = {record: left - 1 for record, left in self._left.items() if left > 1}
        if not self._left:
            self._second.stop()
        if set(self._left) != before:
            self.changed.emit()
        self.ticked.emit()


class RevealButton(Button):
    """Shows the name of one record for 30 seconds and counts them down (Alt+V)."""

    def __init__(self, desk: Desk, record_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", icon="eye", parent=parent)
        self._names = desk.names
        self._record_id = record_id
        bind("Alt+V", self.click, self)
        self.clicked.connect(self._on_clicked)
        self._names.changed.connect(self._on_ticked)
        self._names.ticked.connect(self._on_ticked)
        self._on_ticked()

    def set_record(self, record_id: str) -> None:
        """Stand for another record."""
        self._record_id = record_id
        self._on_ticked()

    def _on_clicked(self) -> None:
        if self._names.seconds_left(self._record_id):
            self._names.hide_all()
        else:
            self._names.show(self._record_id)

    def _on_ticked(self) -> None:
        left = self._names.seconds_left(self._record_id)
        self.show_icon("eye-slash" if left else "eye")
        self.setText(_("Hide, {seconds} s").format(seconds=left) if left else _("Show for 30 s"))
        self.setEnabled(bool(self._record_id))
        self.updateGeometry()
