"""`streetlaw vault drill`, and restoring a backup that somebody sealed for me."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services import backups
from tests.cli.conftest import Desk, command, content, opened, said

pytestmark = pytest.mark.slow


def let_the_attorney(lawyer: Desk) -> None:
    with opened(lawyer.folder) as vault, vault.work() as work:
        (attorney,) = work.list(TrustedPerson)
        backups.allow_trustee(work, attorney.id)


def test_a_drill_says_what_would_come_back(lawyer: Desk, tmp_path: Path) -> None:
    assert lawyer.do("vault", "backup", tmp_path / "b.slv", "--place", "USB drive").status == 0
    done = lawyer.do("vault", "drill", tmp_path / "b.slv")
    assert (done.status, done.facts["chain"], done.facts["same_passphrase"]) == (0, "past", True)
    assert done.facts["counts"]["client"] == 3
    with opened(lawyer.folder) as vault, vault.work() as work:
        state = backups.state(work)
    assert state.drill is not None
    assert state.drill.place == "USB drive"
    spoken = said("vault", "drill", lawyer.folder, tmp_path / "b.slv", "--passphrase-file", lawyer.key)
    assert "would come back whole" in spoken.out


def test_a_drill_refuses_what_would_not_come_back(lawyer: Desk, attorney: Desk, tmp_path: Path) -> None:
    older = shutil.copytree(lawyer.folder, tmp_path / "older")
    for target in ("b.slv", "later.slv"):
        assert lawyer.do("vault", "backup", tmp_path / target).status == 0
    data = bytearray((tmp_path / "b.slv").read_bytes())
    data[-500] ^= 1
    (tmp_path / "altered").write_bytes(data)
    assert attorney.do("vault", "backup", tmp_path / "other.slv").status == 0
    for desk, source, code in (
        (lawyer, "altered", "backup.damaged"),
        (lawyer, "other.slv", "backup.other_vault"),
        (lawyer, "gone", "backup.not_read"),
        (Desk(older, lawyer.key), "later.slv", "backup.ahead"),
    ):
        desk.refused(code, "vault", "drill", tmp_path / source)
        assert sorted(path.name for path in desk.folder.glob(".*")) == []


def test_a_backup_stays_outside_of_its_vault(lawyer: Desk) -> None:
    lawyer.refused("backup.inside_vault", "vault", "backup", lawyer.folder / "b.slv")


def test_a_trusted_person_restores_what_was_sealed_for_them(lawyer: Desk, attorney: Desk,
                                                           tmp_path: Path) -> None:
    (tmp_path / "new").write_text("a new passphrase\n")
    let_the_attorney(lawyer)
    assert lawyer.do("vault", "backup", tmp_path / "b.slv").status == 0
    restore = ("vault", "restore", tmp_path / "b.slv", tmp_path / "back", "--own-vault", attorney.folder,
               "--passphrase-file", attorney.key, "--new-passphrase-file", tmp_path / "new")
    assert command(*restore).status == 0
    check = command("vault", "check", tmp_path / "back", "--passphrase-file", tmp_path / "new")
    assert (check.status, check.facts["counts"]["client"]) == (0, 3)


def test_nobody_restores_what_was_not_sealed_for_them_or_by_a_stranger(lawyer: Desk, attorney: Desk,
                                                                     tmp_path: Path) -> None:
    (tmp_path / "new").write_text("a new passphrase\n")
    assert lawyer.do("vault", "backup", tmp_path / "mine.slv").status == 0
    let_the_attorney(lawyer)
    assert lawyer.do("vault", "backup", tmp_path / "handed.slv").status == 0
    before = content(attorney.folder)
    ours = ("--own-vault", attorney.folder, "--passphrase-file", attorney.key,
            "--new-passphrase-file", tmp_path / "new")
    restore = command("vault", "restore", tmp_path / "mine.slv", tmp_path / "back", *ours)
    assert (restore.status, restore.code) == (1, "backup.not_for_me")
    with opened(attorney.folder) as vault, vault.work() as work:
        (person,) = work.list(TrustedPerson)
        work.remove(person)
        work.commit("person.removed")
    restore = command("vault", "restore", tmp_path / "handed.slv", tmp_path / "back", *ours)
    assert (restore.status, restore.code) == (1, "backup.unknown_owner")
    assert not (tmp_path / "back").exists()
    assert content(attorney.folder).keys() == before.keys()


def test_a_backup_of_damaged_attachments_is_written_and_is_no_success(lawyer: Desk, tmp_path: Path) -> None:
    for name in ("photo.txt", "letter.txt"):
        (tmp_path / name).write_text(name * 100)
        assert lawyer.do("attach", "add", "--client", lawyer.codes[0], tmp_path / name).status == 0
    blob = min((lawyer.folder / "blobs").iterdir())
    data = bytearray(blob.read_bytes())
    data[-1] ^= 1
    blob.write_bytes(data)
    done = lawyer.do("vault", "backup", tmp_path / "b.slv", "--place", "USB drive")
    assert (done.status, done.code, done.facts["damaged"]) == (1, "backup.made_damaged", 1)
    with opened(lawyer.folder) as vault, vault.work() as work:
        (place,) = backups.state(work).places
    assert place.damaged == 1
    (damaged,) = done.facts["damaged_files"]
    assert (damaged["client"], damaged["name"] in {"photo.txt", "letter.txt"}) == (lawyer.codes[0], True)
    back = command("vault", "restore", tmp_path / "b.slv", tmp_path / "back", "--passphrase-file", lawyer.key)
    assert (back.status, back.code, back.facts["damaged_files"]) == (1, "backup.held_damaged", [damaged])
    check = command("vault", "check", tmp_path / "back", "--passphrase-file", lawyer.key)
    assert (check.facts["attachments"], check.facts["damaged_files"]) == (2, [damaged])
    drill = command("vault", "drill", tmp_path / "back", tmp_path / "b.slv", "--passphrase-file", lawyer.key)
    assert (drill.status, drill.code, drill.facts["damaged_files"]) == (1, "backup.held_damaged", [damaged])
    with opened(tmp_path / "back") as vault, vault.work() as work:
        assert [(one.client, one.name) for one in backups.notice(work).damaged] == \
            [(damaged["client"], damaged["name"])]
        assert [client.code for client in work.list(Client)]


def test_a_damaged_file_is_named_to_who_reads_the_terminal(lawyer: Desk, tmp_path: Path) -> None:
    (tmp_path / "photo.txt").write_text("photo" * 100)
    assert lawyer.do("attach", "add", "--client", lawyer.codes[0], tmp_path / "photo.txt").status == 0
    for blob in (lawyer.folder / "blobs").iterdir():
        blob.write_bytes(blob.read_bytes()[:-1])
    command("vault", "backup", lawyer.folder, tmp_path / "b.slv", "--passphrase-file", lawyer.key)
    back = said("vault", "restore", tmp_path / "b.slv", tmp_path / "back", "--passphrase-file", lawyer.key)
    assert back.status == 1
    assert f"{lawyer.codes[0]} · photo.txt" in back.out
