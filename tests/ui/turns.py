"""How long the window's thread works at a time: from one turn of its event loop to the next."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Self

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer

YARDSTICK = 0.0019
"""Seconds that one piece of work of `slowness` takes on the laptop of the field."""

_PIECES = 6
"""As long together as a turn that is long: other programs come between both alike."""


def slowness() -> float:
    """How much slower this processor is just now than that laptop; 1 when it is not.

    Processor time grows when another program works on the same core, and when it has emptied the memory of
    that core: so the piece of work counts, and makes things that it keeps.
    """
    began = time.thread_time()
    for _ in range(_PIECES):
        count(50_000)
        kept = {str(number): [number] for number in range(6_000)}
        kept.clear()
    return max((time.thread_time() - began) / _PIECES / YARDSTICK, 1.0)


def count(times: int) -> None:
    """Work that takes as long as it is told to: half of YARDSTICK for each 50,000 times."""
    total = 0
    for number in range(times):
        total += number


class Stopwatch(QObject):
    """Measures each turn of the event loop in seconds of this thread's processor time.

    What other threads and other programs take meanwhile is not counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[float] = []
        self._began = time.thread_time()
        QAbstractEventDispatcher.instance().awake.connect(self._on_turn)

    def during(self, act: Callable[[], object], is_done: Callable[[], bool], seconds: float = 20) -> float:
        """The longest turn from `act`, which is a turn too, until `is_done`."""
        loop = QEventLoop()
        first = QTimer(singleShot=True, interval=0)
        first.timeout.connect(act)
        asking = QTimer(interval=5)

        def look() -> None:
            if is_done():
                loop.quit()
        asking.timeout.connect(look)
        QTimer.singleShot(round(seconds * 1000), loop, loop.quit)
        self._on_turn()
        self.turns.clear()
        first.start()
        asking.start()
        loop.exec()
        self._on_turn()
        assert is_done(), "nothing came of it"
        return max(self.turns)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        """Measure no more."""
        QAbstractEventDispatcher.instance().awake.disconnect(self._on_turn)

    def _on_turn(self) -> None:
        now = time.thread_time()
        self.turns.append(now - self._began)
        self._began = now
