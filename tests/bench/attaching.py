"""Sealing a large file into the vault against pyrage's own, and how much memory and patience it takes.

`python -m tests.bench.attaching --megabytes 1024` measures a large one alone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pyrage
from pyrage import x25519
from PySide6.QtCore import QCoreApplication, QTimer

from streetlaw.services.blobs import StoredBlob
from streetlaw.services.progress import silent
from streetlaw.storage import files
from streetlaw.storage.blobs import BlobFolder
from streetlaw.ui.evidence import outside
from streetlaw.ui.worker import Worker
from tests.bench.measuring import Line, in_turn, table

_MB = 2**20
_BEAT_MS = 5
_SMALL_MB = 8


def measure(megabytes: int, *, runs: int) -> Iterator[Line]:
    """Sealing with its hash, and copying out with its hash, against pyrage from file to file.

    The floors write to the disk as we do. pyrage's takes no hash: one that does is measured, too.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = _source(folder / "source", megabytes)
        blobs = BlobFolder(_made(folder / "blobs"))
        identity = x25519.Identity.generate()
        sealed_by_pyrage, plain = folder / "sealed", folder / "plain"

        def seal() -> None:
            blobs.erase(outside.seal(blobs, source, progress=silent).blob)  # as the floor does

        def seal_bare() -> None:
            pyrage.encrypt_file(str(source), str(sealed_by_pyrage), [identity.to_public()])
            _to_disk(sealed_by_pyrage)
            files.sync_folder(folder)

        def seal_bare_and_erase() -> None:
            seal_bare()
            sealed_by_pyrage.unlink()
            files.sync_folder(folder)

        def seal_and_hash() -> None:
            with source.open("rb") as file:
                hashlib.file_digest(file, "sha256")
            seal_bare_and_erase()

        growth, beat = memory_growth(megabytes), longest_beat(blobs, source)
        note = f"memory +{growth / _MB:.0f} MB, longest beat {beat * 1000:.0f} ms"
        name = f"seal {megabytes} MB, hashed"
        ours, floor = in_turn(seal, seal_bare_and_erase, runs=runs)
        yield Line(name=name, floor_name="pyrage.encrypt_file", ours=ours, floor=floor, aim=1.25, note=note)
        ours, floor = in_turn(seal, seal_and_hash, runs=runs)
        yield Line(name=name, floor_name="sha256, pyrage.encrypt_file", ours=ours, floor=floor, aim=1.0)
        kept = outside.seal(blobs, source, progress=silent)

        seal_bare()

        def copy() -> None:
            out = outside.Copy(plain)
            out.fill(lambda target: blobs.copy(kept.blob, kept.identity, target))
            out.put()

        def copy_bare() -> None:
            plain.unlink(missing_ok=True)
            pyrage.decrypt_file(str(sealed_by_pyrage), str(plain), [identity])
            _to_disk(plain)

        ours, floor = in_turn(copy, copy_bare, runs=runs)
        yield Line(name=f"copy {megabytes} MB out, hashed", floor_name="pyrage.decrypt_file", ours=ours,
                   floor=floor, aim=1.5)  # fmt: skip


def memory_growth(megabytes: int) -> int:
    """Bytes the peak of a process grows when it seals and opens a file of that size after a small one."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.attaching", "--memory", str(megabytes)],
                          capture_output=True, text=True, check=True)  # fmt: skip
    return int(done.stdout)


def longest_beat(blobs: BlobFolder, source: Path) -> float:
    """Seconds the longest gap between two beats of an event loop lasts while a file is sealed beside it."""
    app = QCoreApplication.instance() or QCoreApplication([])
    beats: list[float] = []
    timer = QTimer(interval=_BEAT_MS)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    worker = Worker("bench")

    def land(value: object, error: BaseException | None) -> None:
        if isinstance(value, StoredBlob):
            blobs.erase(value.blob)
        app.exit(0 if error is None else 1)

    timer.start()
    worker.submit(lambda: outside.seal(blobs, source, progress=silent), land)
    app.exec()
    timer.stop()
    worker.stop()
    return max(later - earlier for earlier, later in pairwise(beats))


def _grown(megabytes: int) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        blobs = BlobFolder(_made(folder / "blobs"))
        small, large = _source(folder / "small", _SMALL_MB), _source(folder / "large", megabytes)
        _there_and_back(blobs, small)
        before = _peak()
        _there_and_back(blobs, large)
        return _peak() - before


def _there_and_back(blobs: BlobFolder, source: Path) -> None:
    kept = outside.seal(blobs, source, progress=silent)
    assert blobs.holds(kept.blob, kept.identity, kept.size, kept.sha256)
    blobs.erase(kept.blob)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _source(path: Path, megabytes: int) -> Path:
    block = os.urandom(_MB)
    with path.open("wb") as file:
        for _ in range(megabytes):
            file.write(block)
    _to_disk(path)
    return path


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main() -> None:
    """Measure one size, or the memory of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=64)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", type=int)
    args = parser.parse_args()
    if args.memory:
        print(_grown(args.memory))
        return
    print(table(measure(args.megabytes, runs=args.runs)))


if __name__ == "__main__":
    main()
