"""Which disk a folder stands on, and whether that disk is encrypted, as Linux tells it."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from streetlaw.machine.computer import Computer

ENCRYPTED_KINDS: Final = frozenset({
    "ecryptfs", "fuse.cryfs", "fuse.cryptomator", "fuse.encfs", "fuse.gocryptfs",
})
NETWORK_KINDS: Final = frozenset({
    "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs",
    "glusterfs", "nfs", "nfs4", "smb3", "smbfs", "virtiofs",
})

_CRYPT: Final = "CRYPT-"
"""How device-mapper names what dm-crypt made (LUKS, plain, VeraCrypt)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A mounted file system; `device` is "major:minor", major 0 when it has no device of its own."""

    point: Path
    kind: str
    source: str
    device: str


def mounts(computer: Computer) -> tuple[Mount, ...]:
    """All mounted file systems, in the order of mounting."""
    found = []
    for line in computer.read("proc/self/mountinfo").splitlines():
        before, _, after = line.partition(" - ")
        head, tail = before.split(), after.split()
        if len(head) > 4 and len(tail) > 1:
            found.append(Mount(point=Path(_plain(head[4])), kind=tail[0], source=_plain(tail[1]),
                               device=head[2]))
    return tuple(found)


def mount_of(folder: Path, computer: Computer) -> Mount | None:
    """The file system a folder stands on: the longest mount point above it, the last one mounted there."""
    where = Path(os.path.realpath(folder))
    above = [mount for mount in mounts(computer) if where.is_relative_to(mount.point)]
    return max(reversed(above), key=lambda mount: len(mount.point.parts), default=None)


def is_encrypted(mount: Mount, computer: Computer) -> bool | None:
    """True when all that is stored there is encrypted, None when it cannot be told."""
    if mount.kind in ENCRYPTED_KINDS:
        return True
    device = mount.device if not mount.device.startswith("0:") else device_of(mount.source, computer)
    return is_encrypted_device(device, computer) if device else None


def is_encrypted_device(device: str, computer: Computer) -> bool | None:
    """The same for a block device, "major:minor": itself, or all it is made of, is of dm-crypt."""
    place = f"sys/dev/block/{device}"
    if not computer.has(place) or computer.has(f"{place}/loop"):
        return None
    if computer.read(f"{place}/dm/uuid").startswith(_CRYPT):
        return True
    below = computer.root / place / "slaves"
    parts = [f"{place}/slaves/{part.name}/dev" for part in below.iterdir()] if below.is_dir() else []
    answers = [is_encrypted_device(device, computer) for part in parts if (device := computer.read(part))]
    if not answers:
        return False
    return None if None in answers else all(answers)


def device_of(source: str, computer: Computer) -> str:
    """The numbers of a device file such as /dev/mapper/root, "" when there is none."""
    try:
        found = (computer.root / source.lstrip("/")).stat()
    except (OSError, ValueError):
        return ""
    if not stat.S_ISBLK(found.st_mode):
        return ""
    return f"{os.major(found.st_rdev)}:{os.minor(found.st_rdev)}"


def _plain(text: str) -> str:
    r"""Without the escapes of the kernel's tables: \040 for a space."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
