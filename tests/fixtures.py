"""Fixtures of whoever needs a vault: the same tests run on one in memory and on a real, encrypted one.

A folder's conftest.py takes them over: `from tests.fixtures import *`. Overriding `pack`, `now` or `profile`
there gives every vault of that folder another jurisdiction, moment or owner.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
from streetlaw.packs.in_force import in_force
from streetlaw.services.ports import Vault, Work
from streetlaw.storage import vault as vaults
from streetlaw.storage.kdf import TEST
from tests.fakes.memory import MemoryVault
from tests.fakes.pack import bare_pack

__all__ = ["empty_vault", "now", "pack", "profile", "vault", "vault_pattern", "work"]

KINDS = ("memory", "file")
PASSPHRASE = "seven small words"


@pytest.fixture
def pack() -> Pack:
    """The jurisdiction of the vaults."""
    return bare_pack()


@pytest.fixture
def now() -> datetime:
    """The moment every work begins at: noon in Bishkek on Tuesday, 17 November 2026."""
    return datetime(2026, 11, 17, 6, 0, tzinfo=UTC)


@pytest.fixture
def profile() -> Profile:
    """The owner of the vaults, not stored yet."""
    return Profile(name="Street lawyer 07", organisation="Archa centre", language="en")


@dataclass(frozen=True, slots=True)
class Pattern:
    """An empty vault, closed: to be copied, for making one anew takes long."""

    folder: Path
    words: tuple[str, ...]

    def copied(self, folder: Path, surroundings: vaults.Surroundings) -> vaults.OpenVault:
        """A copy of it, opened by its words: a passphrase is slow on purpose."""
        shutil.copytree(self.folder, folder)
        return vaults.unlock(folder, recovery_words=self.words, surroundings=surroundings)


@pytest.fixture(scope="session")
def vault_pattern(tmp_path_factory: pytest.TempPathFactory) -> Pattern:
    """An empty vault without an owner."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    surroundings = vaults.Surroundings(load_pack=lambda _: bare_pack())
    made = vaults.create(folder, PASSPHRASE, surroundings=surroundings, kdf=TEST)
    made.vault.close()
    return Pattern(folder, made.recovery_words)


@pytest.fixture(params=KINDS)
def empty_vault(request: pytest.FixtureRequest, tmp_path: Path, pack: Pack, now: datetime) -> Iterator[Vault]:
    """An open vault without an owner, in memory and on disk in turn."""
    opening: dict[str, Callable[[], Vault]] = {
        "memory": lambda: MemoryVault(pack, now=now, rng=random.Random(7)),
        "file": lambda: _copied(request.getfixturevalue("vault_pattern"), tmp_path / "vault", pack, now),
    }
    opened = opening[request.param]()
    yield opened
    opened.close()


@pytest.fixture
def vault(empty_vault: Vault, profile: Profile) -> Vault:
    """An open vault with its owner's profile, in memory and on disk in turn."""
    with empty_vault.work() as work:
        work.add(profile)
        work.commit("profile.created")
    return empty_vault


@pytest.fixture
def work(vault: Vault) -> Iterator[Work]:
    """One unit of work on `vault`."""
    with vault.work() as begun:
        yield begun


def _copied(pattern: Pattern, folder: Path, pack: Pack, now: datetime) -> Vault:
    surroundings = vaults.Surroundings(
        load_pack=lambda _: pack, clock=lambda: now, random=random.Random(7),
        in_force=lambda code, archive, checks: in_force(code, archive, checks) if checks else pack)
    return pattern.copied(folder, surroundings)
