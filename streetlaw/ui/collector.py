"""Collects Python's garbage on the window's thread alone.

Left to itself Python collects on whatever thread allocates, so the vault's thread would destroy widgets and
timers that belong to the window: Qt forbids it, and now and then the process dies of it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 1000


class Collector(QObject):
    """Looks once a second whether there is enough to collect; Python's own thresholds decide."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed."""
        counts = gc.get_count()
        due = [generation for generation, limit in enumerate(self._thresholds) if counts[generation] > limit]
        if due:
            gc.collect(due[-1])
