"""An open vault as the start page hands it over, with the adapters pages may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from streetlaw.domain.fact import Texts
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.importing.tables import Tables
from streetlaw.services.law.publications import NoPublications, Publications
from streetlaw.services.law.suggestions import SuggestionFiles
from streetlaw.services.law.tables import LawTables
from streetlaw.services.listing import LogState
from streetlaw.services.ports import Vault
from streetlaw.services.printing import Papers
from streetlaw.services.progress import Progress
from streetlaw.ui.backups import Backups
from streetlaw.ui.doctor import Doctor, NoDoctor
from streetlaw.ui.keyring import Keyring
from streetlaw.ui.look import Look


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

    @property
    def log(self) -> LogState:
        """What is known of the log: its end was read on opening, all of it by `verify_log`."""
        ...

    def verify_log(self, *, progress: Progress) -> LogState:
        """Read the whole log; damage is told, not raised."""
        ...

    def accept_rollback(self) -> None:
        """Take the older copy as it is."""
        ...

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase; raises `vault.wrong_passphrase`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The adapters a page may hand to a service or to `work_long`."""

    envelopes: Envelopes
    papers: Papers
    safe: Safe
    backups: Backups
    keyring: Keyring
    tables: Tables
    law: LawTables
    suggestions: SuggestionFiles
    doctor: Doctor = field(default_factory=NoDoctor)
    publications: Publications = field(default_factory=NoPublications)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An opened vault with everything a desk needs."""

    vault: Vault
    tools: Tools
    pack: Pack
    profile: Profile
    today: date
    look: Look = field(default_factory=Look)
    lands: Mapping[str, Texts] = field(default_factory=dict)
    """What the countries are called whose law is on this computer, by code; the home one among them."""
    invented: bool = False
    """The people in it are invented, and it is deleted when it is closed."""
