"""Writers that cost little to start, and killing them: the tests' side of `tests.faults.writer`."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from tests.faults.samples import Ledger, Sample

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 300.0
"""Seconds without a word after which a writer is called hung; a busy machine is no fault of it."""


class Writer:
    """One writer at work, and what it told so far."""

    def __init__(self, pipe: Path) -> None:
        self._pipe = os.open(pipe, os.O_RDONLY)
        self._rest = b""
        self.ledger = Ledger()
        self.ended = False
        self._lines = self._told()
        self._pid: int = next(self._lines)["pid"]
        self._process = os.pidfd_open(self._pid)

    def hear(self, lines: int, *, until: float = PATIENCE) -> None:
        """Take in so many lines, or fewer when it ends or says nothing for so long."""
        for _ in range(lines):
            if until < PATIENCE and not self._rest and not select.select([self._pipe], [], [], until)[0]:
                return
            line = next(self._lines, None)
            if line is None:
                return
            self.ledger.take(line)

    def frozen(self, act: Callable[[], object]) -> Ledger:
        """Hold it still wherever it is, do something, and say what it was told is safe by then."""
        signal.pidfd_send_signal(self._process, signal.SIGSTOP)
        self._wait_until_it_stands()
        while select.select([self._pipe], [], [], 0)[0]:
            self.hear(1)
        act()
        return deepcopy(self.ledger)

    def go_on(self) -> None:
        """Let it move again after `frozen`."""
        signal.pidfd_send_signal(self._process, signal.SIGCONT)

    def _wait_until_it_stands(self) -> None:
        while Path(f"/proc/{self._pid}/stat").read_text().rsplit(") ", 1)[1][0] != "T":
            select.select([], [], [], 0.001)

    def kill(self) -> Ledger:
        """End it as a failing battery does, and take in what it still told."""
        with suppress(ProcessLookupError):  # it may have ended by itself
            signal.pidfd_send_signal(self._process, signal.SIGKILL)
        for line in self._lines:
            self.ledger.take(line)
        assert select.select([self._process], [], [], PATIENCE)[0]
        os.close(self._process)
        os.close(self._pipe)
        return self.ledger

    def _told(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\n" not in self._rest:
                assert select.select([self._pipe], [], [], PATIENCE)[0], "a writer hangs"
                piece = os.read(self._pipe, 65536)
                if not piece:
                    self.ended = True
                    return
                self._rest += piece
            line, self._rest = self._rest.split(b"\n", 1)
            yield json.loads(line)


class Nursery:
    """Starts writers by forking a process that has everything loaded."""

    def __init__(self) -> None:
        self._room = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writer", "--nursery"], cwd=ROOT, stdin=subprocess.PIPE)

    def start(self, mode: str, sample: Sample, seed: int) -> Writer:
        """Start a writer on a vault."""
        pipe = Path(self._room.name) / "pipe"
        os.mkfifo(pipe)
        wanted = {"mode": mode, "folder": str(sample.folder), "words": sample.words, "seed": seed,
                  "pipe": str(pipe)}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wanted).encode() + b"\n")
        self._process.stdin.flush()
        writer = Writer(pipe)
        pipe.unlink()
        return writer

    def killed(self, mode: str, sample: Sample, seed: int, *, lines: int, within: float) -> Ledger:
        """Start a writer, let it tell up to so many lines, and kill it within so many seconds after them."""
        chance = Random(seed)
        writer = self.start(mode, sample, seed)
        writer.hear(1 + chance.randrange(lines))
        select.select([], [], [], chance.uniform(0, within))
        return writer.kill()

    def close(self) -> None:
        """End it; writers that were killed are gone already."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._room.cleanup()
