"""The launcher is run as a program of its own: it forks, and it waits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from streetlaw.launcher import LOCKED

ROOT = Path(__file__).parent.parent

PROGRAM = """
import os, sys
from streetlaw import launcher
ends = [{ends}]
log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
done = len(open({log!r}).read().split("\\n")) - 1
def session(arguments):
    number = len(open({log!r}).read().split("\\n")) - 1
    os.write(log, (" ".join(arguments) + "\\n").encode())
    {body}
    return ends[number]
sys.exit(launcher.run(["--vault", "x"], session))
"""


def program(tmp_path: Path, *ends: int, body: str = "pass") -> list[str]:
    text = PROGRAM.format(ends=", ".join(map(str, ends)), log=str(tmp_path / "log"), body=body)
    return [sys.executable, "-c", text]


def run(tmp_path: Path, *ends: int, body: str = "pass") -> int:
    """Run the launcher over sessions that end with those statuses, and return its own."""
    return subprocess.run(program(tmp_path, *ends, body=body), cwd=ROOT, timeout=300, check=False).returncode


def sessions(tmp_path: Path) -> list[str]:
    return (tmp_path / "log").read_text().splitlines()


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sessions are forked on Linux alone")


def test_a_lock_is_followed_by_a_fresh_session(tmp_path: Path) -> None:
    assert run(tmp_path, LOCKED, LOCKED, 0) == 0
    assert sessions(tmp_path) == ["--vault x"] * 3


def test_a_crash_is_followed_by_a_session_that_says_so(tmp_path: Path) -> None:
    assert run(tmp_path, 1, 0) == 0
    assert sessions(tmp_path) == ["--vault x", "--vault x --after-crash"]


def test_the_launcher_gives_up_after_three_crashes_in_a_row(tmp_path: Path) -> None:
    assert run(tmp_path, 1, 1, LOCKED, 1, 1, 1) == 1
    assert len(sessions(tmp_path)) == 6


def test_a_killed_session_counts_as_a_crash(tmp_path: Path) -> None:
    body = "number or os.kill(os.getpid(), 9)"
    assert run(tmp_path, 0, 0, body=body) == 0
    assert len(sessions(tmp_path)) == 2


def test_sessions_write_private_files_and_dump_no_core(tmp_path: Path) -> None:
    body = ("import resource; os.write(log, f'{os.umask(0o077):o} "
            "{resource.getrlimit(resource.RLIMIT_CORE)[1]}'.encode())")
    assert run(tmp_path, 0, 0, body=body) == 0
    assert (tmp_path / "log").read_text().endswith("77 0")


def test_a_signal_is_passed_on_and_ends_both(tmp_path: Path) -> None:
    body = "import signal, threading; print(os.getpid(), flush=True); threading.Event().wait(300)"
    with subprocess.Popen(program(tmp_path, 0, 0, body=body), cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        session = int(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        assert process.wait(300) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(session, 0)
    assert len(sessions(tmp_path)) == 1


def test_the_launcher_loads_neither_qt_nor_the_vault() -> None:
    text = ("import sys, streetlaw.launcher, streetlaw.__main__; "
            "print([m for m in sys.modules if m in ('PySide6', 'sqlalchemy', 'json', 'typing')])")
    done = subprocess.run([sys.executable, "-S", "-c", text], cwd=ROOT, capture_output=True, text=True,
                          check=True)
    assert done.stdout.strip() == "[]"
