from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from streetlaw.storage import files
from tests.storage.conftest import Sample, names
from tests.storage.refusals import refused

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def open_umask() -> Iterator[None]:
    """The most careless environment."""
    before = os.umask(0)
    yield
    os.umask(before)


@posix
@pytest.mark.usefixtures("open_umask")
def test_new_files_and_folders_are_private_whatever_the_umask(tmp_path: Path) -> None:
    files.make_folder(tmp_path / "folder")
    files.new_file(tmp_path / "file").close()
    with files.replacing(tmp_path / "whole") as file:
        file.write(b"x")
    with files.appearing(tmp_path / "made"):
        pass
    assert mode(tmp_path / "folder") == mode(tmp_path / "made") == 0o700
    assert mode(tmp_path / "file") == mode(tmp_path / "whole") == 0o600


def test_a_new_file_never_follows_or_overwrites(tmp_path: Path) -> None:
    target = tmp_path / "theirs"
    target.write_text("theirs")
    (tmp_path / "link").symlink_to(target)
    for name in ("theirs", "link"):
        with pytest.raises(FileExistsError):
            files.new_file(tmp_path / name)
    assert target.read_text() == "theirs"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old")

    def fail() -> None:
        with files.replacing(target) as file:
            file.write(b"half")
            assert target.read_text() == "old"
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert target.read_text() == "old"
    with files.replacing(target) as file:
        file.write(b"new")
    assert target.read_text() == "new"
    assert names(tmp_path) == ["file"]


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "folder"

    def fail() -> None:
        with files.appearing(folder) as building:
            (building / "half").write_text("half")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not any((tmp_path / "deep").iterdir())
    with files.appearing(folder) as building:
        (building / "inner").mkdir()
        (building / "inner" / "file").write_text("whole")
        assert not folder.exists()
    assert (folder / "inner" / "file").read_text() == "whole"
    assert names(tmp_path / "deep") == ["folder"]


def test_a_folder_takes_the_place_of_an_empty_one_only(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with files.appearing(folder) as building:
        (building / "file").write_text("first")
    with pytest.raises(OSError, match="not empty"), files.appearing(folder) as building:
        (building / "file").write_text("second")
    assert (folder / "file").read_text() == "first"
    assert names(tmp_path) == ["folder"]


@posix
def test_looser_permissions_are_taken_away_and_links_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.touch()
    outside.chmod(0o644)
    folder = tmp_path / "vault"
    (folder / "blobs").mkdir(parents=True)
    (folder / "blobs" / "file").touch()
    (folder / "link").symlink_to(outside)
    (folder / "stricter").touch(0o400)
    for path, loose in ((folder, 0o755), (folder / "blobs", 0o777), (folder / "blobs" / "file", 0o666)):
        path.chmod(loose)
    files.tighten(folder)
    assert mode(folder) == mode(folder / "blobs") == 0o700
    assert mode(folder / "blobs" / "file") == 0o600
    assert mode(folder / "stricter") == 0o400
    assert mode(outside) == 0o644


@posix
@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP])
def test_a_stick_that_keeps_no_permissions_takes_a_vault(tmp_path: Path, sample: Sample, code: int,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT shows every file as its mount says, and refuses to change that."""
    sample.folder.chmod(0o755)
    (sample.folder / "vault.db").chmod(0o644)
    tried: list[str] = []
    refusal = [code]

    def refuse(path: Path, _mode: int) -> None:
        tried.append(path.name)
        raise OSError(refusal[0], os.strerror(refusal[0]))

    monkeypatch.setattr(Path, "chmod", refuse)
    sample.unlock().close()
    assert "vault.db" in tried
    refusal[0] = errno.EIO
    with refused("vault.disk_error"):
        sample.unlock()


def test_what_a_crash_left_half_written_is_deleted(tmp_path: Path) -> None:
    for name in (".0123.part", ".0123.part-wal", ".0123.part-shm", "kept.part"):
        (tmp_path / name).touch()
    files.clear_parts(tmp_path)
    assert names(tmp_path) == ["kept.part"]
