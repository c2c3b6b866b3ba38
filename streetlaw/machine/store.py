"""The disk under a vault: is it encrypted, what does memory leave on it, who else can read it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from streetlaw.domain.finding import Finding, act, fine, know
from streetlaw.machine import disks
from streetlaw.machine.computer import Computer

LITTLE_SPACE: Final = 500 * 2**20
"""Bytes; below, an attachment or a backup may find no room."""

_CLOUDS: Final = (
    "dropbox", "google drive", "googledrive", "icloud drive", "mega", "megasync", "mobile documents",
    "nextcloud", "onedrive", "owncloud", "pcloud", "syncthing", "yandex.disk", "yandexdisk",
    "облако mail.ru", "яндекс.диск",
)
_CLOUD_MARKS: Final = (
    ".dropbox", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder", ".sync", ".tmp.drivedownload",
)


def disk(folder: Path, computer: Computer) -> Finding:
    """Whether the disk of the folder is encrypted as a whole."""
    if computer.platform != "linux":
        return know("disk.unknown_mac" if computer.platform == "darwin" else "disk.unknown_windows")
    mount = disks.mount_of(folder, computer)
    encrypted = disks.is_encrypted(mount, computer) if mount is not None else None
    if encrypted is None:
        return know("disk.unknown")
    return fine("disk.encrypted") if encrypted else act("disk.plain")


def swap(computer: Computer) -> Iterator[Finding]:
    """Whether memory can come to lie on a disk in the clear: by swapping, and by hibernating."""
    if computer.platform != "linux":
        yield fine("swap.encrypted") if computer.platform == "darwin" else know("swap.unknown")
        return
    answers = [_swap_is_safe(line.split(), computer) for line in computer.read("proc/swaps").splitlines()[1:]]
    if not answers:
        yield fine("swap.none")
    elif all(answers):
        yield fine("swap.encrypted")
    else:
        yield act("swap.plain") if False in answers else know("swap.unknown")
    if False in answers and _can_hibernate(computer):
        yield act("hibernation.plain")


def _swap_is_safe(fields: list[str], computer: Computer) -> bool | None:
    name, kind = fields[0].replace("\\040", " "), fields[1]
    if Path(name).name.startswith("zram"):
        return True
    if kind == "partition":
        device = disks.device_of(name, computer)
        return disks.is_encrypted_device(device, computer) if device else None
    mount = disks.mount_of(Path(name), computer)
    return disks.is_encrypted(mount, computer) if mount is not None else None


def _can_hibernate(computer: Computer) -> bool:
    return ("disk" in computer.read("sys/power/state").split()
            and computer.read("sys/power/disk") not in ("", "[disabled]"))


def place(folder: Path, computer: Computer) -> Finding:
    """Whether the folder is on this computer alone: no network, no cloud that carries copies away."""
    mount = disks.mount_of(folder, computer) if computer.platform == "linux" else None
    if mount is not None and mount.kind in disks.NETWORK_KINDS:
        return act("place.network")
    for above in (folder, *folder.parents):
        name = above.name.casefold()
        named = any(name == cloud or name.startswith((f"{cloud} ", f"{cloud}-")) for cloud in _CLOUDS)
        if named or any((above / mark).exists() for mark in _CLOUD_MARKS):
            return act("place.cloud")
    return fine("place.here")


def permissions(folder: Path, computer: Computer) -> Finding:
    """Whether other accounts of the computer are kept out of the folder."""
    if computer.platform == "win32":
        return know("permissions.windows")
    is_open = any(stat.S_IMODE(path.lstat().st_mode) & 0o077
                  for path in (folder, *folder.rglob("*")) if not path.is_symlink())
    is_foreign = folder.stat().st_uid != os.getuid()
    return act("permissions.open") if is_open or is_foreign else fine("permissions.private")


def space(folder: Path) -> Finding:
    """Whether there is room for more."""
    free = shutil.disk_usage(folder).free
    if free < LITTLE_SPACE:
        return act("space.little", megabytes=free // 2**20)
    return fine("space.enough", gigabytes=f"{free / 2**30:.1f}")
