"""Looking at the program and the computer, as the window sees it; fulfilled by `streetlaw.app.checkup`."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from streetlaw.domain.finding import Finding


class Doctor(Protocol):
    """Finds out what is fine and what is not; both take a moment, so through `Desk.work_long`."""

    def program(self) -> tuple[Finding, ...]:
        """The parts of the program: versions, encryption, search, fonts, languages."""
        ...

    def computer(self, folder: Path) -> tuple[Finding, ...]:
        """What of this computer protects the vault in that folder."""
        ...


class NoDoctor:
    """Looks at nothing, where there is nothing to look at."""

    def program(self) -> tuple[Finding, ...]:
        """Nothing."""
        return ()

    def computer(self, folder: Path) -> tuple[Finding, ...]:
        """Nothing."""
        del folder
        return ()
