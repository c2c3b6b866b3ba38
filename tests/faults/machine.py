"""What this machine lets a test do to the program: watch and break its system calls, mount small disks.

Each asks once and skips with the reason where it is not allowed; `tests/conftest.py` lists those at the end.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.faults.nursery import ROOT
from tests.faults.samples import Ledger, Sample

_IMAGE_BYTES = 24 * 2**20
_FS_IOC_SHUTDOWN, _WITHOUT_FLUSH = 0x8004587D, 2  # linux/fs.h


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the system and keep what it says."""
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@cache
def _may_trace() -> bool:
    return bool(shutil.which("strace")) and run("strace", "-qq", "-o", os.devnull, "true").returncode == 0


def needs_strace() -> None:
    """Skip where system calls cannot be watched."""
    if not _may_trace():
        pytest.skip("strace is not here or not allowed: system calls were neither watched nor broken")


def needs_handles_of_processes() -> None:
    """Skip where a process cannot be watched by a file descriptor."""
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        pytest.skip("processes have no file descriptors here: nobody was killed or watched")


def traced(mode: str, sample: Sample, seed: int, options: Sequence[str], log: Path) -> tuple[Ledger, int]:
    """Run a writer under strace to its end: what it told and its exit status; `log` is what was seen."""
    command = ["strace", "-f", "-qq", "-o", str(log), *options, sys.executable, "-m", "tests.faults.writer",
               mode, str(sample.folder), str(seed), *sample.words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=300)
    assert done.stderr == b""
    return Ledger.read(done.stdout), done.returncode


class SmallDisk:
    """A disk of its own for a vault, which can be filled to the last byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, *, but: int = 0) -> None:
        """Take all room but so many bytes."""
        with self._ballast.open("ab", buffering=0) as ballast:
            piece = bytes(65536)
            while piece:
                try:
                    ballast.write(piece)
                except OSError:
                    piece = piece[: len(piece) // 2]
            ballast.truncate(max(0, ballast.tell() - but))

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink()


@contextmanager
def mounted(folder: Path, *what: str) -> Iterator[Path]:
    """A mount for the length of a block, or a skip with what the system said."""
    folder.mkdir(exist_ok=True)
    done = run("mount", *what, str(folder))
    if done.returncode:
        pytest.skip(f"mounts are not allowed here ({' '.join(done.stderr.split())})")
    try:
        yield folder
    finally:
        while run("umount", str(folder)).returncode == 0:
            pass
        run("umount", "--lazy", str(folder))  # a test that failed may have left something open there


@contextmanager
def small_disk(folder: Path, megabytes: int, *, files: int = 0) -> Iterator[SmallDisk]:
    """A disk in memory of that size, perhaps one that takes only so many files."""
    _needs_root()
    options = f"size={megabytes}m,nr_inodes={files},mode=0700"  # 0: as many as there is room for
    with mounted(folder, "-t", "tmpfs", "-o", options, "tmpfs"):
        yield SmallDisk(folder)


def new_image(path: Path) -> Path:
    """A file with an empty ext4 in it; its journal is written only when something is synced."""
    _needs_root()
    if shutil.which("mkfs.ext4") is None:
        pytest.skip("mkfs.ext4 is not here: no power was cut on a real file system")
    with path.open("wb") as image:
        image.truncate(_IMAGE_BYTES)
    made = run("mkfs.ext4", "-q", "-F", str(path))
    assert made.returncode == 0, made.stderr
    return path


def image_mounted(image: Path, folder: Path) -> AbstractContextManager[Path]:
    """The file system in an image, mounted through a loop device."""
    return mounted(folder, "-o", "loop,commit=300", str(image))


def cut_off(folder: Path) -> None:
    """Shut the file system of a folder down, its journal unwritten, as when the disk is pulled out."""
    import fcntl  # lazy: not on Windows

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, _FS_IOC_SHUTDOWN, struct.pack("I", _WITHOUT_FLUSH))
    finally:
        os.close(descriptor)


def _needs_root() -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount disks: no disk was filled, taken away or cut off")
