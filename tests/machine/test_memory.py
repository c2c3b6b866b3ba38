"""Who may read the memory of a process that holds secrets: tried as the same person, never as root."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOBODY = 65534

BECOME = f"""
import ctypes, os, sys
from streetlaw.machine import memory
if os.getuid() == 0:  # only once everything is loaded: nobody else may be able to read it
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # changing who one is closes the memory: open it again
"""

HOLDER = BECOME + """
if sys.argv[1] == "closed":
    memory.refuse_readers()
    assert memory.is_closed() is True
else:
    assert memory.is_closed() is False
print("ready", flush=True)
sys.stdin.read()
"""

READER = BECOME + """
pid = int(sys.argv[1])
got = []
for name in ("mem", "environ", "maps"):
    try:
        with open(f"/proc/{pid}/{name}", "rb") as file:
            if name != "mem":
                file.read(1)
        got.append(name)
    except OSError:
        pass
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long] * 4
if libc.ptrace(16, pid, 0, 0) == 0:
    got.append("ptrace")
print(*got)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux can closed memory be tried")


def run(program: str, argument: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-B", "-c", program, argument], cwd=ROOT, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@contextmanager
def holder(state: str) -> Iterator[int]:
    """A process with secrets, and its id."""
    with run(HOLDER, state) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process.pid
        finally:
            process.kill()  # a debugger that went away may have left it stopped


def read_by_another(pid: int) -> set[str]:
    """What another program of the same person gets of a process."""
    with run(READER, str(pid)) as process:
        said, _ = process.communicate(timeout=300)
    return set(said.split())


def test_another_program_of_the_same_person_reads_nothing() -> None:
    with holder("open") as pid:
        if not {"mem", "environ", "maps"} <= read_by_another(pid):
            pytest.skip("this system closes every process to others: what ours adds was not seen")
    with holder("closed") as pid:
        assert read_by_another(pid) == set()


def test_the_commands_close_their_memory_before_they_ask_for_a_passphrase(tmp_path: Path) -> None:
    text = ("import sys; from streetlaw import __main__, cli; from streetlaw.machine import memory; "
            "cli.main = lambda *_, **__: print(memory.is_closed()) or 0; __main__.main(['vault'])")
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
