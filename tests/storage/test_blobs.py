from __future__ import annotations

import hashlib
import sys
from io import BytesIO
from pathlib import Path

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.blobs import StoredBlob
from streetlaw.storage.blobs import BlobFolder
from streetlaw.storage.streams import BLOCK
from tests.storage.conftest import names
from tests.storage.refusals import refused

CONTENT = b"a recording of what was said at the post " * 10_000


@pytest.fixture
def blobs(tmp_path: Path) -> BlobFolder:
    return BlobFolder(tmp_path)


@pytest.fixture
def stored(blobs: BlobFolder) -> StoredBlob:
    return blobs.store(BytesIO(CONTENT))


def test_what_is_stored_opens_and_tells_its_size_and_hash(blobs: BlobFolder, stored: StoredBlob) -> None:
    assert blobs.open(stored.blob, stored.identity) == CONTENT
    assert stored.size == len(CONTENT)
    assert stored.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert blobs.holds(stored.blob, stored.identity, stored.size, stored.sha256)
    assert list(blobs.names()) == [stored.blob]


def test_an_empty_file_is_a_file(blobs: BlobFolder) -> None:
    empty = blobs.store(BytesIO())
    assert blobs.open(empty.blob, empty.identity) == b""


def test_the_same_content_is_sealed_differently_each_time(blobs: BlobFolder, stored: StoredBlob) -> None:
    again = blobs.store(BytesIO(CONTENT))
    assert {again.blob, again.identity}.isdisjoint({stored.blob, stored.identity})
    with refused("attachment.damaged"):
        blobs.open(again.blob, stored.identity)


def test_the_file_is_private_and_shows_nothing(tmp_path: Path, stored: StoredBlob) -> None:
    path = tmp_path / stored.blob
    assert CONTENT[:20] not in path.read_bytes()
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", [0, 40, 120, 300, 70_000, -1])
def test_a_flipped_bit_is_noticed(tmp_path: Path, blobs: BlobFolder, stored: StoredBlob, place: int) -> None:
    path = tmp_path / stored.blob
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with refused("attachment.damaged"):
        blobs.open(stored.blob, stored.identity)
    assert not blobs.holds(stored.blob, stored.identity, stored.size, stored.sha256)


@pytest.mark.parametrize("length", [0, 100, 65_536, -16, -1])
def test_a_cut_is_noticed_and_nothing_of_the_beginning_given(tmp_path: Path, blobs: BlobFolder,
                                                             stored: StoredBlob, length: int) -> None:
    path = tmp_path / stored.blob
    path.write_bytes(path.read_bytes()[:length])
    with refused("attachment.damaged"):
        blobs.open(stored.blob, stored.identity)


def test_another_files_content_is_not_taken_for_it(tmp_path: Path, blobs: BlobFolder,
                                                   stored: StoredBlob) -> None:
    assert not blobs.holds(stored.blob, stored.identity, stored.size, "0" * 64)
    assert not blobs.holds(stored.blob, stored.identity, stored.size + 1, stored.sha256)


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    small = BlobFolder(tmp_path, largest=2**20)
    assert small.store(BytesIO(bytes(2**20))).size == 2**20
    with refused("attachment.too_large", megabytes=1):
        small.store(BytesIO(bytes(2**20 + 1)))
    assert len(names(tmp_path)) == 1


def test_an_erased_file_is_gone(tmp_path: Path, blobs: BlobFolder, stored: StoredBlob) -> None:
    blobs.erase(stored.blob)
    blobs.erase(stored.blob)
    assert names(tmp_path) == []
    with refused("attachment.missing"):
        blobs.open(stored.blob, stored.identity)


@pytest.mark.parametrize("name", [
    "", "..", "../vault.db", "/etc/passwd", "A" * 32, "0" * 31, "0" * 32 + "\n",
])
def test_a_name_never_becomes_another_path(tmp_path: Path, blobs: BlobFolder, name: str) -> None:
    outside = tmp_path.parent / "vault.db"
    outside.write_text("stays")
    with refused("attachment.missing"):
        blobs.open(name, "AGE-SECRET-KEY-1")
    blobs.erase(name)
    assert outside.read_text() == "stays"


def test_sealing_and_copying_tell_how_far_they_are(blobs: BlobFolder) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    content = bytes(3 * BLOCK + 5)
    stored = blobs.store(BytesIO(content), size=len(content), progress=tell)
    assert told == [(BLOCK * n, len(content)) for n in (1, 2, 3)]
    told.clear()
    target = BytesIO()
    seen = blobs.copy(stored.blob, stored.identity, target, size=len(content), progress=tell)
    assert (seen.size, seen.sha256) == (stored.size, stored.sha256)
    assert target.getvalue() == content
    assert [done // BLOCK for done, _total in told] == [1, 2, 3]


@pytest.mark.parametrize("pieces", [0, 1, 2])
def test_a_cancelled_sealing_leaves_nothing(tmp_path: Path, blobs: BlobFolder, pieces: int) -> None:
    def stop(done: int, total: int) -> None:
        if done > pieces * BLOCK:
            raise StreetLawError("work.cancelled")

    with refused("work.cancelled"):
        blobs.store(BytesIO(bytes(4 * BLOCK)), progress=stop)
    assert names(tmp_path) == []


def test_a_copy_stops_when_it_is_cancelled_or_its_target_breaks(blobs: BlobFolder) -> None:
    stored = blobs.store(BytesIO(bytes(3 * BLOCK)))

    def stop(done: int, total: int) -> None:
        raise StreetLawError("work.cancelled")

    class Full(BytesIO):
        def write(self, _data: object, /) -> int:
            raise StreetLawError("file.not_written")

    with refused("work.cancelled"):
        blobs.copy(stored.blob, stored.identity, BytesIO(), progress=stop)
    with refused("file.not_written"):
        blobs.copy(stored.blob, stored.identity, Full())


def test_a_source_that_breaks_leaves_nothing(tmp_path: Path, blobs: BlobFolder) -> None:
    class Unplugged(BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError(5, "the stick was pulled out")

    with refused("vault.disk_error", reason="EIO"):
        blobs.store(Unplugged())
    assert names(tmp_path) == []
