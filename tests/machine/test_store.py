"""The disk under a vault, on computers made of files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from streetlaw.domain.finding import Finding
from streetlaw.machine import store
from streetlaw.machine.computer import Computer
from tests.machine.conftest import Built

SWAPS = "Filename\tType\tSize\tUsed\tPriority\n"


def codes(findings: object) -> list[str]:
    return [finding.code for finding in findings if isinstance(finding, Finding)]  # type: ignore[attr-defined]


class TestDisk:
    def test_a_plain_partition(self, built: Built) -> None:
        built.disk("8:1")
        built.mount(("/", "ext4", "/dev/sda1", "8:1"))
        assert store.disk(Path("/home"), built.computer).code == "disk.plain"

    def test_lvm_on_luks(self, built: Built) -> None:
        built.disk("8:3")
        built.disk("254:0", crypt=True, below=("8:3",))
        built.disk("254:1", below=("254:0",))
        built.mount(("/", "ext4", "/dev/mapper/vg-root", "254:1"))
        assert store.disk(Path("/home"), built.computer).code == "disk.encrypted"

    def test_one_plain_disk_of_two_is_plain(self, built: Built) -> None:
        built.disk("254:0", crypt=True)
        built.disk("8:1")
        built.disk("9:0", below=("254:0", "8:1"))
        built.mount(("/", "ext4", "/dev/md0", "9:0"))
        assert store.disk(Path("/"), built.computer).code == "disk.plain"

    def test_btrfs_names_its_device_by_the_source(self, built: Built) -> None:
        built.disk("254:0", crypt=True, name="/dev/mapper/luks")
        built.mount(("/", "btrfs", "/dev/mapper/luks", "0:31"))
        assert store.disk(Path("/"), built.computer).code == "disk.encrypted"

    def test_the_innermost_and_latest_mount_counts(self, built: Built) -> None:
        built.disk("8:1")
        built.disk("254:0", crypt=True)
        built.mount(("/", "ext4", "/dev/sda1", "8:1"), ("/my\\040home", "ext4", "/dev/sda1", "8:1"),
                    ("/my\\040home", "ext4", "/dev/mapper/home", "254:0"))
        assert store.disk(Path("/my home/vault"), built.computer).code == "disk.encrypted"
        assert store.disk(Path("/my homes"), built.computer).code == "disk.plain"

    @pytest.mark.parametrize(("kind", "code"), [
        ("fuse.gocryptfs", "disk.encrypted"), ("overlay", "disk.unknown"), ("zfs", "disk.unknown")])
    def test_file_systems_without_a_device(self, built: Built, kind: str, code: str) -> None:
        built.mount(("/", kind, "source", "0:40"))
        assert store.disk(Path("/"), built.computer).code == code

    def test_a_loop_device_hides_what_it_lies_on(self, built: Built) -> None:
        built.disk("7:0")
        built.write("sys/dev/block/7:0/loop/backing_file", "/image")
        built.mount(("/", "ext4", "/dev/loop0", "7:0"))
        assert store.disk(Path("/"), built.computer).code == "disk.unknown"

    def test_nothing_is_claimed_elsewhere(self) -> None:
        found = [store.disk(Path(), Computer(platform=name)).code for name in ("darwin", "win32")]
        assert found == ["disk.unknown_mac", "disk.unknown_windows"]


class TestSwap:
    def test_none(self, built: Built) -> None:
        built.write("proc/swaps", SWAPS)
        assert codes(store.swap(built.computer)) == ["swap.none"]

    def test_in_memory_and_encrypted(self, built: Built) -> None:
        built.disk("254:1", crypt=True, name="/dev/dm-1")
        built.write("proc/swaps", f"{SWAPS}/dev/zram0 partition 1 0 1\n/dev/dm-1 partition 1 0 1")
        assert codes(store.swap(built.computer)) == ["swap.encrypted"]

    def test_plain_and_hibernating(self, built: Built) -> None:
        built.disk("8:2", name="/dev/sda2")
        built.write("proc/swaps", f"{SWAPS}/dev/zram0 partition 1 0 1\n/dev/sda2 partition 1 0 1")
        assert codes(store.swap(built.computer)) == ["swap.plain"]
        built.write("sys/power/state", "freeze mem disk")
        built.write("sys/power/disk", "[disabled]")
        assert codes(store.swap(built.computer)) == ["swap.plain"]
        built.write("sys/power/disk", "[platform] shutdown reboot")
        assert codes(store.swap(built.computer)) == ["swap.plain", "hibernation.plain"]

    def test_a_file_is_as_safe_as_its_disk(self, built: Built) -> None:
        built.disk("254:0", crypt=True)
        built.mount(("/", "ext4", "/dev/mapper/root", "254:0"))
        built.write("proc/swaps", f"{SWAPS}/swap\\040file file 1 0 1")
        assert codes(store.swap(built.computer)) == ["swap.encrypted"]

    def test_what_cannot_be_seen_is_not_known(self, built: Built) -> None:
        built.write("proc/swaps", f"{SWAPS}/dev/unknown partition 1 0 1")
        assert codes(store.swap(built.computer)) == ["swap.unknown"]


class TestPlace:
    @pytest.mark.parametrize(("path", "code"), [
        ("Dropbox/vault", "place.cloud"), ("OneDrive - Archa centre/v", "place.cloud"),
        ("Яндекс.Диск/v", "place.cloud"), ("Nextcloud/a/b", "place.cloud"),
        ("Documents/v", "place.here"), ("Megan/v", "place.here"), ("omega", "place.here")])
    def test_clouds_are_known_by_their_folder(self, built: Built, tmp_path: Path, path: str,
                                              code: str) -> None:
        assert store.place(tmp_path / path, built.computer).code == code

    def test_and_by_their_marks(self, built: Built, tmp_path: Path) -> None:
        (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
        assert store.place(tmp_path / "shared" / "vault", built.computer).code == "place.cloud"

    def test_network_disks(self, built: Built) -> None:
        built.mount(("/", "ext4", "/dev/sda1", "8:1"), ("/mnt", "cifs", "//server/share", "0:50"))
        assert store.place(Path("/mnt/vault"), built.computer).code == "place.network"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
class TestPermissions:
    def test_private(self, built: Built, tmp_path: Path) -> None:
        self.vault(tmp_path)
        assert store.permissions(tmp_path / "vault", built.computer).code == "permissions.private"

    @pytest.mark.parametrize(("name", "mode"), [
        ("vault", 0o755), ("vault/blobs", 0o710), ("vault/key", 0o640)])
    def test_open_anywhere(self, built: Built, tmp_path: Path, name: str, mode: int) -> None:
        self.vault(tmp_path)
        (tmp_path / name).chmod(mode)
        assert store.permissions(tmp_path / "vault", built.computer).code == "permissions.open"

    def test_of_somebody_else(self, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.vault(tmp_path)
        monkeypatch.setattr(os, "getuid", lambda: 12345)
        assert store.permissions(tmp_path / "vault", built.computer).code == "permissions.open"

    def vault(self, tmp_path: Path) -> None:
        (tmp_path / "vault" / "blobs").mkdir(parents=True)
        (tmp_path / "vault" / "key").touch(0o600)
        for folder in ("vault", "vault/blobs"):
            (tmp_path / folder).chmod(0o700)


@pytest.mark.parametrize(("free", "code"), [(store.LITTLE_SPACE, "space.enough"),
                                            (store.LITTLE_SPACE - 1, "space.little")])
def test_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert store.space(tmp_path).code == code
