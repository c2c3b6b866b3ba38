"""What opens the vault, and how that is changed (`ui.keyring.Keyring`)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.paper import RecoverySheet
from streetlaw.storage.vault import OpenVault

KEY_FILE_SIZE = 64


class VaultKeyring:
    """What opens one open vault."""

    def __init__(self, opened: OpenVault) -> None:
        self._vault = opened

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase; raises `vault.wrong_passphrase`, `vault.passphrase_empty`."""
        self._vault.change_passphrase(old, new)

    def new_key_file(self) -> bytes:
        """64 random bytes."""
        return secrets.token_bytes(KEY_FILE_SIZE)

    def sheet(self, words: Sequence[str], label: str, language: str, part: int = 0) -> bytes:
        """A PDF of the words, made today."""
        sheet = RecoverySheet(label=label, words=tuple(words), made=self._vault.now().date(), part=part)
        return PdfPapers().recovery_sheet(sheet, language=language)
