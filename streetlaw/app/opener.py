"""Opening and making vaults for the start pages, with every adapter the window needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from streetlaw.app.backups import VaultBackups
from streetlaw.app.keyring import VaultKeyring
from streetlaw.app.safe import VaultSafe
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.paper import RecoverySheet
from streetlaw.domain.profile import Profile
from streetlaw.exchange.envelope import Envelopes
from streetlaw.exchange.table_files import TableFiles
from streetlaw.packs import loader
from streetlaw.services import profiles
from streetlaw.storage import recovery, vault
from streetlaw.storage.kdf import KdfParameters
from streetlaw.storage.vault import OpenVault, Surroundings
from streetlaw.ui.keyring import Keyring
from streetlaw.ui.opened import Opened, Tools
from streetlaw.ui.start.opener import Key, Made, NewVault

PROPOSED_WORDS = 7
"""77 bits: with Argon2id behind them, more than anybody can try."""


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

    def escrow_request(self, folder: Path) -> bytes:
        """A file for the supervisor who holds a key of that vault; raises `escrow.none`."""
        raise StreetLawError("escrow.none", folder=folder.name)

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
                          tools=Tools(envelopes=Envelopes(), papers=PdfPapers(), safe=VaultSafe(opened),
                                      backups=VaultBackups(opened, Envelopes()),
                                      keyring=cast(Keyring, VaultKeyring(opened)), tables=TableFiles()))


def _owner(found: Sequence[Profile]) -> Profile:
    """A vault made by a command may have no owner yet; the window then shows its defaults."""
    return found[0] if found else Profile()
