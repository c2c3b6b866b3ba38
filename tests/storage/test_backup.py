from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streetlaw.domain.action import Attachment
from streetlaw.domain.backup import BackupReport
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import archive, backup, duress, files, kdf, keys, restoring, slots, streams, vault
from streetlaw.storage.kdf import Label
from streetlaw.storage.vault import OpenVault
from tests.storage.conftest import EVIDENCE, NOW, PASSPHRASE, Sample, add_client, add_evidence, names
from tests.storage.refusals import refused
from tests.storage.restored import restored

AGE_STARTS = len(backup.MAGIC) + 2 + slots.FILE_SIZE


@pytest.fixture(scope="module")
def made(pattern: Sample, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BackupReport]:
    place = tmp_path_factory.mktemp("stick")
    folder = shutil.copytree(pattern.folder, place / "vault")
    opened = Sample(folder, pattern.words, pattern.surroundings).unlock()
    report = backup.backup(opened, place / "monday.slbackup")
    opened.close()
    return place / "monday.slbackup", report


def test_a_backup_comes_back_with_the_words_and_with_the_passphrase(
    made: tuple[Path, BackupReport], sample: Sample, tmp_path: Path,
) -> None:
    file, report = made
    by_words = restored(file, tmp_path / "words", recovery_words=sample.words)
    by_passphrase = restored(file, tmp_path / "passphrase", passphrase=PASSPHRASE)
    assert by_words == by_passphrase == report
    for name in ("words", "passphrase"):
        opened = Sample(tmp_path / name, sample.words, sample.surroundings).unlock()
        assert opened.check().sound
        assert not opened.rolled_back
        with opened.work() as work:
            assert [client.code for client in work.list(Client)] == ["A-001"]
            (evidence,) = work.list(Attachment)
            assert work.blobs.open(evidence.blob, evidence.identity) == EVIDENCE
        opened.close()
    vault.unlock(tmp_path / "words", PASSPHRASE, surroundings=sample.surroundings).close()


def test_the_report_says_what_is_in_it(made: tuple[Path, BackupReport], sample: Sample) -> None:
    file, report = made
    assert report.made == NOW
    assert report.size == file.stat().st_size
    assert (report.attachments, report.audit_lines) == (1, 2)
    assert report.counts["client"] == 1
    assert report.vault_id == sample.unlock().vault_id


def test_the_file_is_private_and_says_nothing(made: tuple[Path, BackupReport]) -> None:
    file, _ = made
    data = file.read_bytes()
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    for telling in (b"manifest", b"vault.db", b"blobs", b"SQLite", EVIDENCE[:16]):
        assert telling not in data[AGE_STARTS:]


def test_nothing_of_its_making_stays_in_the_vault(opened: OpenVault, tmp_path: Path) -> None:
    before = sorted(path.name for path in opened.folder.rglob("*"))
    backup.backup(opened, tmp_path / "b")
    assert sorted(path.name for path in opened.folder.rglob("*")) == before


def test_an_open_vault_at_work_is_copied_whole(opened: OpenVault, sample: Sample, tmp_path: Path) -> None:
    for number in range(20):
        add_evidence(opened, add_client(opened, f"B-{number}"), bytes([number]) * 1000)
    with opened.work() as work:
        work.add(Client(code="C-1"))  # not committed: not in the backup
        report = backup.backup(opened, tmp_path / "b")
    assert report.counts["client"] == report.counts["attachment"] == 21
    assert restored(tmp_path / "b", tmp_path / "r", recovery_words=sample.words) == report


def test_the_slots_in_a_backup_anchor_the_chain_in_it(opened: OpenVault, tmp_path: Path) -> None:
    add_client(opened, "B-001")
    report = backup.backup(opened, tmp_path / "b")
    table = slots.parse((tmp_path / "b").read_bytes()[AGE_STARTS - slots.FILE_SIZE:AGE_STARTS])
    anchor = keys.read_anchor(table, opened.opened().key)
    assert anchor is not None
    assert anchor.sequence == report.audit_lines == 3


