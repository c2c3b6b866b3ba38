"""Publications that are signed as they should be and made to do harm, and those other tools make."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.checking import Mistake, check
from streetlaw.packs.publication import publishing
from streetlaw.packs.publication.layout import DAILY
from streetlaw.packs.publication.repository import Repository, after
from streetlaw.packs.reading.archive import packed
from streetlaw.packs.reading.place import Place
from streetlaw.services.law.publications import Aside
from tests.cli.conftest import said
from tests.packs.publications import PUBLICATIONS, Desk, cheap_keys
from tests.packs.spoiling import write_cell

SAID = {"kind": "pack", "code": "kg", "version": "2031.1", "as_of": "2026"}
Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("curator")).begin()
    desk.add(desk.pack("2031.1"))
    return desk


@pytest.fixture(scope="module")
def files(made: Desk) -> Files:
    (archive,) = (made.folder / "targets" / "pack").iterdir()
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    return made.again(tmp_path / "desk")


def put(desk: Desk, content: bytes, custom: object, path: str = "pack/kg.zip") -> None:
    """Publish that as the curator would who means harm, or whose keys were stolen."""
    with cheap_keys():
        found = Repository.open(desk.folder)
        target = TargetFile.from_data(path, content, ["sha256"])
        target.unrecognized_fields["custom"] = custom
        found.put(path, content, target.hashes["sha256"])
        found.targets.signed.targets[path] = target
        found.renew(DAILY, desk.keys, after(datetime.now(UTC), 50))


def outcome(folder: Path) -> object:
    """The packs that are read, why others are not, or the refusal."""
    try:
        found = PUBLICATIONS.read(folder, PUBLICATIONS.publisher(folder))
    except StreetLawError as error:
        return error.code
    return [(pack.code, pack.version) for pack in found.packs], [one.why for one in found.aside]


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED, more: Files = MappingProxyType({})) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in {**files, **more}.items():
            archive.writestr(name, content)
    return made.getvalue()


def spoilt(method: int) -> Callable[[Files], bytes]:
    def make(files: Files) -> bytes:
        content = bytearray(zipped(files, method))
        for at in range(200, len(content) // 3, 7):
            content[at] ^= 0x5A
        return bytes(content)

    return make


def settings(old: str, new: str) -> Callable[[Files], bytes]:
    def make(files: Files) -> bytes:
        text = files["kg/pack.toml"].decode()
        assert old in text
        return packed({**files, "kg/pack.toml": text.replace(old, new, 1).encode()})

    return make


def sign_in_a_label(files: Files) -> bytes:
    rules = files["kg/rules.csv"].decode()
    return packed({**files, "kg/rules.csv": rules.replace("а", "\u202eа", 1).encode()})


UNREADABLE: object = [], [Aside.UNREADABLE]
ARCHIVES: dict[str, tuple[Callable[[Files], bytes], object]] = {
    "lzma": (lambda files: zipped(files, zipfile.ZIP_LZMA), "update.damaged"),
    "bzip2": (lambda files: zipped(files, zipfile.ZIP_BZIP2), "update.damaged"),
    "spoilt lzma": (spoilt(zipfile.ZIP_LZMA), "update.damaged"),
    "spoilt bzip2": (spoilt(zipfile.ZIP_BZIP2), "update.damaged"),
    "spoilt deflate": (spoilt(zipfile.ZIP_DEFLATED), "update.damaged"),
    "a path upwards": (lambda files: zipped(files, more={"kg/../../x.csv": b""}), "update.damaged"),
    "a path from the root": (lambda files: zipped(files, more={"/etc/x": b""}), "update.damaged"),
    "a bomb": (lambda files: zipped(files, more={"kg/b.csv": b"0" * 2**26}), "update.too_large"),
    "no archive": (lambda _files: b"PK\x03\x04", "update.damaged"),
    "nothing": (lambda _files: b"", "update.damaged"),
    "another code inside": (settings('code = "kg"', 'code = "kz"'), "update.damaged"),
    "another version inside": (settings("2031.1", "2031.9"), "update.damaged"),
    "a sign nobody sees": (sign_in_a_label, "update.damaged"),
    "a newer format": (settings('code = "kg"', 'format = 2\ncode = "kg"'), UNREADABLE),
    "brackets in brackets": (settings('code = "kg"', "x = " + "[" * 9999 + '\ncode = "kg"'), UNREADABLE),
    "digits without end": (settings('code = "kg"', "x = " + "1" * 5000 + '\ncode = "kg"'), UNREADABLE),
    "a folder of zones": (settings("Asia/Bishkek", "America"), UNREADABLE),
    "no UTF-8": (lambda files: packed({**files, "kg/rules.csv": "код".encode("utf-16")}), UNREADABLE),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_signed_archive_that_does_harm_is_not_taken(desk: Desk, files: Files, name: str) -> None:
    make, expected = ARCHIVES[name]
    put(desk, make(files), SAID)
    assert outcome(desk.folder) == expected


@pytest.mark.parametrize("custom", [[1], "x", {}, {"kind": "\x1b[31m\u202e" + "x" * 99}, {"kind": [1]}])
def test_whatever_is_said_of_a_part_is_shown_and_steers_nothing(desk: Desk, files: Files,
                                                                custom: object) -> None:
    put(desk, packed(files), custom, path="pack/a\x1b[2J.zip")
    found = PUBLICATIONS.read(desk.folder, PUBLICATIONS.publisher(desk.folder))
    (aside,) = found.aside
    assert (aside.why, len(aside.kind) <= 40) == (Aside.UNKNOWN_KIND, True)
    shown = said("publish", "show", desk.folder)
    assert shown.status == 0
    assert not {"\x1b", "\u202e"} & {*shown.out, *shown.err, *aside.path, *aside.kind}


def test_two_packs_of_one_country_are_refused(desk: Desk, files: Files) -> None:
    put(desk, packed(files), SAID, path="pack/kg2.zip")
    assert outcome(desk.folder) == "update.damaged"


def test_showing_a_publication_waits_for_no_pipe_and_reads_no_device(desk: Desk) -> None:
    stamp = desk.folder / "metadata" / "timestamp.json"
    stamp.unlink()
    os.mkfifo(stamp)
    assert "publish.none_here" in said("publish", "show", desk.folder).err
    stamp.unlink()
    stamp.symlink_to("/dev/zero")
    assert "publish.none_here" in said("publish", "show", desk.folder).err


# ── Other tools ──────────────────────────────────────────────────────────────────────────────────────────


def by_tuf_alone(folder: Path, content: bytes, *, consistent: bool, delegated: bool = False) -> None:
    """A repository as python-tuf's own example makes one, without a line of this program."""
    (folder / "metadata").mkdir(parents=True)
    (folder / "targets" / "pack").mkdir(parents=True)
    signers = {role: CryptoSigner.generate_ed25519() for role in ("root", *DAILY)}
    end = after(datetime.now(UTC), 20)
    root = Root(expires=end, consistent_snapshot=consistent)
    for role, signer in signers.items():
        root.add_key(signer.public_key, role)
    targets, path = Targets(expires=end), "pack/kg.zip"
    target = TargetFile.from_data(path, content, ["sha256"])
    target.unrecognized_fields["custom"] = SAID
    key = signers["targets"].public_key
    if delegated:
        inside = DelegatedRole("packs", [key.keyid], threshold=1, terminating=True, paths=["pack/*"])
        targets.delegations = Delegations(keys={key.keyid: key}, roles={"packs": inside})
        inner = Metadata(Targets(expires=end, targets={path: target}))
        inner.sign(signers["targets"])
        inner.to_file(str(folder / "metadata" / ("1.packs.json" if consistent else "packs.json")))
    else:
        targets.targets[path] = target
    name = f"{target.hashes['sha256']}.kg.zip" if consistent else "kg.zip"
    (folder / "targets" / "pack" / name).write_bytes(content)
    snapshot = Snapshot(expires=end)
    if delegated:
        snapshot.meta["packs.json"] = MetaFile(version=1)
    statements: dict[str, Any] = {"root": root, "targets": targets, "snapshot": snapshot,
                                  "timestamp": Timestamp(expires=end)}
    for role, signed in statements.items():
        whole: Metadata[Any] = Metadata(signed)
        whole.sign(signers[role])
        bare = role == "timestamp" or (role != "root" and not consistent)
        whole.to_file(str(folder / "metadata" / (f"{role}.json" if bare else f"1.{role}.json")))


