"""The only clock of the window: every second while what it serves is in view, by the time of the vault."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

_SECOND_MS = 1000


def utc_now() -> datetime:
    """The time of this computer."""
    return datetime.now(UTC)


class Ticker(QObject):
    """Tells the moment (UTC) every second once it was set; a sleeping computer loses nothing by it."""

    ticked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ahead = timedelta()
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._timer.timeout.connect(self._on_timeout)

    def set(self, now: datetime) -> None:
        """Go on from that moment: the one the vault was read at."""
        self._ahead = now - utc_now()
        self._timer.start()

    def stop(self) -> None:
        """Tell nothing more."""
        self._timer.stop()

    @property
    def now(self) -> datetime:
        """The moment it is, UTC."""
        return utc_now() + self._ahead

    def _on_timeout(self) -> None:
        self.ticked.emit(self.now)
