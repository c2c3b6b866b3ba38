"""The power goes: at any moment, with any part of what was not synced lost, nothing acknowledged is.

Proven twice: with every call the program makes, played back to disks that keep only what was synced or any
part of the rest (`replay`), and with a real ext4 whose image is copied while somebody writes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import migrate, slots, vault
from tests.faults import replay
from tests.faults.machine import cut_off, image_mounted, needs_strace, new_image, run, traced
from tests.faults.nursery import Nursery
from tests.faults.samples import Ledger, Sample, assert_sound
from tests.faults.writer import PASSPHRASE, surroundings
from tests.storage.restored import restored
from tests.vaults import frozen

CUTS = 60
LUCK = (0, 0, 1, 0.5)
"""How likely a change that was not synced survived, in turn."""

GLANCES = 8

Examine = Callable[[Path, Ledger], None]


def cut_everywhere(mode: str, sample: Sample, room: Path, examine: Examine, *, cuts: int = CUTS,
                   glance: Examine | None = None) -> Ledger:
    """Let a writer work on what stands beside `sample`, then cut the power at that many of its moments.

    `glance` is a cheap look at other disks of every moment.
    """
    needs_strace()
    world, chance = sample.folder.parent, Random(mode)
    before = shutil.copytree(world, room / "before")
    ledger, status = traced(mode, sample, 11, replay.OPTIONS, room / "trace")
    assert (status, ledger.closed, ledger.refused) == (0, True, None)
    after = shutil.copytree(world, room / "after")
    shutil.rmtree(world)
    before.rename(world)
    played = list(replay.calls(room / "trace"))
    every = list(replay.moments(replay.Disk(world), played))
    chosen = set(chance.sample(every, min(cuts, len(every))))
    disk = replay.Disk(world)
    for number in replay.moments(disk, played):
        looks = [(glance, 0.9)] * GLANCES if glance else []
        if number in chosen:
            looks.append((examine, LUCK[number % len(LUCK)]))
        for look, luck in looks:
            disk.rebuild(room / "cut", chance, luck)
            look(room / "cut", Ledger.of(disk.told))
            shutil.rmtree(room / "cut")
    disk.rebuild(room / "end", chance, 1)
    assert _files(room / "end") == _files(after), "the calls of the program were not understood"
    return ledger


def _files(world: Path) -> dict[str, bytes]:
    return {str(path.relative_to(world)): path.read_bytes() for path in world.rglob("*")
            if path.is_file() and not path.name.endswith("-shm")}


@pytest.fixture
def alone(pattern: Sample, tmp_path: Path) -> Sample:
    """A vault with nothing beside it."""
    (tmp_path / "world").mkdir()
    return pattern.copied(tmp_path / "world" / "vault")


def test_a_day_of_records(alone: Sample, tmp_path: Path) -> None:
    def examine(left: Path, ledger: Ledger) -> None:
        assert_sound(Sample(left / "vault", alone.words), ledger)

    done = cut_everywhere("day", alone, tmp_path, examine, cuts=2 * CUTS)
    assert done.deeds == 40


def test_changed_passphrases(alone: Sample, tmp_path: Path) -> None:
    def examine(left: Path, ledger: Ledger) -> None:
        meant = [ledger.trying["passphrase"]] if ledger.trying else []
        opened = None
        for text in (ledger.passphrase, *meant):
            opened = opened or _opened(left / "vault", text)
        assert opened is not None
        opened.close()
        assert_sound(Sample(left / "vault", alone.words), Ledger())

    def one_copy_stands(left: Path, _: Ledger) -> None:
        slots.load(left / "vault" / "keys.slots")

    cut_everywhere("keys", alone, tmp_path, examine, cuts=CUTS // 2, glance=one_copy_stands)


def _opened(folder: Path, passphrase: str) -> vault.OpenVault | None:
    try:
        return vault.unlock(folder, passphrase, surroundings=surroundings())
    except StreetLawError as refusal:
        if refusal.code != "vault.wrong_passphrase":
            raise
        return None


def test_a_new_vault_its_backups_and_a_restored_one(tmp_path: Path) -> None:
    """What has its name is whole; what was acknowledged has its name."""
    world = tmp_path / "world"
    world.mkdir()

    def examine(left: Path, ledger: Ledger) -> None:
        done = {name for line in ledger.others for name in line}
        for name, acknowledged in (("vault", "created"), ("restored", "restored")):
            if acknowledged in done or (left / name).exists():
                opened = vault.unlock(left / name, PASSPHRASE, surroundings=surroundings())
                assert opened.check().sound
                opened.close()
        if "backup" in done or (left / "copy.slbak").exists():
            restored(left / "copy.slbak", left / "again", passphrase=PASSPHRASE)

    cut_everywhere("copies", Sample(world / "vault", ()), tmp_path, examine, cuts=CUTS // 2)


@pytest.mark.parametrize("format_", frozen.OLDER)
def test_an_upgrade(tmp_path: Path, format_: str) -> None:
    shutil.copytree(frozen.folder(format_) / "vault", tmp_path / "world" / "vault")

    def examine(left: Path, _: Ledger) -> None:
        opened = vault.unlock(left / "vault", PASSPHRASE, surroundings=surroundings())
        assert migrate.is_current(opened.opened().engine)
        report = opened.check()
        opened.close()
        assert report.sound
        assert frozen.as_frozen(format_, report.counts)

    cut_everywhere("upgrade", Sample(tmp_path / "world" / "vault", ()), tmp_path, examine, cuts=CUTS // 3)


@pytest.mark.parametrize("seed", range(5))
def test_on_a_real_file_system(nursery: Nursery, pattern: Sample, tmp_path: Path, seed: int) -> None:
    """ext4 with its journal; the writer stands still while the image is copied, nothing is synced for it."""
    image, chance = new_image(tmp_path / "image"), Random(seed)
    with image_mounted(image, tmp_path / "disk") as disk:
        sample = pattern.copied(disk / "vault")
        run("sync", "-f", str(disk))
        writer = nursery.start("records", sample, seed)
        writer.hear(20 + chance.randrange(200))
        ledger = writer.frozen(lambda: run("cp", "--sparse=always", str(image), str(tmp_path / "cut")))
        writer.kill()
    repaired = run("e2fsck", "-p", "-f", str(tmp_path / "cut"))
    assert repaired.returncode in {0, 1}, repaired.stdout
    with image_mounted(tmp_path / "cut", tmp_path / "disk") as disk:
        assert_sound(Sample(disk / "vault", sample.words), ledger)


@pytest.mark.parametrize("seed", range(5))
def test_a_file_system_cut_off_from_its_disk(nursery: Nursery, pattern: Sample, tmp_path: Path,
                                             seed: int) -> None:
    """From one moment to the next everything fails, and what was in memory never reaches the disk.

    The writer stands between two calls at that moment: ext4 may answer yes to an fdatasync that is under way
    while it is shut down, though nothing reached the disk (seen on Linux 6.18 without any database, in 2 of
    40 shutdowns).
    """
    image, chance = new_image(tmp_path / "image"), Random(seed)
    with image_mounted(image, tmp_path / "disk") as disk:
        sample = pattern.copied(disk / "vault")
        run("sync", "-f", str(disk))
        writer = nursery.start("records", sample, seed)
        writer.hear(20 + chance.randrange(200))
        writer.frozen(lambda: cut_off(disk))
        writer.go_on()
        while not writer.ended:
            writer.hear(1)
        ledger = writer.kill()
    assert ledger.refused is not None
    assert ledger.refused["code"] in {"vault.disk_error", "vault.read_only"}
    assert run("e2fsck", "-p", "-f", str(image)).returncode in {0, 1}
    with image_mounted(image, tmp_path / "disk") as disk:
        assert_sound(Sample(disk / "vault", sample.words), ledger)
