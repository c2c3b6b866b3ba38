from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from streetlaw.ui import start_file
from streetlaw.ui.start_file import Start


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def test_what_was_kept_comes_back() -> None:
    kept = Start(language="ru", folders=(Path("/a b"), Path("/c")))
    start_file.save(kept)
    assert start_file.load() == kept


def test_the_file_is_private_and_holds_folders_alone(data_home: Path) -> None:
    start_file.save(Start().knowing(Path("/x")).knowing(Path("/x")))
    file = data_home / "desk" / "start"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text() == "language \nfolder /x\n"
    assert [entry.name for entry in file.parent.iterdir()] == ["start"]


@pytest.mark.parametrize("text", ["", "nonsense", "language"])
def test_a_file_that_makes_no_sense_is_no_file(data_home: Path, text: str) -> None:
    (data_home / "desk").mkdir()
    (data_home / "desk" / "start").write_text(text)
    assert start_file.load() == Start()


def test_what_an_earlier_version_kept_too_much_is_dropped(data_home: Path) -> None:
    file = data_home / "desk" / "start"
    file.parent.mkdir()
    file.write_text("language ky\ntheme dark\nwindow 10 20 1200 700 1\nfolder /x\nfolder /y\n")
    assert start_file.load() == Start(language="ky", folders=(Path("/x"), Path("/y")))
    assert file.read_text() == "language ky\nfolder /x\nfolder /y\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_reading_what_is_as_it_should_be_writes_nothing(data_home: Path) -> None:
    start_file.save(Start(language="ky", folders=(Path("/x"),)))
    before = (data_home / "desk" / "start").stat()
    assert start_file.load().language == "ky"
    assert (data_home / "desk" / "start").stat().st_ino == before.st_ino


def test_a_file_that_is_no_text_is_no_file(data_home: Path) -> None:
    (data_home / "desk").mkdir()
    (data_home / "desk" / "start").write_bytes(b"\xff\xfe\x00")
    assert start_file.load() == Start()


def test_a_place_that_cannot_be_written_loses_the_choice_and_nothing_else(data_home: Path) -> None:
    (data_home / "desk").write_text("a file in the way")
    start_file.save(Start(language="ru"))
    assert start_file.load() == Start()


def test_a_line_break_in_a_path_does_not_make_another_line() -> None:
    start_file.save(replace(Start(), folders=(Path("/a\nfolder /b"),)))
    assert start_file.load().folders == ()


def test_new_folders_are_numbered(data_home: Path) -> None:
    assert start_file.new_folder() == data_home / "desk" / "1"
    (data_home / "desk" / "1").mkdir(parents=True)
    assert start_file.new_folder() == data_home / "desk" / "2"


def test_a_vault_is_known_by_its_slots(tmp_path: Path) -> None:
    assert not start_file.is_vault(tmp_path)
    (tmp_path / "keys.slots").touch()
    assert start_file.is_vault(tmp_path)