@pytest.mark.parametrize("consistent", [True, False])
def test_a_repository_that_tuf_made_alone_is_read(tmp_path: Path, files: Files, consistent: bool) -> None:
    by_tuf_alone(tmp_path / "it", packed(files), consistent=consistent)
    assert outcome(tmp_path / "it") == ([("kg", "2031.1")], [])


def test_what_is_delegated_is_not_looked_at(tmp_path: Path, files: Files) -> None:
    by_tuf_alone(tmp_path / "it", packed(files), consistent=True, delegated=True)
    assert outcome(tmp_path / "it") == ([], [])


# ── The curator's side ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", DAILY)
def test_a_folder_carried_away_while_a_key_changes_can_be_used(desk: Desk, role: str,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was written last when somebody copied it, or when the power went."""
    editions: list[Path] = []
    written = Repository.save_root, Repository.sweep

    def carried(before: Callable[..., None]) -> Callable[..., None]:
        def copied(*given: object, **named: object) -> None:
            for turn in (0, 1):
                if turn:
                    before(*given, **named)
                editions.append(Path(shutil.copytree(desk.folder, desk.root / f"copy{len(editions)}")))

        return copied

    trust = PUBLICATIONS.read(desk.folder, PUBLICATIONS.publisher(desk.folder)).trust
    monkeypatch.setattr(Repository, "save_root", carried(written[0]))
    monkeypatch.setattr(Repository, "sweep", carried(written[1]))
    desk.rotate(role)
    assert len(editions) == 4
    for edition in editions:
        assert [pack.code for pack in PUBLICATIONS.read(edition, trust).packs] == ["kg"]


def test_what_a_killed_publisher_left_half_written_goes_next_time(desk: Desk) -> None:
    for folder in ("metadata", "targets/pack"):
        (desk.folder / folder / ".tmpabc").write_bytes(b"half")
    desk.refresh()
    assert not list(desk.folder.rglob(".*"))


def test_notes_beside_the_tables_are_not_published(desk: Desk) -> None:
    folder = desk.pack("2031.2")
    (folder / "calls with the ministry.odt").write_text("private")
    (folder / "rules.csv~").write_text("older")
    part = publishing.part_of(folder, "pack", datetime.now(UTC).date())
    with zipfile.ZipFile(io.BytesIO(part.content)) as opened:
        assert {name.rpartition(".")[2] for name in opened.namelist()} == {"csv", "toml"}


def test_what_is_published_is_what_was_checked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = desk.pack("2031.2")

    def meanwhile(place: Place, today: date) -> tuple[Mistake, ...]:
        write_cell(folder / "rules.csv", "labour", "amount", "nothing")
        return check(place, today)

    monkeypatch.setattr("streetlaw.packs.publication.publishing.check", meanwhile)
    part = publishing.part_of(folder, "pack", datetime.now(UTC).date())
    with zipfile.ZipFile(io.BytesIO(part.content)) as opened:
        assert b",nothing," not in opened.read("kg/rules.csv")


def test_one_pack_twice_is_refused(desk: Desk) -> None:
    part = publishing.part_of(desk.pack("2031.2"), "pack", datetime.now(UTC).date())
    with cheap_keys(), pytest.raises(StreetLawError) as caught:
        publishing.add(desk.folder, desk.keys, [part, part], after(datetime.now(UTC), 9))
    assert caught.value.code == "publish.twice"


def test_a_link_in_a_folder_is_refused_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "osh").mkdir()
    (tmp_path / "osh" / "link").symlink_to("/")
    with pytest.raises(StreetLawError) as caught:
        publishing.part_of(tmp_path / "osh", "directory", datetime.now(UTC).date())
    assert caught.value.code == "publish.cannot_read"
