"""A thread (or a few) beside the window: tasks go in, results come back on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal

Land = Callable[[object, BaseException | None], None]
"""Called with a task's value, or with None and the exception it ended with."""


class Worker(QObject):
    """Runs tasks in order; `land` of each runs on the thread this object lives in."""

    _landed = Signal(object, object, object)

    def __init__(self, name: str, threads: int = 1) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._landed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, task: Callable[[], object], land: Land) -> Future[None]:
        """Run `task` beside the window, then `land` in it."""
        return self._pool.submit(self._run, task, land)

    def close(self, last: Callable[[], object], seconds: float) -> None:
        """Take no more tasks, run `last` after those under way, and wait for it at most that long."""
        future = self._pool.submit(last)
        self._pool.shutdown(wait=False)
        future.exception(timeout=seconds)

    def stop(self) -> None:
        """Take no more tasks and forget those not begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _run(self, task: Callable[[], object], land: Land) -> None:
        try:
            value, error = task(), None
        except BaseException as caught:  # noqa: BLE001 - it goes to the window's thread, whole
            value, error = None, caught
        self._landed.emit(land, value, error)

    def _deliver(self, land: Land, value: object, error: BaseException | None) -> None:
        land(value, error)
