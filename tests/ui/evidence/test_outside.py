"""Files outside the vault: steady while they are read, whole or not there when they are written."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.blobs import Writable
from streetlaw.services.progress import silent
from streetlaw.storage.blobs import BlobFolder
from streetlaw.ui.evidence import outside
from streetlaw.ui.evidence.outside import Copy
from tests.refusal import refusal

MB = 2**20


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "stick" / "film.mp4"
    path.parent.mkdir()
    path.write_bytes(os.urandom(3 * MB))
    return path


@pytest.fixture
def blobs(tmp_path: Path) -> BlobFolder:
    (tmp_path / "blobs").mkdir()
    return BlobFolder(tmp_path / "blobs")


def left(blobs_of: Path) -> list[str]:
    return [path.name for path in (blobs_of.parent.parent / "blobs").iterdir()]


def test_a_file_is_sealed_as_it_is(film: Path, blobs: BlobFolder) -> None:
    sealed = outside.seal(blobs, film, progress=silent)
    assert blobs.open(sealed.blob, sealed.identity) == film.read_bytes()


def test_an_empty_file_can_be_read(tmp_path: Path, blobs: BlobFolder) -> None:
    (tmp_path / "empty").touch()
    assert outside.seal(blobs, tmp_path / "empty", progress=silent).size == 0


@pytest.mark.parametrize("deed", ["grow", "cut", "touch"])
def test_a_file_that_changes_while_it_is_read_is_refused(film: Path, blobs: BlobFolder, deed: str) -> None:
    def meddle(done: int, total: int) -> None:
        if done == MB:
            if deed == "grow":
                with film.open("ab") as file:
                    file.write(b"more")
            elif deed == "cut":
                os.truncate(film, 2 * MB)
            else:
                os.utime(film, ns=(0, 0))

    with refusal("file.changed"):
        outside.seal(blobs, film, progress=meddle)
    assert left(film) == []


def test_a_file_that_is_deleted_while_it_is_read_is_refused(film: Path, blobs: BlobFolder) -> None:
    def delete(done: int, total: int) -> None:
        if done == MB:
            film.unlink()

    with refusal("file.gone"):
        outside.seal(blobs, film, progress=delete)
    assert left(film) == []


def test_a_stick_that_is_pulled_out_is_said(film: Path, blobs: BlobFolder,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    class Pulled(io.FileIO):
        def readinto(self, buffer: object, /) -> int:
            if self.tell() >= MB:
                raise OSError(5, "Input/output error")
            return super().readinto(buffer)  # type: ignore[arg-type]

    monkeypatch.setattr(io, "FileIO", Pulled)
    with refusal("file.gone"):
        outside.seal(blobs, film, progress=silent)
    assert left(film) == []


def test_cancelling_leaves_nothing(film: Path, blobs: BlobFolder) -> None:
    def cancel(done: int, total: int) -> None:
        raise StreetLawError("work.cancelled")

    with refusal("work.cancelled"):
        outside.seal(blobs, film, progress=cancel)
    assert left(film) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = {"device": Path("/dev/zero")}.get(kind, tmp_path / kind)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    with refusal("file.not_read" if kind == "missing" else "file.not_a_file"), outside.reading(path):
        pytest.fail("it was opened")


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_copy_appears_only_when_it_is_put(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy.jpg")
    copy.fill(lambda target: target.write(b"light"))
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    assert copy.put().read_bytes() == b"light"
    assert [path.name for path in tmp_path.iterdir()] == ["copy.jpg"]
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "copy.jpg").stat().st_mode) == 0o600


def test_a_copy_takes_the_place_of_what_was_there_only_when_whole(tmp_path: Path) -> None:
    there = tmp_path / "copy.jpg"
    there.write_bytes(b"mine")

    def broken(target: Writable) -> None:
        target.write(b"half")
        raise StreetLawError("attachment.damaged")

    with refusal("attachment.damaged"):
        Copy(there).fill(broken)
    assert (there.read_bytes(), len(list(tmp_path.iterdir()))) == (b"mine", 1)
    again = Copy(there)
    again.fill(lambda target: target.write(b"other"))
    again.throw_away()
    assert (there.read_bytes(), len(list(tmp_path.iterdir()))) == (b"mine", 1)


def test_a_place_that_cannot_be_written_to_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with refusal("file.not_written"):
        Copy(tmp_path / "no" / "copy").fill(lambda target: target.write(b"x"))

    def full(_self: object, _data: object) -> int:
        raise OSError(28, "No space left on device")

    class Full(io.BytesIO):
        write = full

    monkeypatch.setattr(os, "fdopen", lambda *_, **__: Full())
    with refusal("file.not_written"):
        Copy(tmp_path / "copy").fill(lambda target: target.write(b"x"))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_became_a_folder_is_said(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    copy.fill(lambda target: target.write(b"x"))
    (tmp_path / "copy" / "in").mkdir(parents=True)
    with refusal("file.not_written"):
        copy.put()
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


@pytest.mark.parametrize(("name", "expected"), [
    ("запись.mp3", "audio/mpeg"), ("photo.JPG", "image/jpeg"),
    ("без расширения", "application/octet-stream")])
def test_names_tell_the_kind(name: str, expected: str) -> None:
    assert outside.media_type(name) == expected
