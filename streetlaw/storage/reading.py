"""Giving up a long read whose answer nobody waits for any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage.connection import driver_of

_STEPS: Final = 4000
"""Steps of SQLite's machine between two questions: about a quarter of a millisecond."""


@contextmanager
def given_up(connection: Connection, wanted: Callable[[], bool]) -> Iterator[None]:
    """Statements of this connection end with `work.cancelled` soon after `wanted` says no.

    SQLite itself asks while it works, so what is under way on another connection, or after the block, is
    never touched. Not for a block that writes.
    """
    driver = driver_of(connection)
    gone = False

    def ask() -> bool:
        nonlocal gone
        gone = not wanted()
        return gone

    driver.set_progress_handler(ask, _STEPS)
    try:
        yield
    except Exception:
        if gone:
            raise StreetLawError("work.cancelled") from None
        raise
    finally:
        driver.set_progress_handler(None, _STEPS)
