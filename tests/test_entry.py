"""The entry of the program: which arguments lead where, and the window that opens after a demo."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from streetlaw import __version__
from streetlaw.app.opener import VaultOpener
from streetlaw.domain.profile import Profile
from streetlaw.launcher import LOCKED
from streetlaw.storage.kdf import TEST
from streetlaw.ui.start.opener import NewVault

ROOT = Path(__file__).parent.parent
PASSPHRASE = "invented people only"

WINDOW = """
import sys
from pathlib import Path
from streetlaw import __main__ as entry

def watched(arguments):
    from streetlaw import session
    from streetlaw.ui.start.unlock import UnlockPage
    shown, start, refuse = session.Session._show_desk, session.Session.start, UnlockPage.refuse
    def on_desk(self, opened):
        shown(self, opened)
        print("open", self.shell.isVisible(), flush=True)
        THEN
    def on_start(self):
        print("begins", "--passphrase-file" in arguments, flush=True)
        start(self)
    def on_refused(self, text, **more):
        refuse(self, text, **more)
        print("refused", flush=True)
    session.Session._show_desk, session.Session.start, UnlockPage.refuse = on_desk, on_start, on_refused
    return session.main(arguments)

entry._session = watched
sys.exit(entry._open_window(Path(sys.argv[1]), Path(sys.argv[2])))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "streetlaw", *arguments], cwd=ROOT, timeout=300, check=False,
                          capture_output=True, text=True)


def test_help_and_version_can_be_had_without_anything_else() -> None:
    assert run("--version").stdout == f"streetlaw {__version__}\n"
    for flag in ("-h", "--help"):
        done = run(flag)
        assert (done.returncode, done.stderr) == (0, "")
        assert "vault" in done.stdout


def test_wrong_usage_ends_with_two() -> None:
    done = run("vault", "paint")
    assert done.returncode == 2
    assert "paint" in done.stderr


@pytest.fixture
def demo(tmp_path: Path) -> tuple[Path, Path]:
    """A vault with its owner, and a file with its passphrase."""
    wanted = NewVault(folder=tmp_path / "vault", passphrase=PASSPHRASE, profile=Profile(name="Lawyer"))
    VaultOpener(TEST).create(wanted).opened.vault.close()
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n")
    return tmp_path / "vault", tmp_path / "passphrase.txt"


@contextmanager
def window(demo: tuple[Path, Path], then: str = "pass") -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """The program that shows the window, and what it says; killed when it says nothing for a minute."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-c", WINDOW.replace("THEN", then), *map(str, demo)], cwd=ROOT,
                          env=environment, stdout=subprocess.PIPE, text=True) as process:
        patience = threading.Timer(60, process.kill)
        patience.start()
        try:
            assert process.stdout is not None
            yield process, process.stdout
        finally:
            patience.cancel()


@pytest.mark.skipif(sys.platform != "linux", reason="sessions are forked on Linux alone")
class TestTheWindowAfterADemo:
    def test_opens_unlocked_and_ends_in_order(self, demo: tuple[Path, Path]) -> None:
        with window(demo) as (process, said):
            assert [said.readline() for _ in range(2)] == ["begins True\n", "open True\n"]
            process.send_signal(signal.SIGTERM)
            assert process.wait(300) == 0

    def test_does_not_open_again_what_was_locked(self, demo: tuple[Path, Path]) -> None:
        with window(demo, then="self.lock()") as (process, said):
            lines = [said.readline() for _ in range(3)]
            assert lines == ["begins True\n", "open True\n", "begins False\n"]
            process.send_signal(signal.SIGTERM)
            assert process.wait(300) == 0

    def test_asks_when_the_file_cannot_be_read(self, demo: tuple[Path, Path]) -> None:
        demo[1].unlink()
        with window(demo) as (process, said):
            assert [said.readline() for _ in range(2)] == ["begins True\n", "refused\n"]
            process.send_signal(signal.SIGTERM)
            assert process.wait(300) == 0


def test_the_first_session_alone_is_told_once(tmp_path: Path) -> None:
    text = ("import sys; from streetlaw import launcher; told = []; "
            f"log = open({str(tmp_path / 'log')!r}, 'a', buffering=1)\n"
            "def session(arguments):\n"
            "    log.write(' '.join(arguments) + '\\n'); "
            f"return {LOCKED} if 'key' in arguments else 0\n"
            "sys.exit(launcher.run(['a'], session, once=['key']))")
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, timeout=300, check=False)
    assert done.returncode == 0
    assert (tmp_path / "log").read_text().splitlines() == ["a key", "a"]
