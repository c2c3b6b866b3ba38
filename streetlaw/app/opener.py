"""Opening and making vaults for the start pages, with every adapter the window needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from streetlaw.app import tour
from streetlaw.app.backups import VaultBackups
from streetlaw.app.checkup import Checkup
from streetlaw.app.keyring import VaultKeyring
from streetlaw.app.safe import VaultSafe
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.paper import RecoverySheet
from streetlaw.domain.passphrase import Proposed
from streetlaw.domain.profile import Profile
from streetlaw.exchange.envelope import Envelopes
from streetlaw.exchange.suggestion import Suggestions
from streetlaw.exchange.table_files import TableFiles
from streetlaw.exchange.words import fingerprint_words
from streetlaw.packs import calendars, loader
from streetlaw.packs.in_force import in_force
from streetlaw.packs.law_tables import PackTables
from streetlaw.packs.publication.updating import LocalPublications
from streetlaw.services import profiles
from streetlaw.services.law.here import lands
from streetlaw.services.progress import Progress
from streetlaw.storage import backup, escrow, keys, proposing, restoring, vault
from streetlaw.storage.kdf import KdfParameters
from streetlaw.storage.restoring import Source
from streetlaw.storage.secret import Escrow, KeyFile, Passphrase, Recovery, Secret, Shares, digest_of
from streetlaw.storage.vault import OpenVault, Surroundings
from streetlaw.ui import look, start_file
from streetlaw.ui.opened import Opened, Tools
from streetlaw.ui.start.opener import Key, Made, NewVault, Way


class VaultOpener:
    """Opens and makes vaults (`ui.start.opener.Opener`); `kdf` None calibrates to this computer."""

    def __init__(self, kdf: KdfParameters | None = None) -> None:
        self._kdf = kdf
        self._surroundings = Surroundings(load_pack=loader.load, in_force=in_force)
        restoring.clear_left(start_file.data_folder())

    def open(self, key: Key) -> Opened:
        """Open a vault by its passphrase, with a key file or without; or by words, and set the new one."""
        secret = _secret(key)
        calendars.prepare()  # deriving the key leaves Python free for as long
        opened = vault.unlock(key.folder, surroundings=self._surroundings, secret=secret)
        try:
            if not isinstance(secret, Passphrase | KeyFile):
                opened.reset_passphrase(secret, key.passphrase, self._kdf)
            return self._opened(opened)
        except BaseException:
            opened.close()
            raise

    def restore(self, source: Path, key: Key, *, progress: Progress) -> Opened:
        """Bring a vault back from a backup, and open it; vaults known here tell what is missing in it."""
        secret = _secret(key)
        if not isinstance(secret, Passphrase | KeyFile) and not key.passphrase.strip():
            raise StreetLawError("vault.passphrase_empty")
        restoring.restore(Source(file=source, known=start_file.load().folders), key.folder,
                          partial(keys.open_with, secret=secret), progress=progress)
        return self.open(key)

    def escrow_request(self, place: Path) -> bytes:
        """A file for the supervisors who hold a key of that vault or backup."""
        return backup.escrow_request(place) if place.is_file() else escrow.request_file(place)

    def create(self, wanted: NewVault) -> Made:
        """Make a vault with its owner, and say the recovery words."""
        if not wanted.profile.name.strip():
            raise StreetLawError("profile.name_needed")
        made = vault.create(wanted.folder, wanted.passphrase, surroundings=self._surroundings, kdf=self._kdf,
                            language=wanted.profile.language)
        with made.vault.work() as work:
            profiles.create_profile(work, Envelopes(), wanted.profile)
        return Made(self._opened(made.vault), made.recovery_words)

    def tour(self, language: str) -> Opened:
        """Make a vault of invented people, encrypted and passing, and open it."""
        made = tour.make(start_file.data_folder(), self._surroundings, language)
        try:
            return replace(self._opened(made), vault=tour.PassingVault(made), invented=True)
        except BaseException:
            tour.PassingVault(made).close()
            raise

    def propose(self, language: str) -> Proposed:
        """Random words."""
        return proposing.propose(language)

    def recovery_sheet(self, made: Made, label: str, language: str) -> bytes:
        """A PDF of the recovery words."""
        sheet = RecoverySheet(label=label, words=made.words, made=made.opened.today)
        return PdfPapers().recovery_sheet(sheet, language=language)

    def _opened(self, opened: OpenVault) -> Opened:
        with opened.work() as work:
            profile = _owner(work.list(Profile, limit=1))
            return Opened(vault=opened, pack=work.pack, profile=profile, today=work.today,
                          lands=lands(work, PackTables()),
                          look=look.read(work),
                          tools=Tools(envelopes=Envelopes(), papers=PdfPapers(), safe=VaultSafe(opened),
                                      backups=VaultBackups(opened, Envelopes()),
                                      keyring=VaultKeyring(opened, self._kdf), tables=TableFiles(),
                                      law=PackTables(), suggestions=Suggestions(), doctor=Checkup(),
                                      publications=LocalPublications(fingerprint_words)))


def _secret(key: Key) -> Secret:
    """What a key of the start page stands for."""
    if key.way is Way.KEY_FILE:
        return KeyFile(key.passphrase, digest_of(key.key_file))
    if key.way is Way.RECOVERY:
        return Recovery(key.words)
    if key.way is Way.ESCROW:
        return Escrow(key.words)
    if key.way is Way.SHARES:
        return Shares(key.words, key.other_words)
    return Passphrase(key.passphrase)


def _owner(found: Sequence[Profile]) -> Profile:
    """A vault made by a command may have no owner yet; the window then shows its defaults."""
    return found[0] if found else Profile()
