"""Composition root of the window: the only module of the program with a screen that knows all others.

Imported beside the first picture, never before it: what it imports takes longer than Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.paper import RecoverySheet
from streetlaw.domain.profile import Profile
from streetlaw.exchange.envelope import Envelopes
from streetlaw.packs import loader
from streetlaw.services import profiles
from streetlaw.services.ports import Progress
from streetlaw.storage import backup, recovery, vault
from streetlaw.storage.kdf import KdfParameters
from streetlaw.storage.vault import OpenVault, Surroundings
from streetlaw.ui.opened import Opened, Tools
from streetlaw.ui.start.opener import Key, Made, NewVault

PROPOSED_WORDS = 7
"""77 bits: with Argon2id behind them, more than anybody can try."""


class VaultSafe:
    """What can be done with an open vault as a whole (`ui.desk.Safe`)."""

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

    def accept_rollback(self) -> None:
        """Take the older copy as it is."""
        self._vault.accept_rollback()

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase; raises `vault.wrong_passphrase`."""
        self._vault.change_passphrase(old, new)

    def back_up(self, target: Path, *, progress: Progress) -> None:
        """Write a backup file that opens with today's passphrase or the recovery words."""
        backup.backup(self._vault, target, progress=progress)

    def restore(self, source: Path, folder: Path, passphrase: str, *, progress: Progress) -> Path:
        """Bring a backup back into a new folder, beside this vault, and return that folder."""
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        backup.restore(source, folder, passphrase=passphrase, progress=progress)
        return folder


class VaultOpener:
    """Opens and makes vaults (`ui.start.opener.Opener`); `kdf` None calibrates to this computer."""

    def __init__(self, kdf: KdfParameters | None = None) -> None:
        self._kdf = kdf
        self._surroundings = Surroundings(load_pack=loader.load)

    def open(self, key: Key) -> Opened:
        """Open a vault by its passphrase, or by its recovery words and set the new passphrase."""
        if not key.words:
            return self._opened(vault.unlock(key.folder, key.passphrase, surroundings=self._surroundings))
        opened = vault.unlock(key.folder, surroundings=self._surroundings, recovery_words=key.words)
        try:
            opened.reset_passphrase(key.words, key.passphrase, self._kdf)
        except BaseException:
            opened.close()
            raise
        return self._opened(opened)

    def create(self, wanted: NewVault) -> Made:
        """Make a vault with its owner, and say the recovery words."""
        if not wanted.profile.name.strip():
            raise StreetLawError("profile.name_needed")
        made = vault.create(wanted.folder, wanted.passphrase, surroundings=self._surroundings, kdf=self._kdf,
                            language=wanted.profile.language)
        with made.vault.work() as work:
            profiles.create_profile(work, Envelopes(), wanted.profile)
        return Made(self._opened(made.vault), made.recovery_words)

    def propose(self, language: str) -> Sequence[str]:
        """Random words, 11 bits each."""
        return recovery.to_words(recovery.new_recovery(), language)[:PROPOSED_WORDS]

    def recovery_sheet(self, made: Made, label: str, language: str) -> bytes:
        """A PDF of the recovery words."""
        sheet = RecoverySheet(label=label, words=made.words, made=made.opened.today)
        return PdfPapers().recovery_sheet(sheet, language=language)

    def _opened(self, opened: OpenVault) -> Opened:
        with opened.work() as work:
            profile = _owner(work.list(Profile, limit=1))
            return Opened(vault=opened, pack=work.pack, profile=profile, today=work.today,
                          tools=Tools(envelopes=Envelopes(), papers=PdfPapers(), safe=VaultSafe(opened)))


def _owner(found: Sequence[Profile]) -> Profile:
    """A vault made by a command may have no owner yet; the window then shows its defaults."""
    return found[0] if found else Profile()