def test_a_duress_passphrase_is_in_no_backup(opened: OpenVault, tmp_path: Path) -> None:
    key = opened.opened().key
    table, decoy = duress.placed(opened.slot_table, 5, key, "under duress", kdf.TEST)
    opened.store_slots(table)
    opened.opened().blobs.path(duress.name_of(decoy)).write_bytes(b"a decoy")
    assert backup.backup(opened, tmp_path / "b").attachments == 1
    table = slots.parse((tmp_path / "b").read_bytes()[AGE_STARTS - slots.FILE_SIZE:AGE_STARTS])
    assert table.slot(5) is None
    assert duress.marked(table, key) is None
    with refused("backup.wrong_key"):
        restored(tmp_path / "b", tmp_path / "r", passphrase="under duress")
    assert restored(tmp_path / "b", tmp_path / "r", passphrase=PASSPHRASE).damaged == 0
    trial = restoring.drill(opened, tmp_path / "b")
    assert trial.good
    assert trial.same_passphrase


def test_an_older_backup_gives_way_only_to_a_whole_one(opened: OpenVault, tmp_path: Path) -> None:
    target = tmp_path / "b"
    backup.backup(opened, target)
    older = target.read_bytes()

    def stop(done: int, total: int) -> None:
        if done > 100_000:
            raise StreetLawError("work.cancelled")

    with refused("work.cancelled"):
        backup.backup(opened, target, progress=stop)
    assert target.read_bytes() == older
    assert not list(tmp_path.glob(".*"))
    assert not list(opened.folder.glob(".*"))
    told: list[tuple[int, int]] = []
    backup.backup(opened, target, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_place_that_cannot_be_written_is_named(opened: OpenVault, tmp_path: Path) -> None:
    with refused("backup.not_written"):
        backup.backup(opened, tmp_path / "nowhere" / "b")
    assert not list(opened.folder.glob(".*"))


def test_a_full_stick_is_named_and_the_older_backup_stays(opened: OpenVault, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_packed: object, file: BinaryIO, *_rest: object) -> None:
        file.write(b"the beginning")
        raise OSError(errno.ENOSPC, "no space left")

    target = tmp_path / "b"
    backup.backup(opened, target)
    older = target.read_bytes()
    monkeypatch.setattr(streams, "seal", full)
    with refused("backup.disk_full"):
        backup.backup(opened, target)
    assert target.read_bytes() == older
    assert names(tmp_path) == ["b", "lawyer.streetlaw"]


def test_a_passphrase_changed_since_opens_only_newer_backups(opened: OpenVault, tmp_path: Path) -> None:
    backup.backup(opened, tmp_path / "old")
    opened.change_passphrase(PASSPHRASE, "new words")
    backup.backup(opened, tmp_path / "new")
    restored(tmp_path / "old", tmp_path / "a", passphrase=PASSPHRASE)
    restored(tmp_path / "new", tmp_path / "b", passphrase="new words")
    with refused("backup.wrong_key"):
        restored(tmp_path / "new", tmp_path / "c", passphrase=PASSPHRASE)


def test_a_wrong_secret_leaves_nothing(made: tuple[Path, BackupReport], tmp_path: Path) -> None:
    with refused("backup.wrong_key"):
        restored(made[0], tmp_path / "r", passphrase="guess")
    with refused("backup.wrong_key"):
        restored(made[0], tmp_path / "r", recovery_words="zoo " * 23 + "vote")
    with refused("vault.recovery_words_mistyped"):
        restored(made[0], tmp_path / "r", recovery_words="zoo " * 24)
    assert names(tmp_path) == []


def test_nothing_is_restored_over_something(made: tuple[Path, BackupReport], sample: Sample) -> None:
    before = {path: path.stat().st_mtime_ns for path in sample.folder.rglob("*")}
    with refused("vault.exists"):
        restored(made[0], sample.folder, recovery_words=sample.words)
    assert {path: path.stat().st_mtime_ns for path in sample.folder.rglob("*")} == before


def test_what_is_not_there_or_no_backup_is_named(sample: Sample, tmp_path: Path) -> None:
    with refused("backup.not_read"):
        restored(tmp_path / "nowhere", tmp_path / "r", passphrase="x")
    with refused("backup.damaged"):
        restored(sample.folder / "vault.db", tmp_path / "r", passphrase="x")
    newer = tmp_path / "newer"
    newer.write_bytes(backup.MAGIC + (backup.FORMAT + 1).to_bytes(2, "big") + bytes(50_000))
    with refused("backup.newer_format"):
        restored(newer, tmp_path / "r", passphrase="x")
    assert not (tmp_path / "r").exists()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.floats(0, 1, exclude_max=True))
