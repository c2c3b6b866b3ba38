"""Locking forgets: what was open is in no process of the program any more, within a second.

The real program, launcher and session, on a real vault; a parent with every right reads all memory of both.
That the search has teeth is shown first: while the vault is open it finds the words.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.profile import Profile
from streetlaw.packs import loader
from streetlaw.storage import kdf, vault
from streetlaw.storage.vault import Surroundings
from streetlaw.ui import start_file
from tests.faults.machine import needs_handles_of_processes, needs_strace
from tests.faults.nursery import PATIENCE, ROOT
from tests.faults.samples import Ledger, Sample, assert_sound

CANARY = "Kanarejka4d1f7be2"
PASSPHRASE = "canary passphrase 77c1"
DRAFT = f"draft{CANARY}"
TRIES = 3
SECRETS = {
    name: [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
    for name, text in (("title", f"Hearing {CANARY}"), ("name", f"Name{CANARY}"), ("draft", DRAFT),
                       ("passphrase", PASSPHRASE))
}


class Program:
    """The program in its own processes, and all there is to know of their memory."""

    def __init__(self, folder: Path, key: Path, *watched: str) -> None:
        self._process = subprocess.Popen(
            [*watched, sys.executable, "-m", "tests.faults.hand", "--vault", str(folder), "--key", str(key)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.session = 0

    def waits_for(self, page: str) -> None:
        """Wait until that page is on the screen."""
        assert self._process.stdout is not None
        told = b""
        while told.split(b" ")[0] != page.encode():
            assert select.select([self._process.stdout], [], [], PATIENCE)[0], f"never came: {page}"
            told = self._process.stdout.readline()
            assert told, "the program ended"
        self.session = int(told.split(b" ")[1])

    def first_of(self, ended: int) -> int:
        """Wait for the end of a process, or for the program to tell something: which came first."""
        assert self._process.stdout is not None
        found = select.select([ended, self._process.stdout.fileno()], [], [], PATIENCE)[0]
        assert found, "nothing happened"
        return found[0]

    def does(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(what.encode() + b"\n")
        self._process.stdin.flush()

    def processes(self) -> list[int]:
        """The launcher and all that came from it."""
        parents = {int(path.name): int(_stat(path)[1]) for path in Path("/proc").iterdir()
                   if path.name.isdigit() and _stat(path)}
        family = [self._process.pid]
        for known in family:
            family += [pid for pid, parent in parents.items() if parent == known]
        return family

    def remembers(self) -> set[str]:
        """The secrets that stand anywhere in the memory of any of them."""
        return {name for pid in self.processes() for name in _in_memory(pid)}

    def end(self) -> None:
        if self._process.poll() is None:
            self.does("close")
            self._process.wait(PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()


def _stat(path: Path) -> list[str]:
    try:
        return (path / "stat").read_text().rsplit(") ", 1)[1].split()
    except OSError:
        return []


def _in_memory(pid: int) -> set[str]:
    found, process = set(), Path(f"/proc/{pid}")
    if not os.access(process / "mem", os.R_OK):
        pytest.skip("the memory of other processes cannot be read here: it was not searched")
    with (process / "maps").open() as maps, (process / "mem").open("rb", buffering=0) as memory:
        for line in maps:
            bounds, rights = line.split(maxsplit=2)[:2]
            start, end = (int(bound, 16) for bound in bounds.split("-"))
            if "r" not in rights:
                continue
            with suppress(OSError, OverflowError):  # the kernel's own pages do not open
                memory.seek(start)
                held = memory.read(end - start)
                found |= {name for name, forms in SECRETS.items() if any(form in held for form in forms)}
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sample:
    """A vault with secrets in it, and a person's settings."""
    needs_handles_of_processes()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    start_file.save(replace(start_file.load(), language="en"))
    (tmp_path / "key").write_text(PASSPHRASE + "\n")
    made = vault.create(tmp_path / "vault", PASSPHRASE, kdf=kdf.TEST,
                        surroundings=Surroundings(load_pack=loader.load))
    with made.vault.work() as work:
        client = work.add(Client(code="A-001", named=True, family_name=f"Name{CANARY}"))
        work.add(Profile(name="Street lawyer 07"))
        work.add(Deadline(client_id=client.id, title=f"Hearing {CANARY}", due=work.today + timedelta(days=1)))
        work.commit("client.opened")
    made.vault.close()
    return Sample(tmp_path / "vault", made.recovery_words)


def test_locking_forgets_within_a_second(home: Sample, tmp_path: Path) -> None:
    took = [_locked(home, tmp_path / "key")]
    while took[-1] > 1 and len(took) < TRIES:  # a busy machine is no fault of the program
        took.append(_locked(home, tmp_path / "key"))
    assert min(took) < 1
    assert_sound(home, Ledger())


def _locked(home: Sample, key: Path) -> float:
    """Open the program, lock it, look for what it knew; how many seconds its process lived on."""
    program = Program(home.folder, key)
    try:
        program.waits_for("open")
        first = program.session
        assert program.remembers() >= {"title", "name"}, "the search has no teeth"
        ended = os.pidfd_open(first)
        started = time.monotonic()
        program.does("lock")
        assert program.first_of(ended) == ended, "the session went on after it was locked"
        took = time.monotonic() - started
        os.close(ended)
        program.waits_for("page")
        assert program.session != first
        assert program.remembers() == set()
    finally:
        program.end()
    return took


def test_nothing_the_window_writes_tells_a_word(home: Sample, tmp_path: Path) -> None:
    """Every byte the program writes while somebody types and locks, whatever becomes of the file."""
    needs_strace()
    calls = "trace=write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg"
    watched = ("strace", "-f", "-qq", "--seccomp-bpf", "-xx", "-s", "2000000", "-e", calls)
    program = Program(home.folder, tmp_path / "key", *watched, "-o", str(tmp_path / "trace"))
    try:
        program.waits_for("open")
        program.does(f"write {DRAFT}")
        program.waits_for("written")
        program.does("lock")
        program.waits_for("page")
    finally:
        program.end()
    texts = re.findall(rb'"((?:\\x[0-9a-f]{2})*)"', (tmp_path / "trace").read_bytes())
    written = bytes.fromhex(b"".join(texts).replace(rb"\x", b"").decode())
    assert len(written) > 20_000, "hardly anything was seen"
    assert {name for name, forms in SECRETS.items() if any(form in written for form in forms)} == set()
    opened = home.unlock()
    with opened.work() as work:
        assert [draft for draft in work.drafts() if DRAFT in draft.values], "nothing was typed"
    opened.close()


def test_the_program_is_hardened_in_all_its_processes(home: Sample, tmp_path: Path) -> None:
    """No file others may read, and no core dump."""
    program = Program(home.folder, tmp_path / "key")
    try:
        program.waits_for("open")
        for pid in program.processes():
            assert "\nUmask:\t0077\n" in Path(f"/proc/{pid}/status").read_text()
            assert re.search(r"Max core file size +0 +0 ", Path(f"/proc/{pid}/limits").read_text())
    finally:
        program.end()
