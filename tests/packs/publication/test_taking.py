"""Corrected tables are written all or none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.publication import taking


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("rules.csv", "channels.csv", "sources.csv"):
        (tmp_path / name).write_text(f"{name} before\n")
    return tmp_path


NEW = {"rules.csv": "new\r\n", "channels.csv": "new\n", "sources.csv": "\ufeffnew\n"}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_are_written_as_they_are_and_keep_their_mode(folder: Path) -> None:
    (folder / "rules.csv").chmod(0o640)
    taking.write_all(folder, NEW)
    assert content(folder) == {name: text.encode() for name, text in NEW.items()}
    assert stat.S_IMODE((folder / "rules.csv").stat().st_mode) == 0o640


@pytest.mark.parametrize("failing", range(1, 4))
def test_when_one_cannot_take_its_place_none_does(folder: Path, failing: int,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    before, real, calls = content(folder), Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        calls.append(target.name)
        if len(calls) == failing:
            raise OSError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(StreetLawError) as caught:
        taking.write_all(folder, NEW)
    assert caught.value.code == "file.not_written"
    assert calls[0] == "sources.csv"
    assert content(folder) == before


def test_when_the_disk_is_full_none_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, full = content(folder), iter([None, OSError(28, "full")])

    def fsync(_file: int) -> None:
        if (error := next(full)) is not None:
            raise error

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(StreetLawError):
        taking.write_all(folder, NEW)
    assert content(folder) == before


def test_a_table_that_is_not_there_is_not_made(folder: Path) -> None:
    before = content(folder)
    with pytest.raises(StreetLawError):
        taking.write_all(folder, {**NEW, "gone.csv": "x"})
    assert content(folder) == before
