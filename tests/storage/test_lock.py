from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from streetlaw.storage.lock import FolderLock
from tests.storage.refusals import refused

HOLD = """
import sys
from pathlib import Path
from streetlaw.storage.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_another_program_is_refused_until_the_first_is_gone_even_by_kill(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with refused("vault.in_use"):
            FolderLock(tmp_path)
        other.kill()
        other.wait()
        FolderLock(tmp_path).release()


def test_the_same_program_is_refused_twice_and_may_come_again(tmp_path: Path) -> None:
    first = FolderLock(tmp_path)
    with refused("vault.in_use"):
        FolderLock(tmp_path)
    first.release()
    first.release()
    FolderLock(tmp_path).release()
    assert (tmp_path / "lock").stat().st_size == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_the_lock_is_private_and_follows_no_link(tmp_path: Path) -> None:
    FolderLock(tmp_path).release()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
    (tmp_path / "lock").unlink()
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with refused("vault.damaged"):
        FolderLock(tmp_path)
    assert not (tmp_path / "elsewhere").exists()
