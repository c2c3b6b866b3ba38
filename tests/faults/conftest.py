"""What the tests of faults share: a vault to mistreat, and writers to kill."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.machine import needs_handles_of_processes
from tests.faults.nursery import Nursery
from tests.faults.samples import Sample, make


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A vault made once: making one costs a passphrase's derivation."""
    return make(tmp_path_factory.mktemp("pattern") / "vault")


@pytest.fixture
def sample(pattern: Sample, tmp_path: Path) -> Sample:
    """A copy of it for one test."""
    return pattern.copied(tmp_path / "vault")


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Writers that start at once."""
    needs_handles_of_processes()
    nursery = Nursery()
    yield nursery
    nursery.close()
