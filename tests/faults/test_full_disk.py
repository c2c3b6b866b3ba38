"""A full disk: what cannot be kept is refused in clear words, what was kept stays, and room makes it well."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.storage import backup, kdf, migrate, vault
from streetlaw.storage.decoy import Decoy
from streetlaw.storage.keyring import Keyring
from streetlaw.storage.vault import OpenVault
from tests.faults.machine import SmallDisk, image_mounted, new_image, small_disk
from tests.faults.nursery import ROOT, Nursery
from tests.faults.samples import Ledger, Sample, assert_sound, contents
from tests.faults.writer import DURESS, PASSPHRASE, Job, Records, surroundings
from tests.storage.refusals import refused
from tests.vaults import frozen

MEGABYTES = 4


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", MEGABYTES) as disk:
        yield disk


@pytest.fixture
def there(pattern: Sample, disk: SmallDisk) -> Sample:
    """A vault on the small disk."""
    return pattern.copied(disk.folder / "vault")


@contextmanager
def working(there: Sample, ledger: Ledger) -> Iterator[tuple[OpenVault, Callable[[str], None]]]:
    """The vault open, and a hand that does deeds and notes those that were acknowledged."""
    opened = there.unlock()
    records = Records(Job(there.folder, there.words, 5, lambda _what, _fact: None), opened)
    with opened.work() as work:
        records._clients.append(work.list(Client)[0].id)

    def do(deed: str) -> None:
        ledger.take({"trying": {}})
        ledger.take({"done": getattr(records, deed)()})
    yield opened, do
    opened.close()


@pytest.mark.parametrize("left", [0, 4096, 20_000])
def test_opening_says_that_the_disk_is_full_and_changes_nothing(there: Sample, disk: SmallDisk,
                                                                left: int) -> None:
    before = contents(there.folder)
    disk.fill(but=left)
    with refused("vault.disk_full"):
        there.unlock()
    assert {name: data for name, data in contents(there.folder).items() if name in before} == before
    disk.free()
    assert_sound(there, Ledger())


def test_a_vault_without_a_lock_file_needs_room_for_one(there: Sample, disk: SmallDisk) -> None:
    (there.folder / "lock").unlink()
    disk.fill()
    with pytest.raises(StreetLawError) as refusal:
        there.unlock()
    assert refusal.value.code == "vault.disk_full"
    disk.free()
    assert_sound(there, Ledger())


def test_a_disk_that_takes_no_more_files_is_full(pattern: Sample, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", MEGABYTES, files=30) as disk:
        there = pattern.copied(disk.folder / "vault")
        many = []
        with suppress(OSError):
            for number in range(30):
                many.append(disk.folder / f"file {number}")
                many[-1].touch()
        with refused("vault.disk_full"):
            there.unlock()
        for path in many[:-1]:
            path.unlink()
        assert_sound(there, Ledger())


SMALL_BLOCKS = (0, 8192, 12_000, 16_384, 24_000, 140_000)
"""Bytes left on a disk on which SQLite maps a file into memory that has no block yet for each of its pages:
the system kills whoever touches one there is none for."""


@pytest.fixture
def blocks(tmp_path: Path) -> Iterator[SmallDisk]:
    with image_mounted(new_image(tmp_path / "image"), tmp_path / "disk") as folder:
        yield SmallDisk(folder)


@pytest.mark.parametrize("left", SMALL_BLOCKS)
def test_opening_on_a_full_disk_of_small_blocks_ends_no_program(blocks: SmallDisk, pattern: Sample,
                                                                left: int) -> None:
    there = pattern.copied(blocks.folder / "vault")
    blocks.fill(but=left)
    command = [sys.executable, "-m", "tests.faults.writer", "records", str(there.folder), "3", *there.words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=300)
    ledger = Ledger.read(done.stdout)
    assert (done.returncode, (ledger.refused or {}).get("code")) == (0, "vault.disk_full")
    blocks.free()
    assert_sound(there, ledger)


@pytest.mark.parametrize("left", SMALL_BLOCKS)
def test_saving_on_a_full_disk_of_small_blocks_ends_no_program(blocks: SmallDisk, pattern: Sample, left: int,
                                                               nursery: Nursery) -> None:
    there = pattern.copied(blocks.folder / "vault")
    writer = nursery.start("records", there, 3)
    writer.hear(5)
    writer.frozen(lambda: blocks.fill(but=left))
    writer.go_on()
    while not writer.ended:
        writer.hear(1)
    ledger = writer.kill()
    assert (ledger.refused or {}).get("code") == "vault.disk_full"
    blocks.free()
    assert_sound(there, ledger)


@pytest.mark.parametrize("deed", ["client", "note", "attachment", "edit", "erase"])
def test_saving_is_refused_and_what_was_saved_stays(there: Sample, disk: SmallDisk, deed: str) -> None:
    ledger = Ledger()
    with working(there, ledger) as (opened, do):
        for done in ("client", "note", "attachment", "note"):
            do(done)
        disk.fill()
        for _ in range(3):
            with refused("vault.disk_full"):
                do(deed)
        assert opened.check().sound
        disk.free()
        do("note")
    assert_sound(there, ledger)
    assert not list((there.folder / "blobs").glob(".*"))


@pytest.mark.parametrize("left", range(0, 400_000, 50_000))
def test_saving_until_the_disk_is_full_loses_nothing_acknowledged(there: Sample, disk: SmallDisk,
                                                                  left: int) -> None:
    ledger = Ledger()
    with working(there, ledger) as (_opened, do):
        disk.fill(but=40_000 + left)
        with refused("vault.disk_full"):
            for _ in range(1000):
                do("note")
                do("attachment")
    disk.free()
    assert_sound(there, ledger)


def test_a_backup_is_refused_and_the_older_one_stays(there: Sample, disk: SmallDisk) -> None:
    target = disk.folder / "copy.slbak"
    with working(there, Ledger()) as (opened, _):
        backup.backup(opened, target)
        older = target.read_bytes()
        for left in (0, len(older) // 2):
            disk.fill(but=left)
            with pytest.raises(StreetLawError) as refusal:
                backup.backup(opened, target)
            assert refusal.value.code in {"vault.disk_full", "backup.disk_full", "backup.no_room"}
            disk.free()
    assert target.read_bytes() == older
    assert {path.name for path in disk.folder.iterdir()} == {"vault", "copy.slbak"}
    assert not list(there.folder.glob(".*"))


def test_a_passphrase_is_changed_then_or_refused_and_stays(there: Sample, disk: SmallDisk) -> None:
    new = PASSPHRASE
    with working(there, Ledger()) as (opened, _):
        disk.fill()
        try:
            opened.change_passphrase(PASSPHRASE, "seven other words")
            new = "seven other words"
        except StreetLawError as refusal:
            full = refusal.code == "vault.disk_full"  # the database notes which keys it knows
            assert full
    disk.free()
    vault.unlock(there.folder, new, surroundings=surroundings()).close()


def test_a_duress_passphrase_needs_no_room(there: Sample, disk: SmallDisk) -> None:
    def fill(decoy: Decoy) -> None:
        with decoy.work() as work:
            open_client(work, OpenClient(client=Client(named=True, family_name="Invented")))

    opened = there.unlock()
    Keyring(opened).set_duress(PASSPHRASE, DURESS, fill)
    opened.close()
    disk.fill()
    opened = vault.unlock(there.folder, DURESS, surroundings=surroundings())
    with opened.work() as work:
        assert [client.family_name for client in work.list(Client)] == ["Invented"]
    opened.close()
    with refused("vault.wrong_passphrase"):
        vault.unlock(there.folder, PASSPHRASE, surroundings=surroundings())


def test_closing_on_a_full_disk_keeps_everything(there: Sample, disk: SmallDisk) -> None:
    ledger = Ledger()
    with working(there, ledger) as (_, do):
        for _ in range(10):
            do("note")
        disk.fill()
    disk.free()
    assert_sound(there, ledger)


def test_a_vault_that_cannot_be_made_leaves_nothing(disk: SmallDisk) -> None:
    disk.fill(but=60_000)
    with refused("vault.disk_full"):
        vault.create(disk.folder / "new", PASSPHRASE, surroundings=surroundings(), kdf=kdf.TEST)
    assert {path.name for path in disk.folder.iterdir()} == {"ballast"}


@pytest.mark.parametrize("format_", frozen.OLDER)
@pytest.mark.parametrize("left", [60_000, 300_000, 450_000])
def test_an_upgrade_without_room_leaves_the_older_format(disk: SmallDisk, format_: str, left: int) -> None:
    folder = shutil.copytree(frozen.folder(format_) / "vault", disk.folder / "vault")
    disk.fill(but=left)
    unlock = partial(vault.unlock, folder, PASSPHRASE, surroundings=surroundings())
    with refused("vault.disk_full"):
        unlock()
    assert not list(folder.glob(".*"))
    disk.free()
    opened = unlock()
    assert migrate.is_current(opened.opened().engine)
    assert frozen.as_frozen(format_, opened.check().counts)
    opened.close()
