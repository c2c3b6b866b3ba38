"""What the window does with an open vault as a whole."""

from __future__ import annotations

from pathlib import Path

from streetlaw.services.listing import LogState
from streetlaw.services.progress import Progress
from streetlaw.storage.vault import OpenVault


class VaultSafe:
    """What can be done with an open vault as a whole (`ui.opened.Safe`)."""

    def __init__(self, opened: OpenVault) -> None:
        self._vault = opened

    @property
    def folder(self) -> Path:
        """Where the vault is."""
        return self._vault.folder

    @property
    def rolled_back(self) -> bool:
        """True when an older copy of the database was put back since the vault was closed."""
        return self._vault.rolled_back

    @property
    def log(self) -> LogState:
        """What is known of the log: its end was read on opening, all of it by `verify_log`."""
        return self._vault.log

    def verify_log(self, *, progress: Progress) -> LogState:
        """Read the whole log; damage is told, not raised."""
        return self._vault.verify_log(progress)

    def accept_rollback(self) -> None:
        """Take the older copy as it is."""
        self._vault.accept_rollback()

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase; raises `vault.wrong_passphrase`."""
        self._vault.change_passphrase(old, new)
