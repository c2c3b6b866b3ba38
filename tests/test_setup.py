"""The set-up: what a bare machine is told, and what the locks promise."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import system_packages

ROOT = Path(__file__).parent.parent
LOCKS = (ROOT / "packaging" / "requirements.txt", ROOT / "packaging" / "requirements-dev.txt")


def locked(lock: Path) -> dict[str, list[str]]:
    """Return the lines of each locked requirement, its pin first."""
    text = re.sub(r"^ *#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = [entry.replace("\\\n", "").split("--hash=") for entry in re.split(r"\n(?=\S)", text.strip())]
    return {entry[0].split("==")[0]: [part.strip() for part in entry] for entry in entries}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_pin_every_package_by_hash_and_name_no_host(lock: Path) -> None:
    packages = locked(lock)
    assert len(packages) > 20
    for pin, *hashes in packages.values():
        assert re.match(r"[\w-]+==[\w.]+( ;|$)", pin)
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes)
    assert not re.search(r"://|index-url|find-links|trusted-host", lock.read_text(encoding="utf-8"))


def test_the_tests_run_with_the_very_packages_that_people_get() -> None:
    people, tests = map(locked, LOCKS)
    assert {name: tests.get(name) for name in people} == people


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Debian without the libraries of Qt, seen by a normal user without a screen."""
    monkeypatch.setattr("sys.argv", ["system_packages.py", "run"])
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return monkeypatch


def test_a_normal_user_is_told_one_line_to_run(bare: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as stopped:
        system_packages.main()
    lines = [line for line in str(stopped.value).splitlines() if line.startswith("  ")]
    assert lines == ["  sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends libegl1'"]


def test_root_installs_what_is_missing(bare: pytest.MonkeyPatch) -> None:
    installed: list[str] = []

    def install(packages: list[str]) -> None:
        installed.extend(packages)
        bare.setattr(system_packages, "_loads", lambda library: True)

    bare.setattr(os, "geteuid", lambda: 0, raising=False)
    bare.setattr(system_packages, "install", install)
    system_packages.main()
    assert installed == ["libegl1"]


def test_root_hears_what_the_installation_did_not_bring(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(os, "geteuid", lambda: 0, raising=False)
    bare.setattr(system_packages, "install", lambda packages: None)
    with pytest.raises(SystemExit, match=r"Still missing after the installation: libEGL\.so\.1"):
        system_packages.main()


def test_another_system_is_told_the_libraries(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"your system does not have: libEGL\.so\.1$"):
        system_packages.main()


def test_a_screen_and_the_tests_need_more(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(system_packages, "_loads", lambda library: False)
    bare.setattr(shutil, "which", lambda name: None)
    without = set(system_packages.missing("run"))
    bare.setenv("DISPLAY", ":0")
    assert set(system_packages.missing("run")) - without == set(system_packages.SCREEN)
    assert set(system_packages.missing("test")) - set(system_packages.missing("run")) == set(
        system_packages.TOOLS
    )


def test_nothing_is_said_when_nothing_is_missing(
    bare: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.setattr(system_packages, "_loads", lambda library: True)
    system_packages.main()
    assert capsys.readouterr().out == ""