def test_a_flipped_bit_or_a_cut_is_noticed_and_leaves_nothing(
    made: tuple[Path, BackupReport], sample: Sample, tmp_path: Path, chance: float,
) -> None:
    data = made[0].read_bytes()
    place = AGE_STARTS + int((len(data) - AGE_STARTS) * chance)
    bad = tmp_path / "bad"
    for damaged in (data[:place] + bytes([data[place] ^ 1]) + data[place + 1:], data[:place]):
        bad.write_bytes(damaged)
        with refused("backup.damaged"):
            restored(bad, tmp_path / "r", recovery_words=sample.words)
    assert names(tmp_path) == ["bad", "lawyer.streetlaw"]


@pytest.mark.parametrize("place", [0, 10, 20, 5000, 20_000])
def test_a_bit_flipped_before_the_age_file_is_noticed_or_mended(
    made: tuple[Path, BackupReport], sample: Sample, tmp_path: Path, place: int,
) -> None:
    data = bytearray(made[0].read_bytes())
    data[place] ^= 1
    (tmp_path / "bad").write_bytes(data)
    if place < len(backup.MAGIC) + 2:
        with refused("backup.damaged"):
            restored(tmp_path / "bad", tmp_path / "r", recovery_words=sample.words)
    else:  # the other copy of the slots stands
        restored(tmp_path / "bad", tmp_path / "r", recovery_words=sample.words)


def rebuilt(made: Path, opened: OpenVault, target: Path, **lies: object) -> None:
    """Write a backup with the vault's real key whose inside is not what it says."""
    key = opened.opened().key
    identity = streams.identity_of(key.subkey(Label.BACKUP))
    folder = target.with_suffix(".in")
    (folder / "blobs").mkdir(parents=True)
    with made.open("rb") as file, archive.Unpacker(folder) as unpacker:
        head = file.read(AGE_STARTS)
        streams.unseal(file, unpacker, identity, "backup.damaged")
        manifest = unpacker.finish().manifest
    blob = next((folder / "blobs").iterdir())
    if lies.pop("blob", False):
        blob.write_bytes(blob.read_bytes()[::-1])
    if lies.pop("database", False):
        data = (folder / "vault.db").read_bytes()
        (folder / "vault.db").write_bytes(data[:9000] + bytes([data[9000] ^ 1]) + data[9001:])
    told = msgspec.structs.replace(manifest, **lies)
    members = [archive.Member.of(name, folder / name) for name in manifest.members]
    with target.open("wb") as file:
        file.write(head)
        streams.seal(archive.Packed(told, members), file, [streams.recipient_of(identity)])


@pytest.mark.parametrize("lie", [
    {"database": True}, {"audit_lines": 1}, {"audit_head": "00" * 32},
    {"counts": {"client": 2}},
])
def test_a_sealed_backup_whose_inside_is_not_sound_is_refused(
    made: tuple[Path, BackupReport], opened: OpenVault, sample: Sample, tmp_path: Path,
    lie: dict[str, object],
) -> None:
    rebuilt(made[0], opened, tmp_path / "lie", **lie)
    with refused("backup.damaged"):
        restored(tmp_path / "lie", tmp_path / "r", recovery_words=sample.words)
    assert not (tmp_path / "r").exists()
    assert not list(tmp_path.glob(f".*{files.PART_SUFFIX}"))


def test_an_attachment_damaged_before_is_told_and_everything_else_comes_back(
    made: tuple[Path, BackupReport], opened: OpenVault, sample: Sample, tmp_path: Path,
) -> None:
    rebuilt(made[0], opened, tmp_path / "rotten", blob=True)
    report = restored(tmp_path / "rotten", tmp_path / "r", recovery_words=sample.words)
    assert report.damaged == 1
    back = Sample(tmp_path / "r", sample.words, sample.surroundings).unlock()
    with back.work() as work:
        assert [client.code for client in work.list(Client)] == ["A-001"]
    back.close()


