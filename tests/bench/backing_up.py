"""Backing up a large vault and bringing it back, against age alone on the same bytes; memory, and pulse.

`python -m tests.bench.backing_up --megabytes 1024` measures any size. Each run is a process of its own: the
peak of its memory is then its own too.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Self

import pyrage
from pyrage import x25519

from streetlaw.domain.action import Attachment
from streetlaw.domain.client import Client
from streetlaw.storage import backup, kdf, keys, restoring, streams, vault
from streetlaw.storage.restoring import Source
from streetlaw.storage.vault import OpenVault, Surroundings
from tests.bench.measuring import Line, spoken, table
from tests.fakes.pack import bare_pack

PASSPHRASE = "invented people only"
FILE_MEGABYTES = 16
PULSE_SECONDS = 0.005
_MEBIBYTE = 2**20

TASKS = ("backup", "drill", "restore", "age", "age back")


def measure(megabytes: int, *, runs: int) -> Iterator[Line]:
    """Backup against sealing, drill and restoration against opening."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _fill(folder / "vault", megabytes)
        done: dict[str, list[dict[str, float]]] = {task: [] for task in TASKS}
        for task in ("backup", "age"):  # what the others read
            _run(task, folder)
        for _ in range(runs):
            for task in TASKS:
                done[task].append(_run(task, folder))
            for left in folder.glob("restored-*"):
                shutil.rmtree(left)
    for task, floor, aim in (("backup", "age", 2), ("drill", "age back", 3), ("restore", "age back", 3)):
        yield Line(
            name=f"{task}, {megabytes} MB of files", floor_name=f"pyrage: {floor}", aim=aim,
            ours=[run["seconds"] for run in done[task]], floor=[run["seconds"] for run in done[floor]],
            note=f"+{max(run['grown'] for run in done[task]):.0f} MB, "
                 f"pulse {spoken(max(run['stalled'] for run in done[task]))}",
        )  # fmt: skip


def _fill(folder: Path, megabytes: int) -> None:
    pack = bare_pack()
    made = vault.create(folder, PASSPHRASE, surroundings=Surroundings(load_pack=lambda _code: pack),
                        kdf=kdf.TEST)
    with made.vault.work() as work:
        client = work.add(Client(code="A-001"))
        for number in range(-(-megabytes // FILE_MEGABYTES)):
            stored = work.blobs.store(BytesIO(os.urandom(min(FILE_MEGABYTES, megabytes) * _MEBIBYTE)))
            work.add(Attachment(client_id=client.id, name=f"file {number}", media_type="video/mp4",
                                blob=stored.blob, identity=stored.identity, size=stored.size,
                                sha256=stored.sha256))
        work.commit("client.saved")
    made.vault.close()
    _words(folder).write_text(" ".join(made.recovery_words))  # a passphrase would take memory itself


def _words(folder: Path) -> Path:
    return folder.with_name("words")


def _run(task: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.backing_up", "--task", task, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


class Pulse:
    """What a window's thread would feel: the longest time it did not get its turn, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        before = time.perf_counter()
        while not self._over.wait(PULSE_SECONDS):
            now = time.perf_counter()
            self.longest = max(self.longest, now - before - PULSE_SECONDS)
            before = now


def _task(task: str, folder: Path) -> Callable[[], object]:
    """What is measured; the vault is open before the clock starts."""
    target = folder / "made.slv"
    if task in ("backup", "drill"):
        opened = _opened(folder / "vault")
        return partial(backup.backup, opened, target) if task == "backup" else partial(
            restoring.drill, opened, target)
    if task == "restore":
        find_key = partial(keys.open_with, recovery_words=_words(folder / "vault").read_text())
        return partial(restoring.restore, Source(file=target), folder / f"restored-{os.getpid()}", find_key)
    identity = x25519.Identity.from_str(streams.identity_of(bytes(range(32))))
    return partial(_seal if task == "age" else _open, folder, identity)


def _opened(folder: Path) -> OpenVault:
    pack = bare_pack()
    return vault.unlock(folder, recovery_words=_words(folder).read_text(),
                        surroundings=Surroundings(load_pack=lambda _code: pack))


def _seal(folder: Path, identity: x25519.Identity) -> None:
    """The same bytes, sealed from file to file by the library alone, and synced as ours are."""
    held = folder / "vault"
    for path in (held / "vault.db", *sorted((held / "blobs").iterdir())):
        sealed = folder / f"{path.name}.age"
        pyrage.encrypt_file(str(path), str(sealed), [identity.to_public()])
        with sealed.open("rb") as file:
            os.fsync(file.fileno())


def _open(folder: Path, identity: x25519.Identity) -> None:
    for path in sorted(folder.glob("*.age")):
        plain = path.with_suffix(".plain")
        pyrage.decrypt_file(str(path), str(plain), [identity])
        with plain.open("rb") as file:
            os.fsync(file.fileno())


def _peak() -> float:
    """Most memory this program ever had, in MB; elsewhere than on Linux, the process before it counts too."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Measure one size, or (for ourselves) one task in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.backing_up")
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--task", choices=TASKS)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    if arguments.task is None:
        print(table(measure(arguments.megabytes, runs=arguments.runs)))
        return 0
    work = _task(arguments.task, arguments.folder)
    gc.collect()
    before, started = _peak(), time.perf_counter()
    with Pulse() as pulse:
        work()
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "grown": _peak() - before, "stalled": pulse.longest}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
