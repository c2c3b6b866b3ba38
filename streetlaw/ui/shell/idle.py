"""The time to the lock: it begins anew with every key and movement, and time asleep counts."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QElapsedTimer, QObject, QTimer, Signal

MINUTES = 3
"""How long a window stays open unattended unless its owner chose otherwise."""


class IdleClock(QObject):
    """Counts down the seconds nobody touched anything."""

    ticked = Signal(int)
    """A second went by: how many are left."""

    expired = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._limit = MINUTES * 60
        self._since_use = QElapsedTimer()
        self._last_use = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)

    def start(self) -> None:
        """Begin to count."""
        self.note_use()
        self._second.start()

    def note_use(self) -> None:
        """Begin anew: somebody is there."""
        self._since_use.start()
        self._last_use = QDateTime.currentMSecsSinceEpoch()

    def set_minutes(self, minutes: int) -> None:
        """Lock after that long."""
        self._limit = minutes * 60
        self.ticked.emit(self.seconds_left())

    def seconds_left(self) -> int:
        """How long until the lock: by the clock that stops in sleep and the one that does not."""
        asleep_too = QDateTime.currentMSecsSinceEpoch() - self._last_use
        return max(0, self._limit - max(self._since_use.elapsed(), asleep_too) // 1000)

    def _on_second(self) -> None:
        left = self.seconds_left()
        self.ticked.emit(left)
        if not left:
            self._second.stop()
            self.expired.emit()
