"""`streetlaw publish` and `streetlaw pack update`: from a curator into a vault, by commands alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from streetlaw import resources
from tests.cli.conftest import Desk, Done, command, opened, said
from tests.packs.publications import cheap_keys
from tests.packs.spoiling import write_cell


@pytest.fixture(autouse=True)
def keys_are_cheap() -> Iterator[None]:
    with cheap_keys():
        yield


class Curator:
    """A curator's folders, and the commands on them."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder, self.key = root, root / "publication", root / "passphrase"
        root.mkdir()
        self.key.write_text("nine quiet rivers\n")

    def do(self, what: str, *arguments: object) -> Done:
        return command("publish", what, self.folder, *arguments, "--keys", self.root / "keys",
                       "--passphrase-file", self.key)

    def pack(self, version: str) -> Path:
        folder = self.root / version / "kg"
        shutil.copytree(resources.path("packs", "kg"), folder)
        settings = folder / "pack.toml"
        lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
        changed = [f'version = "{version}"\n' if line.startswith("version = ") else line for line in lines]
        settings.write_text("".join(changed), encoding="utf-8")
        return folder


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    made = Curator(tmp_path / "curator")
    assert made.do("init", "--name", "Archa Law Desk").status == 0
    return made


def test_a_publication_reaches_a_vault(curator: Curator, lawyer: Desk) -> None:
    pack = curator.pack("2030.12")
    write_cell(pack / "rules.csv", "labour", "amount", "4")
    added = curator.do("add", pack)
    assert (added.status, added.facts["published"]) == (0, ["pack/kg.zip"])
    words = command("publish", "show", curator.folder).facts["words"]
    lawyer.refused("update.publisher_unknown", "pack", "update", curator.folder)
    lawyer.refused("update.words_differ", "pack", "update", curator.folder, "--words", "one two")
    looked = lawyer.do("pack", "update", curator.folder, "--words", " ".join(words), "--dry-run")
    assert (looked.status, looked.facts["taken"]) == (0, False)
    taken = lawyer.do("pack", "update", curator.folder, "--words", " ".join(words).upper())
    (change,) = taken.facts["packs"]
    assert (taken.facts["taken"], change["to"], change["changes"]) == (True, "2030.12", 1)
    here = lawyer.do("pack", "here").facts
    assert here["publisher"] == "Archa Law Desk"
    assert here["packs"][0]["version"] == "2030.12"
    with opened(lawyer.folder) as vault, vault.work() as work:
        assert work.pack.version == "2030.12"
    again = lawyer.do("pack", "update", curator.folder)
    assert (again.status, again.facts["taken"]) == (0, False)
    assert lawyer.do("pack", "back").status == 0
    assert lawyer.do("pack", "here").facts["packs"][0]["from_publisher"] is False
    assert lawyer.do("pack", "forget").status == 0
    lawyer.refused("update.no_publisher", "pack", "forget")


def test_a_spoiled_folder_changes_nothing(curator: Curator, lawyer: Desk) -> None:
    curator.do("add", curator.pack("2030.12"))
    words = " ".join(command("publish", "show", curator.folder).facts["words"])
    (archive,) = curator.folder.rglob("*.zip")
    archive.write_bytes(archive.read_bytes()[:-1])
    lawyer.refused("update.altered", "pack", "update", curator.folder, "--words", words)


def test_an_unsound_pack_is_refused_with_its_line(curator: Curator) -> None:
    pack = curator.pack("2030.12")
    line = write_cell(pack / "rules.csv", "labour", "unit", "moons")
    done = curator.do("add", pack)
    assert (done.status, done.code) == (1, "pack.not_sound")
    shown = said("publish", "add", curator.folder, pack, "--keys", curator.root / "keys",
                 "--passphrase-file", curator.key)
    assert f"kg/rules.csv:{line}: This value is not possible here" in shown.out


def test_refreshing_and_rotating_are_said(curator: Curator) -> None:
    before = command("publish", "show", curator.folder).facts
    refreshed = curator.do("refresh", "--days", "200")
    assert refreshed.facts["until"]["timestamp"] > before["until"]["timestamp"]
    rotated = curator.do("rotate")
    assert (rotated.status, rotated.facts["root"]) == (0, 2)
    assert rotated.facts["words"] != before["words"]
    assert curator.do("rotate", "--role", "timestamp").facts["words"] == rotated.facts["words"]
    assert curator.do("refresh", "--days", "0").code == "publish.days"


def test_another_passphrase_opens_no_key(curator: Curator) -> None:
    curator.key.write_text("something else\n")
    done = curator.do("refresh")
    assert (done.status, done.code) == (1, "publish.wrong_passphrase")


def test_a_directory_is_published_by_its_kind(curator: Curator, tmp_path: Path) -> None:
    (tmp_path / "osh").mkdir()
    (tmp_path / "osh" / "services.csv").write_text("code\n")
    assert curator.do("add", tmp_path / "osh", "--kind", "directory").facts["published"] == [
        "directory/osh.zip"]


@pytest.mark.parametrize("language", ["ru", "ky"])
def test_it_speaks_the_language_asked_for(curator: Curator, language: str) -> None:
    curator.do("add", curator.pack("2030.12"))
    shown = said("publish", "show", curator.folder, language=language)
    assert shown.status == 0
    assert "Archa Law Desk" in shown.out
