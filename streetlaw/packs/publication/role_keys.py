"""The keys a publisher signs with: one ed25519 key a file, sealed with a passphrase by age.

They lie in a folder of their own, never in the publication. `age --decrypt` opens a file too;
inside is PKCS 8.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.publication import whole_files

ROOT: Final = "root"


def seal(pem: bytes, passphrase: str) -> bytes:
    """A key sealed by age with a passphrase; scrypt makes it take about a second."""
    return pyrage.passphrase.encrypt(pem, passphrase)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """The key again; raises `pyrage.DecryptError`."""
    return pyrage.passphrase.decrypt(sealed, passphrase)


class RoleKeys:
    """The key files in a folder, named by role and key; root keys may have a passphrase of their own."""

    def __init__(self, folder: Path, passphrase: str, root_passphrase: str = "") -> None:
        self.folder = folder
        self._passphrase = passphrase
        self._root_passphrase = root_passphrase or passphrase

    def __repr__(self) -> str:
        return f"RoleKeys({self.folder.name})"

    def make(self, role: str) -> CryptoSigner:
        """A new key of a role; raises `publish.passphrase_empty`, `file.not_written`."""
        if not self._secret(role).strip():
            raise StreetLawError("publish.passphrase_empty")
        signer = CryptoSigner.generate_ed25519()
        sealed = seal(signer.private_bytes, self._secret(role))
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise StreetLawError("file.not_written", file=self.folder.name) from None
        whole_files.write(self._file(role, signer.public_key.keyid), sealed, mode=0o600)
        return signer

    def drop(self, role: str, id: str) -> None:
        """Take away a key that was made for nothing."""
        with suppress(OSError):
            self._file(role, id).unlink(missing_ok=True)

    def signers(self, role: str, wanted: Collection[str]) -> list[CryptoSigner]:
        """The keys of a role with those ids, as far as they are here.

        Raises `publish.no_key` when there is none, `publish.wrong_passphrase`, `publish.key_damaged`.
        """
        files = [path for path in (self._file(role, id) for id in sorted(wanted)) if path.is_file()]
        found = [self._open(role, path) for path in files]
        if not found:
            raise StreetLawError("publish.no_key", role=role)
        return found

    def _open(self, role: str, path: Path) -> CryptoSigner:
        try:
            pem = unseal(path.read_bytes(), self._secret(role))
        except pyrage.DecryptError:
            raise StreetLawError("publish.wrong_passphrase", file=path.name) from None
        try:
            key = load_pem_private_key(pem, None)
        except ValueError:
            raise StreetLawError("publish.key_damaged", file=path.name) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise StreetLawError("publish.key_damaged", file=path.name)
        return CryptoSigner(key)

    def _secret(self, role: str) -> str:
        return self._root_passphrase if role == ROOT else self._passphrase

    def _file(self, role: str, id: str) -> Path:
        return self.folder / f"{role}-{id[:8]}.key"
