"""Work under way beside the window, and how somebody stops it."""

from __future__ import annotations

from threading import Event

from streetlaw.domain.errors import StreetLawError


class LongWork:
    """It stops at its next step after `cancel`."""

    def __init__(self) -> None:
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop: it then refuses with `work.cancelled`."""
        self._cancelled.set()

    def check(self) -> None:
        """Raise `work.cancelled` after `cancel`."""
        if self._cancelled.is_set():
            raise StreetLawError("work.cancelled")
