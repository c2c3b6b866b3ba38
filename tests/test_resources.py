"""Shipped files are found in the source tree and in the built package."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from streetlaw import resources, translation

ROOT = Path(__file__).parent.parent


def test_the_source_tree_keeps_them_at_the_top() -> None:
    assert resources.path() == ROOT / "resources"
    assert resources.path("fonts", "a.ttf") == ROOT / "resources" / "fonts" / "a.ttf"
    assert resources.catalogues() == ROOT / "i18n"


@pytest.mark.slow
def test_the_wheel_carries_resources_and_compiled_catalogues(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)

    package = unpacked / "streetlaw"
    shipped = {file.relative_to(package / "resources") for file in (package / "resources").rglob("*.*")}
    assert shipped == {file.relative_to(ROOT / "resources") for file in (ROOT / "resources").rglob("*.*")}
    for language in set(translation.LANGUAGES) - {translation.SOURCE_LANGUAGE}:
        assert (package / "i18n" / language / "LC_MESSAGES" / "streetlaw.mo").is_file()
    where = "from streetlaw import resources; print(resources.path(), resources.catalogues())"
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=unpacked, check=True, capture_output=True, text=True
    )
    assert found.stdout.split() == [str(package / "resources"), str(package / "i18n")]
