"""A vault made once, and a copy of it for each test: making one costs a passphrase's derivation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from streetlaw.domain.action import Attachment
from streetlaw.domain.client import Client
from streetlaw.storage import kdf, vault
from streetlaw.storage.vault import OpenVault, Surroundings
from tests.fakes.pack import bare_pack

PASSPHRASE = "six words that nobody would guess"
EVIDENCE = b"what the camera saw \x00\x01" * 4000
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """A closed vault with one client and one attachment."""

    folder: Path
    words: tuple[str, ...]
    surroundings: Surroundings

    def unlock(self) -> OpenVault:
        """Open it the fast way."""
        return vault.unlock(self.folder, recovery_words=self.words, surroundings=self.surroundings)


def names(folder: Path) -> list[str]:
    """What stands in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())


def add_client(opened: OpenVault, code: str) -> str:
    """Store a client and return its id."""
    with opened.work() as work:
        client = work.add(Client(code=code))
        work.commit("client.saved")
    return client.id


def add_evidence(opened: OpenVault, client_id: str, content: bytes = EVIDENCE) -> Attachment:
    """Store an attachment of a client."""
    with opened.work() as work:
        sealed = work.blobs.store(BytesIO(content))
        attachment = work.add(Attachment(
            client_id=client_id, name="photo", media_type="image/jpeg", blob=sealed.blob,
            identity=sealed.identity, size=sealed.size, sha256=sealed.sha256,
        ))
        work.commit("attachment.added")
    return attachment


@pytest.fixture(scope="session")
def surroundings() -> Surroundings:
    pack = bare_pack()
    return Surroundings(load_pack=lambda _code: pack, clock=lambda: NOW, random=Random(1))


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory, surroundings: Surroundings) -> Sample:
    folder = tmp_path_factory.mktemp("pattern") / "lawyer.streetlaw"
    made = vault.create(folder, PASSPHRASE, surroundings=surroundings, kdf=kdf.TEST, language="ru")
    add_evidence(made.vault, add_client(made.vault, "A-001"))
    made.vault.close()
    return Sample(folder, made.recovery_words, surroundings)


@pytest.fixture
def sample(pattern: Sample, tmp_path: Path) -> Sample:
    folder = tmp_path / "lawyer.streetlaw"
    shutil.copytree(pattern.folder, folder)
    return Sample(folder, pattern.words, pattern.surroundings)


@pytest.fixture
def opened(sample: Sample) -> Iterator[OpenVault]:
    vault = sample.unlock()
    yield vault
    vault.close()
