"""An open vault as the start page hands it over, with the adapters pages may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
from streetlaw.services.ports import Envelopes, Papers, Progress, Vault
from streetlaw.ui.keyring import Keyring


class Safe(Protocol):
    """What can be done with the open vault as a whole; slow, and always through `Desk.maintain`."""

    @property
    def folder(self) -> Path:
        """Where the vault is."""
        ...

    @property
    def rolled_back(self) -> bool:
        """True when an older copy of the database was put back since the vault was closed last."""
        ...

    def accept_rollback(self) -> None:
        """Take the older copy as it is."""
        ...

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase; raises `vault.wrong_passphrase`."""
        ...

    def back_up(self, target: Path, *, progress: Progress) -> None:
        """Write a backup file; it opens with today's passphrase or the recovery words."""
        ...

    def restore(self, source: Path, folder: Path, passphrase: str, *, progress: Progress) -> Path:
        """Bring a backup back into a new folder, beside this vault, and return that folder."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The adapters a page may hand to a service or to `work_long`."""

    envelopes: Envelopes
    papers: Papers
    safe: Safe
    keyring: Keyring


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An opened vault with everything a desk needs."""

    vault: Vault
    tools: Tools
    pack: Pack
    profile: Profile
    today: date
