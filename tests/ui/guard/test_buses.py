"""What Linux says on its buses, to the triggers alone and to the whole program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from streetlaw.cli import shop
from streetlaw.domain.profile import Profile
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services.profiles import create_profile
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import create, unlock
from streetlaw.ui.guard.buses import SCREEN_SAVERS, BusTriggers
from tests.ui.guard.buses import OTHER_SESSION, FakeServices, a_bus
from tests.ui.guard.whole_program import ROUTE, WORDS

ROOT = Path(__file__).parents[3]
PASSPHRASE = "seven small words"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these buses")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with a_bus() as found:
        yield found


@pytest.fixture
def services(address: str, qapp: object) -> Iterator[FakeServices]:
    services = FakeServices(address)
    yield services
    services.close()


class Watched:
    """Triggers on the bus of the test, and how often they wanted the lock."""

    def __init__(self, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        bus = QDBusConnection.connectToBus(address, f"watched {id(self)}")
        for name in ("systemBus", "sessionBus"):
            monkeypatch.setattr(QDBusConnection, name, lambda: bus)
        self.locks = 0
        self.triggers = BusTriggers()
        self.triggers.lock_wanted.connect(self._on_lock)

    def _on_lock(self) -> None:
        self.locks += 1


@pytest.fixture
def watched(address: str, services: FakeServices, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Watched:
    watched = Watched(address, monkeypatch)
    qtbot.waitUntil(lambda: len(services.calls) == 4 and watched.triggers.holds_up_sleep)
    return watched


def test_asks_for_time_before_sleep_and_gives_it_back_with_the_process(
        watched: Watched, services: FakeServices) -> None:
    assert services.calls[0] == "Inhibit shutdown:sleep Desk Desk delay"
    assert services.is_held_up()


def test_locks_when_sleep_begins_and_not_when_it_ends(
        watched: Watched, services: FakeServices, qtbot: QtBot) -> None:
    services.sleep(begins=False)
    services.sleep()
    qtbot.waitUntil(lambda: watched.locks == 1)


def test_locks_with_its_own_session_alone(watched: Watched, services: FakeServices, qtbot: QtBot) -> None:
    services.lock_session(OTHER_SESSION)
    services.lock_session()
    qtbot.waitUntil(lambda: watched.locks == 1)


@pytest.mark.parametrize("name", SCREEN_SAVERS)
def test_locks_with_the_screen_of_any_desktop(
        watched: Watched, services: FakeServices, qtbot: QtBot, name: str) -> None:
    services.start_screen_saver(name, active=False)
    services.start_screen_saver(name)
    qtbot.waitUntil(lambda: watched.locks == 1)


def test_locks_when_an_open_lid_is_closed(watched: Watched, services: FakeServices, qtbot: QtBot) -> None:
    services.move_lid(closed=True)
    qtbot.waitUntil(lambda: watched.locks == 1)


def test_a_lid_that_was_closed_all_along_locks_nothing(
        address: str, services: FakeServices, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    services.lid_closed = True
    watched = Watched(address, monkeypatch)
    qtbot.waitUntil(lambda: watched.triggers._lid_closed is True)
    services.move_lid(closed=True)
    services.sleep()
    qtbot.waitUntil(lambda: watched.locks == 1)
    services.move_lid(closed=False)
    qtbot.waitUntil(lambda: watched.triggers._lid_closed is False)
    services.move_lid(closed=True)
    qtbot.waitUntil(lambda: watched.locks == 2)


def test_without_a_bus_or_services_it_stays_silent(
        address: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    nowhere = Watched("unix:path=/nonexistent/bus", monkeypatch)
    assert not nowhere.triggers._system.isConnected()
    alone = Watched(address, monkeypatch)
    assert alone.triggers._system.isConnected()
    assert not alone.triggers.holds_up_sleep
    assert nowhere.locks == alone.locks == 0


# ── The whole program ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    made = create(folder, PASSPHRASE, surroundings=shop.surroundings(), kdf=TEST).vault
    with made.work() as work:
        create_profile(work, Envelopes(), Profile(name="Street lawyer 07", language="en"))
    made.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    return folder


class Running:
    """The program of `whole_program`, and what it says."""

    def __init__(self, address: str, vault: Path) -> None:
        environment = os.environ | {
            "DBUS_SYSTEM_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_QPA_PLATFORM": "offscreen", "HOME": str(vault.parent),
            "XDG_DATA_HOME": str(vault.parent / "data")}
        command = [sys.executable, "-m", "tests.ui.guard.whole_program", str(vault),
                   str(vault.parent / "passphrase")]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self._said = b""

    def said(self) -> list[str]:
        assert self.process.stdout is not None
        self._said += self.process.stdout.read() or b""
        return self._said.decode().splitlines()

    def end(self) -> None:
        with self.process:
            self.process.terminate()
        assert self.process.returncode == 0


WHYS: dict[str, Callable[[FakeServices], None]] = {
    "sleep": lambda services: services.sleep(),
    "session": lambda services: services.lock_session(),
    "screen": lambda services: services.start_screen_saver(SCREEN_SAVERS[0]),
    "lid": lambda services: services.move_lid(closed=True),
}


@pytest.mark.slow
@pytest.mark.parametrize("why", WHYS)
def test_the_program_locks_and_keeps_what_was_being_written(
        address: str, services: FakeServices, vault: Path, qtbot: QtBot, why: str) -> None:
    program = Running(address, vault)
    try:
        qtbot.waitUntil(lambda: "written" in program.said())
        first = int(program.said()[0].split()[1])
        WHYS[why](services)
        qtbot.waitUntil(lambda: not services.is_held_up())
        kept = drafts(vault)  # at the moment the computer may sleep
        qtbot.waitUntil(lambda: len(program.said()) == 3)
        assert not Path(f"/proc/{first}").exists()
    finally:
        program.end()
    assert list(kept) == [ROUTE]
    assert WORDS in kept[ROUTE]


def drafts(vault: Path) -> dict[str, str]:
    """The drafts in a vault nobody has open any more."""
    opened = unlock(vault, PASSPHRASE, surroundings=shop.surroundings())
    with opened.work() as work:
        found = {draft.key: draft.values for draft in work.drafts()}
    opened.close()
    return found
