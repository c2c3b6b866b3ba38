"""What keeps others out of a process, and tells when to lock."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from streetlaw.machine import memory, process
from streetlaw.machine.computer import Computer
from streetlaw.machine.look import clock, look
from tests.machine.conftest import Built

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("scope", "code"), [
    ("0", "tracing.open"), ("1", "tracing.limited"), ("", "tracing.open")])
def test_tracing(built: Built, scope: str, code: str) -> None:
    if scope:
        built.write("proc/sys/kernel/yama/ptrace_scope", scope)
    found = process.tracing(built.computer)
    assert found is not None
    assert found.code == code


def test_locking_by_what_is_there(built: Built) -> None:
    alone = built.computer
    found = [process.locking(alone).code]
    session = replace(alone, environment={"XDG_RUNTIME_DIR": "/run/user/1"})
    built.write("run/user/1/bus", "")
    found.append(process.locking(session).code)
    built.write("run/dbus/system_bus_socket", "")
    found.append(process.locking(alone).code)
    (built.root / "run/systemd/seats").mkdir(parents=True)
    found += [process.locking(alone).code, process.locking(session).code]
    assert found == ["locking.none", "locking.screen", "locking.none", "locking.login", "locking.all"]


def test_other_systems() -> None:
    windows, mac = Computer(platform="win32"), Computer(platform="darwin")
    assert [finding.code for finding in process.findings(windows)] == [
        "memory.windows", "dumps.windows", "locking.all", "pictures.excluded"]
    assert [process.locking(mac).code, process.pictures(mac).code] == ["locking.mac", "pictures.excluded"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot be asked")
def test_a_process_that_did_not_close_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "is_closed", lambda: False)
    assert process.readers(Computer()).code == "memory.open"
    text = ("from streetlaw import launcher; from streetlaw.machine import memory, process; "
            "from streetlaw.machine.computer import Computer; launcher.harden(); memory.refuse_readers(); "
            "print(process.readers(Computer()).code, process.dumps(Computer()).code)")
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["memory.closed", "dumps.off"]


def test_a_clock_that_lies() -> None:
    assert clock(datetime(2025, 12, 31, tzinfo=UTC)).code == "clock.behind"
    assert clock(datetime(2026, 11, 24, tzinfo=UTC)).code == "clock.right"


def test_the_look_at_this_computer_says_something_of_everything(tmp_path: Path) -> None:
    areas = [finding.code.split(".")[0] for finding in look(tmp_path)]
    assert {"disk", "swap", "place", "permissions", "space", "memory", "dumps", "locking", "pictures",
            "clock"} <= set(areas)
    assert "permissions" not in [finding.code.split(".")[0] for finding in look()]
    assert os.name == "posix" or "tracing" not in areas
