"""What every test gets: no screen, no network, no settings of the person who runs it, English at first."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from streetlaw import translation

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("streetlaw", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("streetlaw"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "streetlaw")

PATIENCE_MS = 120_000
"""How long a test waits for a fact before it fails: a busy machine is no fault of the program."""

for waiting in (QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil, QtBot.waitExposed, QtBot.waitCallback):
    cast(dict[str, Any], waiting.__kwdefaults__)["timeout"] = PATIENCE_MS

TESTS = Path(__file__).parent
SLOW = tuple(TESTS / name for name in ("app", "cli", "contracts", "demo", "faults", "storage", "ui"))
"""Folders whose tests open windows, vaults or processes."""


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Fail whatever reaches for another machine; the hook stays for the life of the process."""
    reaches_out = event == "socket.getaddrinfo" or (
        event == "socket.connect" and isinstance(arguments[1], tuple)
    )
    if reaches_out:
        raise AssertionError(f"a test reached for the network: {event} {arguments[1:]}")


sys.addaudithook(_refuse_network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark journeys and slow tests by their folder, so that `make check` can leave them out."""
    for item in items:
        if TESTS / "journeys" in item.path.parents:
            item.add_marker(pytest.mark.journey)
        elif not set(SLOW).isdisjoint(item.path.parents):
            item.add_marker(pytest.mark.slow)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which protections this machine did not let us prove: a skipped proof is no proof."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ())
               if report.nodeid.startswith(("tests/faults/", "tests/journeys/test_canary.py"))]
    if skipped:
        terminalreporter.section("NOT PROVEN on this machine", red=True, bold=True)
        for report in skipped:
            terminalreporter.line(f"{report.nodeid}: {report.longrepr[2].removeprefix('Skipped: ')}")


@pytest.fixture(autouse=True, scope="session")
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep settings and data of the tests away from those of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Let each test begin in English, whatever language the one before ended in."""
    translation.use(translation.SOURCE_LANGUAGE)
    yield
    translation.use(translation.SOURCE_LANGUAGE)
