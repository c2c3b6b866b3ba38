from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import archive
from streetlaw.storage.archive import Manifest, Member, Packed
from tests.storage.refusals import refused

BLOB = "blobs/" + "0" * 32
CONTENTS = {"vault.db": b"pages" * 1000, BLOB: b"sealed"}
MANIFEST = Manifest(
    format=1, made=datetime(2026, 1, 1, tzinfo=UTC), vault_id="00", audit_lines=0, audit_head="", counts={},
    members={name: len(content) for name, content in CONTENTS.items()},
)


def opener(content: bytes) -> Callable[[], io.BytesIO]:
    return lambda: io.BytesIO(content)


def packed(contents: dict[str, bytes] = CONTENTS, manifest: Manifest = MANIFEST) -> bytes:
    stream = Packed(manifest, [Member(name, len(data), opener(data)) for name, data in contents.items()])
    whole = io.BytesIO()
    while piece := stream.read(1000):
        whole.write(piece)
    return whole.getvalue()


def by_hand(*entries: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """A tar file as somebody else might write it, after a sound manifest."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for info, content in (entry("manifest.json", msgspec.json.encode(MANIFEST)), *entries):
            tar.addfile(info, io.BytesIO(content))
    return whole.getvalue()


def entry(name: str, content: bytes, kind: bytes = tarfile.REGTYPE) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.type = len(content), kind
    return info, content


DATABASE = entry("vault.db", CONTENTS["vault.db"])


def unpack(data: bytes, folder: Path, piece: int = 777) -> Manifest:
    """Feed an archive to the reader in pieces, as the age file gives it."""
    with archive.Unpacker(folder) as unpacker:
        for start in range(0, len(data), piece):
            unpacker.write(data[start:start + piece])
        return unpacker.finish().manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "blobs").mkdir()
    return tmp_path


@pytest.mark.parametrize("piece", [1, 511, 512, 513, 100_000])
def test_what_is_packed_is_unpacked(folder: Path, piece: int) -> None:
    assert unpack(packed(), folder, piece) == MANIFEST
    assert {name: (folder / name).read_bytes() for name in CONTENTS} == CONTENTS


def test_the_sealed_key_is_read_and_stands_nowhere(folder: Path) -> None:
    contents = {"key": b"sealed for somebody", **CONTENTS}
    manifest = msgspec.structs.replace(MANIFEST, members={name: len(data) for name, data in contents.items()})
    with archive.Unpacker(folder) as unpacker:
        unpacker.write(packed(contents, manifest))
        assert unpacker.finish().key == b"sealed for somebody"
    assert {path.name for path in folder.rglob("*")} == {"blobs", "vault.db", "0" * 32}


def test_a_key_too_large_to_be_one_is_refused(folder: Path) -> None:
    contents = {"key": bytes(100_000), **CONTENTS}
    manifest = msgspec.structs.replace(MANIFEST, members={name: len(data) for name, data in contents.items()})
    with refused("backup.damaged"):
        unpack(packed(contents, manifest), folder)


def test_something_after_the_end_is_refused(folder: Path) -> None:
    with refused("backup.damaged"):
        unpack(packed() + b"more", folder)


def test_any_tar_opens_it() -> None:
    with tarfile.open(fileobj=io.BytesIO(packed())) as tar:
        assert tar.getnames() == ["manifest.json", *CONTENTS]


def test_a_tar_made_by_another_is_read_when_it_is_the_same(folder: Path) -> None:
    entries = [entry(name, content) for name, content in CONTENTS.items()]
    assert unpack(by_hand(*entries), folder) == MANIFEST


@pytest.mark.parametrize("entries", [
    [DATABASE],
    [DATABASE, entry(BLOB, b"longer than said")],
    [DATABASE, DATABASE, entry(BLOB, b"sealed")],
    [DATABASE, entry(BLOB, b"", tarfile.SYMTYPE)],
    [entry("../vault.db", CONTENTS["vault.db"]), entry(BLOB, b"sealed")],
    [DATABASE, entry(BLOB, b"sealed"), entry("keys.slots", b"theirs")],
    [],
])
def test_what_the_manifest_does_not_promise_is_refused(
    folder: Path, entries: list[tuple[tarfile.TarInfo, bytes]],
) -> None:
    with refused("backup.damaged"):
        unpack(by_hand(*entries), folder)


@pytest.mark.parametrize("name", [
    "../escape", "/tmp/escape", "keys.slots", "blobs/../../x", "blobs/" + "g" * 32,
])
def test_a_promised_name_that_is_none_of_ours_is_refused(folder: Path, name: str) -> None:
    manifest = msgspec.structs.replace(MANIFEST, members={"vault.db": 1, name: 1})
    with refused("backup.damaged"):
        unpack(packed({"vault.db": b"x", name: b"x"}, manifest), folder)
    assert {path.name for path in folder.rglob("*")} == {"blobs", "vault.db"}


def test_without_a_database_it_is_no_backup(folder: Path) -> None:
    manifest = msgspec.structs.replace(MANIFEST, members={BLOB: 6})
    with refused("backup.damaged"):
        unpack(packed({BLOB: b"sealed"}, manifest), folder)


def test_a_newer_manifest_is_named_before_its_fields_are_read(folder: Path) -> None:
    manifest, whole = b'{"format": 3, "what": {"is": ["new"]}}', io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as tar:
        info, _ = entry("manifest.json", manifest)
        tar.addfile(info, io.BytesIO(manifest))
    with refused("backup.newer_format"):
        unpack(whole.getvalue(), folder)


@pytest.mark.parametrize("manifest", [
    b"", b"[]", b"{", b'{"format": 1}', b'{"format": 1, "x": 1}', b'{"format": "1"}', b"\xff",
    b"[" * 100_000, b'{"format":1,"x":' + b"[" * 9999,
])
def test_a_manifest_of_another_shape_is_refused(folder: Path, manifest: bytes) -> None:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as tar:
        tar.addfile(entry("manifest.json", manifest)[0], io.BytesIO(manifest))
    with refused("backup.damaged"):
        unpack(whole.getvalue(), folder)


@given(st.integers(0, len(packed()) - 1024))
def test_a_cut_archive_is_refused(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    folder = tmp_path_factory.mktemp("cut")
    (folder / "blobs").mkdir()
    with refused("backup.damaged"):
        unpack(packed()[:length], folder)


@given(st.binary(max_size=5000))
def test_random_bytes_are_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    with pytest.raises(StreetLawError):
        unpack(data, tmp_path_factory.mktemp("random"))


def test_a_file_that_shrank_meanwhile_is_noticed() -> None:
    stream = Packed(MANIFEST, [Member("vault.db", 100, opener(b"short"))])
    with refused("backup.changed"):
        while stream.read(1000):
            pass
