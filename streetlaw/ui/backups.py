"""What the window asks about backups of the open vault; fulfilled by `streetlaw.app.backups`.

Everything here is slow and goes through `Desk.maintain`. What the vault remembers of its backups is read and
changed by `services.backups`, like any record.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from streetlaw.domain.backup import BackupReport, Place, Trial
from streetlaw.services.progress import Progress


class Backups(Protocol):
    """Makes backups of the open vault, tries them, and brings others back beside it."""

    def back_up(self, target: Path, name: str, *, progress: Progress) -> Place:
        """Write a backup file, sealed for the people allowed too, and remember it as the place `name`.

        It opens with today's passphrase or the recovery words. Raises what `storage.backup.backup` raises.
        """
        ...

    def drill(self, source: Path, *, progress: Progress) -> Trial:
        """Try whether the vault would come back from a file; remember it when it would.

        Raises what `storage.restoring.drill` raises.
        """
        ...

    def restore(self, source: Path, folder: Path, passphrase: str, *, progress: Progress) -> BackupReport:
        """Bring a backup back into a new folder, by the passphrase of its day; this vault stays as it is."""
        ...

    def restore_handed(self, source: Path, folder: Path, passphrase: str, *,
                       progress: Progress) -> BackupReport:
        """Bring back a backup somebody sealed for the owner of this vault, under a new passphrase."""
        ...
