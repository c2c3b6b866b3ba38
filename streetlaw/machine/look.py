"""The whole look at the computer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from streetlaw.domain.finding import Finding, act, fine
from streetlaw.machine import process, store
from streetlaw.machine.computer import Computer

PROGRAM_OF = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right says less: the program is younger."""


def look(folder: Path | None = None, computer: Computer | None = None,
         now: datetime | None = None) -> tuple[Finding, ...]:
    """What of this computer protects the vault in `folder`, or one that would be made in the home folder."""
    found = computer or Computer()
    there = folder if folder is not None else found.home
    own = (store.permissions(there, found),) if folder is not None else ()
    return (
        store.disk(there, found),
        *store.swap(found),
        store.place(there, found),
        *own,
        store.space(there),
        *process.findings(found),
        clock(now or datetime.now(UTC)),
    )


def clock(now: datetime) -> Finding:
    """Whether the clock can be right: not before the program was made."""
    return act("clock.behind") if now < PROGRAM_OF else fine("clock.right")
