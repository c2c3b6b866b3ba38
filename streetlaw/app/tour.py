"""A vault to look around in: invented people, a passphrase nobody knows, and gone when it is closed."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from streetlaw.demo.tour import Tour
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services.ports import Work
from streetlaw.storage import files
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import OpenVault, Surroundings, create


class PassingVault:
    """A vault (`services.ports.Vault`) that is deleted when it is closed."""

    def __init__(self, vault: OpenVault) -> None:
        self._vault = vault

    def work(self) -> AbstractContextManager[Work]:
        """Begin a unit of work."""
        return self._vault.work()

    def close(self) -> None:
        """Erase the keys, close the vault, delete the folder; harmless when done twice."""
        with suppress(StreetLawError):  # closed before
            self._vault.erase_slots()
        self._vault.close()
        shutil.rmtree(self._vault.folder, ignore_errors=True)


def make(place: Path, surroundings: Surroundings, language: str) -> OpenVault:
    """Make a vault of invented people in a folder of its own below `place`; raises what `create` raises.

    Should the program be killed meanwhile, the folder's name lets the next start delete it
    (`restoring.clear_left`); what stands in it is encrypted under a key that was never kept.
    """
    lawyer = _new(place, surroundings, language)
    try:
        with _passing(place, surroundings, language) as attorney:
            Tour(lawyer, attorney, envelopes=Envelopes(), papers=PdfPapers()).furnish(language)
    except BaseException:
        PassingVault(lawyer).close()
        raise
    return lawyer


@contextmanager
def _passing(place: Path, surroundings: Surroundings, language: str) -> Iterator[OpenVault]:
    vault = _new(place, surroundings, language)
    try:
        yield vault
    finally:
        PassingVault(vault).close()


def _new(place: Path, surroundings: Surroundings, language: str) -> OpenVault:
    """The cheapest key there is: the passphrase is 256 random bits and is forgotten here."""
    folder = place / f".{secrets.token_hex(8)}{files.PART_SUFFIX}"
    return create(folder, secrets.token_urlsafe(32), surroundings=surroundings, kdf=TEST,
                  language=language).vault
