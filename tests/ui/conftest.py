"""What the tests of the window share: an open desk on a vault in memory, and the window around it."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.backup import BackupReport, Place, Trial
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.passphrase import Proposed
from streetlaw.domain.profile import Profile
from streetlaw.exchange.envelope import Envelopes
from streetlaw.exchange.suggestion import Suggestions
from streetlaw.exchange.table_files import TableFiles
from streetlaw.packs import loader
from streetlaw.packs.law_tables import PackTables
from streetlaw.services import backups, profiles
from streetlaw.services.listing import LogState
from streetlaw.services.progress import Progress
from streetlaw.ui import files, start_file, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.keyring import Holder, HolderKind
from streetlaw.ui.opened import Opened, Tools
from streetlaw.ui.shell.shell import Shell
from tests import shown
from tests.fakes.memory import MemoryVault

PASSPHRASE = "seven small words"


@dataclass
class FakeSafe:
    """A safe that remembers what was asked of it."""

    folder: Path = Path("vault")
    log: LogState = field(default_factory=lambda: LogState(
        lines=12, head="ab" * 32, last=datetime(2026, 11, 17, tzinfo=UTC)))
    passphrase: str = PASSPHRASE

    @property
    def rolled_back(self) -> bool:
        return self.log.is_older

    def verify_log(self, *, progress: Progress) -> LogState:
        progress(self.log.lines, self.log.lines)
        return self.log

    def accept_rollback(self) -> None:
        self.log = replace(self.log, is_older=False, keys_differ=False)

    def change_passphrase(self, old: str, new: str) -> None:
        if old != self.passphrase:
            raise StreetLawError("vault.wrong_passphrase")
        self.passphrase = new


@dataclass
class FakeBackups:
    """Backups that remember what was asked of them, and let the vault remember what it would."""

    safe: FakeSafe
    vault: MemoryVault
    made: list[Path] = field(default_factory=list)
    trial: Trial | None = None
    written: int = 12

    def back_up(self, target: Path, name: str, *, progress: Progress) -> Place:
        for step in range(3):
            progress(step + 1, 3)
        self.made.append(target)
        with self.vault.work() as work:
            place = Place(name=name, path=str(target), made=work.now, size=1_800_000, lines=self.written)
            backups.note_made(work, place)
        return place

    def drill(self, source: Path, *, progress: Progress) -> Trial:
        progress(1, 1)
        if self.trial is None:
            raise StreetLawError("backup.damaged")
        if self.trial.good:
            with self.vault.work() as work:
                backups.note_tested(work, self.trial)
        return self.trial

    def restore(self, source: Path, folder: Path, passphrase: str, *, progress: Progress) -> BackupReport:
        if passphrase != self.safe.passphrase:
            raise StreetLawError("backup.wrong_key")
        progress(1, 1)
        return backup_report()

    def restore_handed(self, source: Path, folder: Path, passphrase: str, *,
                       progress: Progress) -> BackupReport:
        raise StreetLawError("backup.not_for_me")


def backup_report(**facts: object) -> BackupReport:
    """A backup of two days before the day of these tests."""
    whole = BackupReport(made=datetime(2026, 11, 22, 6, 0, tzinfo=UTC), vault_id="00", size=1_800_000,
                         counts={"client": 40, "case": 42}, attachments=3, audit_lines=12)
    return replace(whole, **facts)  # type: ignore[arg-type]


WORDS = tuple(f"word{chr(97 + number)}" for number in range(24))
KEYS_MADE = datetime(2026, 11, 2, 5, 30, tzinfo=UTC)


@dataclass
class FakeKeyring:
    """A keyring that remembers what was asked of it; new words are always WORDS."""

    safe: FakeSafe
    held: list[Holder] = field(default_factory=lambda: [
        Holder(place=0, kind=HolderKind.PASSPHRASE, made=KEYS_MADE, tested=None),
        Holder(place=1, kind=HolderKind.RECOVERY, made=KEYS_MADE, tested=None),
    ])
    asked: list[str] = field(default_factory=list)
    duress: str = ""
    erased: bool = False

    def holders(self) -> tuple[Holder, ...]:
        return tuple(self.held)

    def is_passphrase(self, passphrase: str) -> bool:
        return passphrase == self.safe.passphrase

    def change_passphrase(self, old: str, new: str) -> None:
        self._proven(old, "change_passphrase")
        if new == self.duress:
            raise StreetLawError("keys.same_passphrase")
        self.safe.passphrase = new

    def recalibrate(self, passphrase: str) -> None:
        self._proven(passphrase, "recalibrate")

    def new_key_file(self) -> bytes:
        return bytes(range(64))

    def add_key_file(self, proof: str, passphrase: str, key_file: bytes) -> None:
        self._proven(proof, "add_key_file")
        if not 32 <= len(key_file) <= 2**20:
            raise StreetLawError("keys.key_file_size")
        self._held_by(HolderKind.KEY_FILE)

    def new_recovery_words(self, proof: str, language: str) -> tuple[str, ...]:
        self._proven(proof, "new_recovery_words")
        self._held_by(HolderKind.RECOVERY)
        return WORDS

    def is_recovery(self, words: str) -> bool:
        return tuple(words.split()) == WORDS

    def propose(self, language: str) -> Proposed:
        return Proposed(words=WORDS[:7], list_size=2048)

    def note_tested(self, place: int) -> None:
        self.held = [replace(holder, tested=KEYS_MADE) if holder.place == place else holder
                     for holder in self.held]

    def make_shares(self, proof: str, language: str) -> tuple[tuple[str, ...], ...]:
        self._proven(proof, "make_shares")
        self._held_by(HolderKind.SHARES)
        return WORDS, WORDS[::-1], WORDS[1:] + WORDS[:1]

    def give_escrow(self, proof: str, person_id: str) -> None:
        self._proven(proof, "give_escrow")
        self._held_by(HolderKind.ESCROW, person_id)

    def release_escrow(self, request: bytes, language: str) -> tuple[str, ...]:
        if request != b"request":
            raise StreetLawError("escrow.damaged")
        return WORDS

    def remove(self, proof: str, place: int) -> None:
        self._proven(proof, "remove")
        left = [holder for holder in self.held if holder.place != place]
        if not any(holder.kind in {HolderKind.PASSPHRASE, HolderKind.KEY_FILE} for holder in left):
            raise StreetLawError("keys.last_one")
        self.held = left

    def set_duress(self, proof: str, passphrase: str) -> None:
        self._proven(proof, "set_duress")
        if passphrase == self.safe.passphrase:
            raise StreetLawError("keys.same_passphrase")
        self.duress = passphrase

    def clear_duress(self, proof: str) -> None:
        self._proven(proof, "clear_duress")
        self.duress = ""

    @property
    def duress_is_set(self) -> bool:
        return bool(self.duress)

    def erase_keys(self) -> None:
        self.erased = True

    def sheet(self, words: Sequence[str], label: str, language: str, part: int = 0) -> bytes:
        return f"{label} {language} {len(words)} {part}".encode()

    def _proven(self, proof: str, deed: str) -> None:
        if not self.is_passphrase(proof):
            raise StreetLawError("vault.wrong_passphrase")
        self.asked.append(deed)

    def _held_by(self, kind: HolderKind, person_id: str = "") -> None:
        """One more holder, in place of an earlier of the same kind (and person)."""
        left = [holder for holder in self.held if (holder.kind, holder.person_id) != (kind, person_id)]
        place = min(set(range(8)) - {holder.place for holder in left})
        self.held = sorted([*left, Holder(place=place, kind=kind, made=KEYS_MADE, tested=None,
                                          person_id=person_id)], key=lambda holder: holder.place)


@pytest.fixture(autouse=True, scope="session")
def collected_here() -> Iterator[None]:
    """Collect garbage on this thread alone, as the program does (`ui.collector`)."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def nobody_is_asked_for_files() -> Iterator[None]:
    """Fail where a dialog for files would wait for ever for somebody; a test answers by `files.ask_…`."""
    def asked(dialog: QFileDialog) -> None:
        raise AssertionError(f"nobody answers “{dialog.windowTitle()}”")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_chosen", asked)
        yield


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
def keyring(safe: FakeSafe) -> FakeKeyring:
    """What opens the vault."""
    return FakeKeyring(safe)


@pytest.fixture
def kept_backups(safe: FakeSafe, memory_vault: MemoryVault) -> FakeBackups:
    """What makes and tries backups."""
    return FakeBackups(safe, memory_vault)


@pytest.fixture
def opened(memory_vault: MemoryVault, safe: FakeSafe, kept_backups: FakeBackups,
           keyring: FakeKeyring) -> Opened:
    """The vault as the start page hands it over."""
    with memory_vault.work() as work:
        return Opened(vault=memory_vault, pack=work.pack, profile=profiles.owner(work), today=work.today,
                      tools=Tools(envelopes=Envelopes(), papers=PdfPapers(), safe=safe,
                                  backups=kept_backups, keyring=keyring, tables=TableFiles(),
                                  law=PackTables(), suggestions=Suggestions()))


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