def test_an_attachment_that_went_missing_hinders_no_backup(opened: OpenVault, sample: Sample,
                                                          tmp_path: Path) -> None:
    for name in opened.opened().blobs.names():
        opened.opened().blobs.path(name).unlink()
    report = backup.backup(opened, tmp_path / "b")
    assert (report.attachments, report.damaged) == (0, 1)
    assert restored(tmp_path / "b", tmp_path / "r", recovery_words=sample.words).damaged == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to files")
def test_a_drive_that_takes_no_file_that_large_says_so(opened: OpenVault, tmp_path: Path) -> None:
    import resource

    with opened.work() as work:
        add_evidence(opened, work.list(Client)[0].id, bytes(2 * 2**20))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * 2**20, before[1]))  # as FAT32 does at 4 GB
    try:
        with refused("backup.larger_than_files"):
            backup.backup(opened, tmp_path / "b")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(tmp_path) == [opened.folder.name]


def test_no_older_backup_gives_way_to_one_that_lost_an_attachment(opened: OpenVault, sample: Sample,
                                                                tmp_path: Path) -> None:
    assert backup.backup(opened, tmp_path / "b").damaged == 0
    sound = (tmp_path / "b").read_bytes()
    (name,) = opened.opened().blobs.names()
    blob = opened.opened().blobs.path(name)
    blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    with refused("backup.would_lose"):
        backup.backup(opened, tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == sound
    assert backup.backup(opened, tmp_path / "c").damaged == 1
    assert restored(tmp_path / "b", tmp_path / "r", recovery_words=sample.words).damaged == 0
    assert not list(opened.folder.glob(f".*{files.PART_SUFFIX}"))


def test_files_no_record_knows_stay_out_of_a_backup(opened: OpenVault, tmp_path: Path) -> None:
    opened.opened().blobs.path("0" * 32).write_bytes(b"a stray")
    assert backup.backup(opened, tmp_path / "b").attachments == 1


def test_a_backup_lies_outside_of_what_it_saves(opened: OpenVault) -> None:
    for place in (opened.folder / "b", opened.folder / "blobs" / ".." / "b"):
        with refused("backup.inside_vault"):
            backup.backup(opened, place)


def test_nothing_but_a_backup_of_this_vault_gives_way(
    opened: OpenVault, made: tuple[Path, BackupReport], sample: Sample, tmp_path: Path,
) -> None:
    letter, other, folder = tmp_path / "letter", tmp_path / "other", tmp_path / "folder"
    letter.write_text("mine")
    folder.mkdir()
    stranger = vault.create(tmp_path / "stranger", PASSPHRASE, surroundings=sample.surroundings, kdf=kdf.TEST)
    backup.backup(stranger.vault, other)
    stranger.vault.close()
    before = other.read_bytes()
    for target in (letter, other, folder):
        with refused("backup.target_taken"):
            backup.backup(opened, target)
    assert letter.read_text() == "mine"
    assert other.read_bytes() == before
    torn = tmp_path / "torn"
    torn.write_bytes(made[0].read_bytes()[:100])
    backup.backup(opened, torn)  # what is left of a backup may go


@pytest.mark.skipif(shutil.which("age") is None, reason="the age command is not installed")
def test_the_age_command_opens_the_inside(
    made: tuple[Path, BackupReport], opened: OpenVault, tmp_path: Path,
) -> None:
    identity = tmp_path / "identity"
    identity.write_text(streams.identity_of(opened.opened().key.subkey(Label.BACKUP)))
    (tmp_path / "inside.age").write_bytes(made[0].read_bytes()[AGE_STARTS:])
    command = ["age", "--decrypt", "-i", str(identity), "-o", str(tmp_path / "tar")]
    subprocess.run([*command, str(tmp_path / "inside.age")], check=True)
    assert b"manifest.json" in (tmp_path / "tar").read_bytes()[:100]
