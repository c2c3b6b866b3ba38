"""The services are tested on the vault in memory and on the real one."""

from __future__ import annotations

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.pack import Pack
from streetlaw.packs.loader import load
from streetlaw.services.ports import Vault
from tests.fixtures import *  # noqa: F403 - the fixtures


@pytest.fixture(scope="session")
def kg() -> Pack:
    """Kyrgyzstan as it is shipped; a module whose rules need it overrides `pack` with it."""
    return load("kg")


@pytest.fixture
def client(vault: Vault) -> Client:
    """One person in the vault."""
    with vault.work() as work:
        client = work.add(Client(code="1000-A"))
        work.commit("client.added")
    return client
