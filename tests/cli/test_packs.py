"""`streetlaw pack check`: mistakes with file and line, in three languages, and what the status says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from streetlaw import resources
from streetlaw.packs.reading.problem import Problem
from streetlaw.ui.pack_words import SAID
from tests.cli.conftest import command, said
from tests.packs.spoiling import write_cell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.path("packs", "kg"), tmp_path / "kg"))


def test_the_shipped_pack_can_be_used() -> None:
    done = said("pack", "check", resources.path("packs", "kg"))
    assert done.status == 0
    assert "norms.csv:" in done.out
    assert done.out.splitlines()[-1].startswith("The pack can be used; ")


def test_warnings_fail_only_where_that_is_wanted() -> None:
    path = resources.path("packs", "kg")
    assert command("pack", "check", path, "--strict").status == 1
    done = command("pack", "check", path)
    assert (done.status, done.facts["ok"], done.facts["mistakes"]) == (0, True, 0)
    assert all(each["warning"] for each in done.facts["found"])
    assert len(done.facts["found"]) == done.facts["warnings"]


def test_a_mistake_fails_and_names_its_line(folder: Path) -> None:
    line = write_cell(folder / "rules.csv", "labour", "unit", "moons")
    done = command("pack", "check", folder)
    assert (done.status, done.code, done.facts["mistakes"]) == (1, "pack.not_sound", 1)
    (mistake,) = [each for each in done.facts["found"] if not each["warning"]]
    assert (mistake["file"], mistake["line"], mistake["problem"]) == ("rules.csv", line, "wrong_value")
    shown = said("pack", "check", folder)
    assert f"rules.csv:{line}: This value is not possible here: unit: moons." in shown.out
    assert "[pack.not_sound]" in shown.err


@pytest.mark.parametrize("language", ["ru", "ky"])
def test_it_is_said_in_the_language_asked_for(folder: Path, language: str) -> None:
    write_cell(folder / "rules.csv", "labour", "unit", "moons")
    shown = said("pack", "check", folder, language=language)
    assert "This value" not in shown.out
    assert re.search(r"rules\.csv:\d+: .*unit: moons", shown.out)


def test_every_problem_has_its_sentence() -> None:
    assert set(SAID) == {problem.value for problem in Problem}
    assert all(text.format(value="x") for text in SAID.values())
