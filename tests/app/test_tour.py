"""A vault to look around in: encrypted, full of invented people, and gone afterwards."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from streetlaw.app.opener import VaultOpener
from streetlaw.demo.tour import Tour
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.review import Review
from streetlaw.ui import start_file
from streetlaw.ui.opened import Opened

pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(start_file, "data_folder", lambda: tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def opened(place: Path) -> Opened:
    return VaultOpener().tour("ky")


def test_there_are_people_work_and_an_answer_to_look_at(opened: Opened) -> None:
    with opened.vault.work() as work:
        assert work.count(Client) > 20
        assert work.count(Incident) > 10
        assert work.count(Review) > 0
    assert opened.invented
    assert opened.profile.language == "ky"
    opened.vault.close()


def test_only_a_private_folder_is_there_and_nothing_in_it_can_be_read(opened: Opened, place: Path) -> None:
    folder, = place.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in (each for each in folder.rglob("*") if each.is_file()):
        content = file.read_bytes()
        assert b"SQLite format 3" not in content
        assert "Төлөгөнова".encode() not in content
    opened.vault.close()


def test_closing_deletes_it(opened: Opened, place: Path) -> None:
    opened.vault.close()
    opened.vault.close()
    assert list(place.iterdir()) == []


def test_what_a_killed_program_left_goes_with_the_next_start(opened: Opened, place: Path) -> None:
    VaultOpener()
    assert len(list(place.iterdir())) == 1, "one that is open stays"
    folder = opened.tools.safe.folder
    locked = (folder / "lock").read_bytes()
    opened.vault.close()
    folder.mkdir()
    (folder / "lock").write_bytes(locked)
    (folder / "vault.db").touch()

    VaultOpener()

    assert list(place.iterdir()) == []


def test_a_tour_that_cannot_be_made_leaves_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Tour, language: str) -> None:
        raise StreetLawError("vault.disk_full")

    monkeypatch.setattr(Tour, "furnish", fails)
    with pytest.raises(StreetLawError, match="disk_full"):
        VaultOpener().tour("ky")
    assert list(place.iterdir()) == []
