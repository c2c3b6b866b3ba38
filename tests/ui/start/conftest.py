"""The session with an opener that opens a vault in memory."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.passphrase import Proposed
from streetlaw.machine import memory
from streetlaw.services.progress import Progress
from streetlaw.session import Session
from streetlaw.ui import process, start_file
from streetlaw.ui.opened import Opened
from streetlaw.ui.start.opener import Key, Made, NewVault
from streetlaw.ui.start_file import Start
from tests.ui.conftest import PASSPHRASE, FakeSafe
from tests.ui.start.hand import WORDS


class FakeOpener:
    """Opens one vault in memory with one passphrase."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.wanted: list[NewVault] = []
        self.keys: list[Key] = []
        self.restored: list[Path] = []
        self.requests: list[Path] = []

    def open(self, key: Key) -> Opened:
        self.keys.append(key)
        if key.words and key.words.split() != list(WORDS):
            raise StreetLawError("vault.wrong_recovery_words")
        if not key.words and key.passphrase != PASSPHRASE:
            raise StreetLawError("vault.wrong_passphrase")
        return self.opened

    def restore(self, source: Path, key: Key, *, progress: Progress) -> Opened:
        self.restored.append(source)
        for done in range(1, 4):
            progress(done, 3)
        if source.name == "other.slv":
            raise StreetLawError("backup.damaged")
        if key.passphrase == "wrong":
            raise StreetLawError("backup.wrong_key")
        if source.name == "long.slv":
            while True:
                Event().wait(0.01)
                progress(1, 100)
        return self.opened

    def escrow_request(self, place: Path) -> bytes:
        self.requests.append(place)
        return b"request"

    def create(self, wanted: NewVault) -> Made:
        self.wanted.append(wanted)
        if len(self.wanted) == 1 and wanted.profile.organisation == "full":
            raise StreetLawError("vault.disk_full")
        return Made(self.opened, WORDS)

    def tour(self, language: str) -> Opened:
        if self.opened.profile.organisation == "full":
            raise StreetLawError("vault.disk_full")
        return replace(self.opened, invented=True)

    def propose(self, language: str) -> Proposed:
        return Proposed(words=WORDS[:7], list_size=2048)

    def recovery_sheet(self, made: Made, label: str, language: str) -> bytes:
        return f"{label} {language} {len(made.words)}".encode()


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(memory, "refuse_readers", lambda: None)
    monkeypatch.setattr(process, "end_with_launcher", lambda: None)
    monkeypatch.setattr(signal, "set_wakeup_fd", lambda *_, **__: -1)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    start_file.save(Start(language="en"))
    return tmp_path


@pytest.fixture
def folder(data_home: Path) -> Path:
    """A folder that looks like a vault, known here."""
    vault = data_home / "vault"
    vault.mkdir()
    (vault / "keys.slots").touch()
    start_file.save(Start(language="en", folders=(vault, data_home / "gone")))
    return vault


@pytest.fixture
def opener(opened: Opened, safe: FakeSafe, data_home: Path) -> FakeOpener:
    safe.folder = data_home / "vault"
    return FakeOpener(opened)


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, opener: FakeOpener,
          monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Session]]:
    """Starts a session; `session.ends` are the statuses it would end with."""
    started: list[Session] = []

    def starter(**arguments: object) -> Session:
        session = Session(qapp, make_opener=lambda: opener, **arguments)  # type: ignore[arg-type]
        session.ends = []  # type: ignore[attr-defined]
        ends = session.ends  # type: ignore[attr-defined]
        monkeypatch.setattr(session._application, "exit", ends.append, raising=False)
        started.append(session)
        with qtbot.waitSignal(session.window.painted):
            session.start()
        return session
    yield starter
    for session in started:
        session._end(0)
        session._watch.deleteLater()  # the keys of later tests are none of its business
        session.window.deleteLater()
        qapp.setStyleSheet("")
