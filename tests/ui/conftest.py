"""What the tests of the window share: an open desk on a vault in memory, and the window around it."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
from streetlaw.exchange.envelope import Envelopes
from streetlaw.packs import loader
from streetlaw.services import profiles
from streetlaw.services.ports import Progress
from streetlaw.ui import start_file, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.opened import Opened, Tools
from streetlaw.ui.shell.shell import Shell
from tests import shown
from tests.fakes.memory import MemoryVault

PASSPHRASE = "seven small words"


@dataclass
class FakeSafe:
    """A safe that remembers what was asked of it."""

    folder: Path = Path("vault")
    rolled_back: bool = False
    passphrase: str = PASSPHRASE
    backups: list[Path] = field(default_factory=list)

    def accept_rollback(self) -> None:
        self.rolled_back = False

    def change_passphrase(self, old: str, new: str) -> None:
        if old != self.passphrase:
            raise StreetLawError("vault.wrong_passphrase")
        self.passphrase = new

    def back_up(self, target: Path, *, progress: Progress) -> None:
        for step in range(3):
            progress(step + 1, 3)
        self.backups.append(target)

    def restore(self, source: Path, folder: Path, passphrase: str, *, progress: Progress) -> Path:
        if passphrase != self.passphrase:
            raise StreetLawError("backup.wrong_key")
        progress(1, 1)
        return folder


@pytest.fixture(autouse=True, scope="session")
def collected_here() -> Iterator[None]:
    """Collect garbage on this thread alone, as the program does (`ui.collector`)."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Let each test's widgets go before the next; what stays is not looked at again."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The jurisdiction that ships with the program."""
    return loader.load("kg")


@pytest.fixture(scope="session")
def demo_vaults(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The vaults of a lawyer and an attorney who did the whole job, closed: `tests.shown` opens them."""
    return shown.make_vaults(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def profile() -> Profile:
    """The owner of the vault, not stored yet."""
    return Profile(name="Street lawyer 07", organisation="Archa centre", language="en")


@pytest.fixture
def memory_vault(pack: Pack, profile: Profile) -> MemoryVault:
    """A vault in memory with its owner; it is noon in Bishkek on Tuesday, 24 November 2026."""
    vault = MemoryVault(pack, now=datetime(2026, 11, 24, 6, 0, tzinfo=UTC), rng=random.Random(7))
    with vault.work() as work:
        profiles.create_profile(work, Envelopes(), profile)
    return vault


@pytest.fixture
def safe() -> FakeSafe:
    """What can be done with the vault as a whole."""
    return FakeSafe()


@pytest.fixture
def opened(memory_vault: MemoryVault, safe: FakeSafe) -> Opened:
    """The vault as the start page hands it over."""
    with memory_vault.work() as work:
        return Opened(vault=memory_vault, pack=work.pack, profile=profiles.owner(work), today=work.today,
                      tools=Tools(envelopes=Envelopes(), papers=PdfPapers(), safe=safe))


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """The light theme, and afterwards none."""
    start_file.save(start_file.Start())
    theme.apply(qapp, theme.Theme())
    yield
    qapp.setStyleSheet("")


@pytest.fixture
def desk(opened: Opened, look: None, qapp: QApplication) -> Iterator[Desk]:
    """An open desk."""
    desk = Desk(opened)
    yield desk
    desk.close()


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Shell:
    """The window's frame on that desk, 1366 by 738, shown; no page yet: `shell.navigator.go(Route(...))`."""
    shell = Shell(desk)
    qtbot.addWidget(shell)
    shell.resize(1366, 738)
    shell.show()
    return shell


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Types any letters; `qtbot.keyClicks` ends the process at the first Cyrillic one."""
    return typed


def typed(widget: QWidget, text: str) -> None:
    """Type a text into a widget, letter by letter."""
    for letter in text:
        QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, letter,
                           Qt.KeyboardModifier.NoModifier)
