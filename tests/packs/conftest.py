"""What the tests of packs share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from streetlaw import resources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pack, to be spoilt."""
    return Path(shutil.copytree(resources.path("packs", "kg"), tmp_path / "kg"))
