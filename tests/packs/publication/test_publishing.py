"""What a curator publishes: other people's tool reads it, unsound packs stay out, keys stay apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import Signature, SSlibKey

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.in_force import is_newer
from streetlaw.packs.publication import publishing, whole_files
from streetlaw.packs.publication.one_writer import alone
from streetlaw.packs.publication.publishing import Plan
from streetlaw.packs.publication.repository import Repository, after
from streetlaw.packs.publication.role_keys import RoleKeys
from streetlaw.packs.publication.updating import LocalPublications
from streetlaw.packs.reading.archive import MAX_FILES, packed, unpacked
from tests.packs.publications import NAME, PASSPHRASE, PUBLICATIONS, Desk, cheap_keys, words
from tests.packs.spoiling import write_cell


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "curator").begin()


def refused(code: str, desk: Desk, folder: Path, kind: str = "pack") -> None:
    before = {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}
    with pytest.raises(StreetLawError) as caught:
        desk.add(folder, kind=kind)
    assert caught.value.code == code
    assert {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()} == before


def test_tufs_own_client_reads_a_publication_through_its_key_changes(desk: Desk, tmp_path: Path) -> None:
    LocalPublications(words).publisher(desk.folder)  # keeps the network out before tuf is asked for
    from tuf.ngclient import FetcherInterface, Updater

    class Folder(FetcherInterface):
        def _fetch(self, url: str) -> Iterator[bytes]:
            path = desk.folder / url
            if not path.exists():
                from tuf.api.exceptions import DownloadHTTPError

                raise DownloadHTTPError("none", 404)
            yield path.read_bytes()

    first = (desk.folder / "metadata" / "1.root.json").read_bytes()
    desk.add(desk.pack("2030.12"))
    desk.rotate()
    desk.rotate("timestamp")
    desk.refresh()
    (tmp_path / "client").mkdir()
    updater = Updater(str(tmp_path / "client"), "metadata", str(tmp_path), "targets", Folder(),
                      bootstrap=first)
    updater.refresh()
    found = updater.get_targetinfo("pack/kg.zip")
    assert found is not None
    assert (found.custom["kind"], found.custom["code"], found.custom["version"]) == ("pack", "kg", "2030.12")
    archive = Path(updater.download_target(found)).read_bytes()
    assert 'version = "2030.12"' in unpacked(archive, "kg.zip")["kg/pack.toml"].decode()


def canonical(said: dict[str, Any]) -> bytes:
    return str(encode_canonical(said)).encode()


def test_keys_and_signatures_are_those_of_the_specification(desk: Desk) -> None:
    """Told by the library below tuf alone: canonical JSON, ids of keys by their hash, ed25519."""
    desk.add(desk.pack("2030.12"))
    desk.rotate()
    desk.rotate("snapshot")
    metadata = desk.folder / "metadata"
    root = json.loads(max(metadata.glob("*.root.json")).read_text())["signed"]
    for id, key in root["keys"].items():
        assert id == hashlib.sha256(canonical(key)).hexdigest()
    for role, named in root["roles"].items():
        path = max(metadata.glob(f"*{role}.json"))
        said = json.loads(path.read_text())
        assert said["signed"]["spec_version"].startswith("1.0.")
        signed = 0
        for each in said["signatures"]:
            if each["keyid"] in named["keyids"]:
                key = SSlibKey.from_dict(each["keyid"], dict(root["keys"][each["keyid"]]))
                key.verify_signature(Signature.from_dict(dict(each)), canonical(said["signed"]))
                signed += 1
        assert signed >= named["threshold"]


def test_a_statement_is_never_missing_while_the_next_one_is_written(desk: Desk) -> None:
    """The timestamp is written last: until then everything it names is there."""
    written: list[str] = []

    with pytest.MonkeyPatch.context() as patch:
        from streetlaw.packs.publication import whole_files

        write = whole_files.write

        def noted(target: Path, content: bytes, mode: int = 0o644) -> None:
            Repository.open(desk.folder)  # as somebody would find it now
            written.append(target.name)
            write(target, content, mode)

        patch.setattr(whole_files, "write", noted)
        desk.add(desk.pack("2030.12"))
    assert [name.split(".", 1)[1] for name in written] == [
        "kg.zip", "targets.json", "snapshot.json", "json"]


def test_what_is_no_longer_named_is_swept_away_and_every_root_stays(desk: Desk) -> None:
    for version in ("2030.1", "2030.2"):
        desk.add(desk.pack(version))
    desk.rotate()
    assert sorted(path.name for path in (desk.folder / "metadata").iterdir()) == [
        "1.root.json", "2.root.json", "3.snapshot.json", "3.targets.json", "lock", "timestamp.json"]
    assert len([*desk.folder.rglob("*.zip")]) == 1


def test_an_unsound_pack_is_not_published(desk: Desk) -> None:
    folder = desk.pack("2030.12")
    write_cell(folder / "rules.csv", "labour", "unit", "moons")
    refused("pack.not_sound", desk, folder)


def test_a_changed_pack_needs_a_later_version(desk: Desk) -> None:
    desk.add(desk.pack("2030.12"))
    folder = desk.pack("2030.12")
    write_cell(folder / "rules.csv", "labour", "amount", "9")
    refused("publish.not_newer", desk, folder)
    refused("publish.not_newer", desk, desk.pack("2030.9"))


def test_versions_follow_each_other_as_numbers() -> None:
    assert is_newer("2026.12", "2026.9")
    assert is_newer("2026.12.1", "2026.12")
    assert not is_newer("2026.12", "2026.12")
    assert is_newer("2027.1", "2026.12")


@pytest.mark.slow
def test_keys_lie_apart_sealed_and_for_their_owner_alone(tmp_path: Path) -> None:
    keys = RoleKeys(tmp_path / "keys", PASSPHRASE, "another root passphrase")
    made = keys.make("root"), keys.make("timestamp")
    (root,), (daily,) = (tmp_path / "keys").glob("root-*"), (tmp_path / "keys").glob("timestamp-*")
    for path in (root, daily):
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.read_bytes().startswith(b"age-encryption.org/v1")
    load_pem_private_key(pyrage.passphrase.decrypt(root.read_bytes(), "another root passphrase"), None)
    (found,) = keys.signers("timestamp", [made[1].public_key.keyid])
    assert found.public_key == made[1].public_key
    with pytest.raises(StreetLawError) as caught:
        RoleKeys(tmp_path / "keys", "wrong").signers("timestamp", [made[1].public_key.keyid])
    assert caught.value.code == "publish.wrong_passphrase"


@pytest.mark.parametrize(("plan", "code"), [
    (Plan(name=" "), "publish.name_needed"), (Plan(name="x", root_keys=1, threshold=2), "publish.threshold"),
    (Plan(name="x", root_keys=0, threshold=0), "publish.threshold")])
def test_a_publication_that_cannot_be_begun_leaves_nothing(tmp_path: Path, plan: Plan, code: str) -> None:
    with cheap_keys(), pytest.raises(StreetLawError) as caught:
        publishing.begin(tmp_path / "p", RoleKeys(tmp_path / "k", PASSPHRASE), plan, datetime.now(UTC))
    assert caught.value.code == code
    assert not [*tmp_path.iterdir()]


def test_keys_are_not_put_into_the_publication(tmp_path: Path) -> None:
    with cheap_keys(), pytest.raises(StreetLawError) as caught:
        publishing.begin(tmp_path, RoleKeys(tmp_path / "k", PASSPHRASE), Plan(name="x"), datetime.now(UTC))
    assert caught.value.code == "publish.keys_inside"


def test_a_publication_is_not_begun_over_another(desk: Desk) -> None:
    with cheap_keys(), pytest.raises(StreetLawError) as caught:
        publishing.begin(desk.folder, desk.keys, Plan(name="x"), datetime.now(UTC))
    assert caught.value.code == "publish.exists"


def test_refresh_renews_whatever_would_end_before(desk: Desk) -> None:
    until = after(datetime.now(UTC), 400)
    with cheap_keys():
        publishing.refresh(desk.folder, desk.keys, until)
    found = Repository.open(desk.folder).statements()
    assert {found[role].signed.expires for role in ("targets", "snapshot", "timestamp")} == {until}
    with cheap_keys():
        publishing.refresh(desk.folder, desk.keys, until - timedelta(days=30))
    again = Repository.open(desk.folder).statements()
    assert again["targets"].signed.version == found["targets"].signed.version
    assert again["timestamp"].signed.version == found["timestamp"].signed.version + 1


def test_names_that_lead_elsewhere_are_no_archive() -> None:
    for name in ("../kg/pack.toml", "/kg/pack.toml", "kg//x", "pack.toml", "kg/.hidden"):
        with pytest.raises(StreetLawError) as caught:
            unpacked(packed({name: b"x"}), "kg.zip")
        assert caught.value.code == "update.damaged"


def test_an_archive_is_read_no_further_than_its_limits() -> None:
    for files in ({f"kg/{n}": b"" for n in range(MAX_FILES + 1)}, {"kg/zeros": bytes(40 * 2**20)}):
        with pytest.raises(StreetLawError) as caught:
            unpacked(packed(files), "kg.zip")
        assert caught.value.code == "update.too_large"


def test_statements_say_who_publishes_and_for_whom_each_key_signs(desk: Desk) -> None:
    said = json.loads((desk.folder / "metadata" / "1.root.json").read_text())["signed"]
    assert said["publisher"] == "Archa Law Desk"
    assert len({tuple(role["keyids"]) for role in said["roles"].values()}) == 4


# ── Full disks, and two writers ──────────────────────────────────────────────────────────────────────────


DEEDS: dict[str, Callable[[Desk], object]] = {
    "add": lambda desk: desk.add(desk.pack("2030.12")), "refresh": lambda desk: desk.refresh(200),
    "rotate": lambda desk: desk.rotate(), "rotate targets": lambda desk: desk.rotate("targets")}


def held(desk: Desk) -> dict[Path, bytes]:
    """The publication and its keys, file by file."""
    return {path: path.read_bytes() for path in desk.root.rglob("*")
            if path.is_file() and "packs" not in path.parts}


@contextmanager
def full_after(writes: int) -> Iterator[None]:
    """A disk on which that many more files find room."""
    left = iter(range(writes))

    def write(target: Path, content: bytes, mode: int = 0o644) -> None:
        if next(left, None) is None:
            raise StreetLawError("file.not_written", file=target.name)
        whole(target, content, mode)

    whole = whole_files.write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole_files, "write", write)
        yield


@pytest.mark.parametrize(("deed", "files"), [
    ("add", 4), ("refresh", 3), ("rotate", 2), ("rotate targets", 4)])
def test_a_full_disk_leaves_the_publication_and_the_keys_as_they_were(desk: Desk, deed: str,
                                                                      files: int) -> None:
    before = held(desk)
    for room in range(files):
        with full_after(room), pytest.raises(StreetLawError) as caught:
            DEEDS[deed](desk)
        assert caught.value.code == "file.not_written"
        assert held(desk) == before


def test_a_full_disk_before_the_new_root_leaves_what_everybody_can_read(desk: Desk) -> None:
    keys = sorted(desk.keys.folder.iterdir())
    with full_after(4), pytest.raises(StreetLawError):
        desk.rotate("targets")
    assert sorted(desk.keys.folder.iterdir()) == keys
    assert PUBLICATIONS.read(desk.folder, PUBLICATIONS.publisher(desk.folder)).trust.publisher.root == 1
    desk.rotate("targets")
    assert PUBLICATIONS.read(desk.folder, PUBLICATIONS.publisher(desk.folder)).trust.publisher.root == 2


def test_a_full_disk_leaves_no_half_begun_publication(tmp_path: Path) -> None:
    for room in range(8):
        desk = Desk(tmp_path / "curator")
        with full_after(room), pytest.raises(StreetLawError) as caught:
            desk.begin()
        assert caught.value.code == "file.not_written"
        assert [path for path in desk.root.rglob("*") if path.is_file()] == []
    assert Repository.open(Desk(tmp_path / "curator").begin().folder).name == NAME


def test_of_two_writers_one_waits_and_takes_nothing_away(desk: Desk) -> None:
    before = held(desk)
    with alone(desk.folder / "metadata"):
        for deed in DEEDS.values():
            with pytest.raises(StreetLawError) as caught:
                deed(desk)
            assert caught.value.code == "publish.in_use"
    assert held(desk) == before
    DEEDS["add"](desk)
    assert [pack.code for pack in PUBLICATIONS.read(
        desk.folder, PUBLICATIONS.publisher(desk.folder)).packs] == ["kg"]
