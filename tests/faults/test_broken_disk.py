"""A disk that fails: a sync or a write is refused by the system, once or for good, anywhere in a day's work.

What was acknowledged is still there, and the program says that the disk failed. strace plays the disk; each
test asserts that it really broke something.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from streetlaw.storage import slots
from tests.faults.machine import needs_strace, traced
from tests.faults.samples import Ledger, Sample, assert_sound, opens

REFUSALS = {"EIO": "vault.disk_error", "ENOSPC": "vault.disk_full"}
INJECTED = re.compile(rb"^\d+ +(\w+)\(.*\(INJECTED\)$", re.MULTILINE)


def broken(sample: Sample, mode: str, fault: str, log: Path) -> tuple[set[bytes], Ledger]:
    """Let a writer work on a disk with that fault: which calls were broken, and what was told.

    What it was told is safe must be there afterwards.
    """
    needs_strace()
    call = fault.split(":", 1)[0]
    options = ("--seccomp-bpf", "-e", f"trace={call}", "-e", f"inject={fault}", "-e", "signal=none")
    ledger, status = traced(mode, sample, 3, options, log)
    assert status == 0
    assert_sound(sample, ledger)
    return set(INJECTED.findall(log.read_bytes())), ledger


def code(ledger: Ledger) -> str:
    """What the program said when it stopped."""
    return str((ledger.refused or {}).get("code", ""))


@pytest.mark.parametrize("when", ["1", "3+", "7", "20", "40+", "70"])
def test_a_sync_that_fails(sample: Sample, tmp_path: Path, when: str) -> None:
    injected, ledger = broken(sample, "day", f"fsync:error=EIO:when={when}", tmp_path / "trace")
    assert injected == {b"fsync"}
    assert code(ledger) == "vault.disk_error"


@pytest.mark.parametrize("error", sorted(REFUSALS))
@pytest.mark.parametrize("when", ["9+", "60", "200+"])
def test_a_write_that_fails(sample: Sample, tmp_path: Path, when: str, error: str) -> None:
    injected, ledger = broken(sample, "day", f"pwrite64:error={error}:when={when}", tmp_path / "trace")
    assert injected == {b"pwrite64"}
    assert code(ledger) == REFUSALS[error]


@pytest.mark.parametrize("when", ["1", "3", "4", "5"])  # the second is of a folder: SQLite passes over it
def test_keys_stay_those_of_the_old_or_the_new_passphrase(sample: Sample, tmp_path: Path, when: str) -> None:
    injected, ledger = broken(sample, "keys", f"fsync:error=EIO:when={when}", tmp_path / "trace")
    assert injected == {b"fsync"}
    assert code(ledger) == "vault.disk_error"
    meant = [ledger.passphrase] + ([ledger.trying["passphrase"]] if ledger.trying else [])
    table = slots.load(sample.folder / "keys.slots")
    assert [text for text in meant if opens(table, text)]
