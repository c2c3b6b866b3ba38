"""Looking at the program and the computer, for the window."""

from __future__ import annotations

from pathlib import Path

from streetlaw.doctor.installation import installation
from streetlaw.domain.finding import Finding
from streetlaw.machine.look import look


class Checkup:
    """What `streetlaw doctor` looks at without opening a vault (`ui.doctor.Doctor`)."""

    def program(self) -> tuple[Finding, ...]:
        """The parts of the program."""
        return installation()

    def computer(self, folder: Path) -> tuple[Finding, ...]:
        """What of this computer protects the vault in that folder."""
        return look(folder)
