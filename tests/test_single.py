"""One running program for each person, and the second start that calls it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from streetlaw import single

ROOT = Path(__file__).parent.parent
HOLD = """
import sys
from pathlib import Path
from streetlaw import single
print(single.is_first(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""
LAUNCH = """
import os, sys
from streetlaw import __main__ as program
def session(arguments):
    print("session", *arguments, flush=True)
    sys.stdin.read()
    return 0
program._session = session
sys.exit(program.main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "_held", [])


def other(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, folder], cwd=ROOT, text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def test_the_second_is_told_and_a_killed_first_is_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    with other(folder) as first:
        assert not single.is_first(folder)
        first.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        first.wait()
    assert single.is_first(folder)
    for descriptor in single._held:
        os.close(descriptor)


def test_a_call_is_heard_once_and_says_nothing(tmp_path: Path) -> None:
    assert not single.is_called(tmp_path)
    single.call_to_front(tmp_path)
    single.call_to_front(tmp_path)
    (front,) = tmp_path.iterdir()
    assert (front.name, front.stat().st_size) == (single.FRONT, 0)
    assert single.is_called(tmp_path)
    assert not single.is_called(tmp_path)
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_the_program_starts(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert single.is_first(tmp_path / "file" / "desk")
    single.call_to_front(tmp_path / "file" / "desk")


@pytest.mark.skipif(sys.platform != "linux", reason="sessions are forked on Linux alone")
def test_the_launcher_starts_one_session_and_calls_it_the_second_time(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", LAUNCH, *arguments], cwd=ROOT, env=environment,
                                text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with start() as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "session\n"
        with start() as second:
            said, _ = second.communicate()
        assert (second.returncode, said) == (0, "")
        assert single.is_called(tmp_path / "desk")
        with start("--vault", "x") as beside:
            said, _ = beside.communicate("")
        assert said == "session --vault x\n"
        assert not single.is_called(tmp_path / "desk")
        first.communicate("")
    with start() as after:
        assert after.communicate("")[0] == "session\n"
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "desk").iterdir()} == {0o600}
