"""The session with an opener that opens a vault in memory: unlock, first run, lock."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.passphrase import Proposed
from streetlaw.domain.profile import Role
from streetlaw.launcher import LOCKED
from streetlaw.machine import memory
from streetlaw.services.progress import Progress
from streetlaw.session import Session
from streetlaw.ui import files, look, process, start_file, theme
from streetlaw.ui.keyring import HolderKind
from streetlaw.ui.look import Look
from streetlaw.ui.new_passphrase import feedback
from streetlaw.ui.opened import Opened
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.start.escrow_form import EscrowForm
from streetlaw.ui.start.first_run import FirstRun
from streetlaw.ui.start.key_file_form import KeyFileForm
from streetlaw.ui.start.opener import Key, Made, NewVault, Way
from streetlaw.ui.start.recovery_form import RecoveryForm
from streetlaw.ui.start.shares_form import SharesForm
from streetlaw.ui.start.unlock import UnlockPage
from streetlaw.ui.start.ways import WaysMenu
from streetlaw.ui.start_file import Start
from tests.fakes.memory import MemoryVault
from tests.ui.conftest import PASSPHRASE, FakeKeyring, FakeSafe, typed

WORDS = tuple(f"word{chr(97 + number)}" for number in range(24))


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


def unlock_page(session: Session) -> UnlockPage:
    assert isinstance(session.pages.page, UnlockPage)
    return session.pages.page


def opened_shell(session: Session) -> Shell | None:
    return session.shell


def first_run(session: Session) -> FirstRun:
    assert isinstance(session.pages.page, FirstRun)
    return session.pages.page


def texts(session: Session) -> list[str]:
    return [label.text() for label in session.window.findChildren(QLabel) if label.isVisible()]


def try_passphrase(session: Session, passphrase: str) -> None:
    page = unlock_page(session)
    page.passphrase.edit.clear()
    typed(page.passphrase.edit, passphrase)
    QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)


def test_the_right_passphrase_opens_the_window(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.window.windowTitle() == "Desk"
    qtbot.waitUntil(lambda: not session.window.findChildren(UnlockPage))


def test_a_wrong_passphrase_says_the_same_and_waits_longer_each_time(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    page = unlock_page(session)
    said = []

    def wait_for(number: int) -> None:
        qtbot.waitUntil(lambda: page.wrong == number)
    for number, seconds in ((1, 1), (2, 2), (3, 4)):
        try_passphrase(session, "wrong" * number)
        wait_for(number)
        said.append(page._secret.error())
        assert not page.open_button.isEnabled()
        assert str(seconds) in page._wait.text()
        QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
        for _ in range(seconds):
            page._on_second()
        assert page.open_button.isEnabled()
    assert len(set(said)) == 1
    assert session.shell is None


def test_the_wait_survives_a_change_of_language(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    try_passphrase(session, "wrong")
    qtbot.waitUntil(lambda: unlock_page(session).wrong == 1)
    unlock_page(session).language_chosen.emit("ky")
    assert unlock_page(session).wrong == 1
    assert translation.language() == "ky"
    assert start_file.load().language == "ky"


def test_the_recovery_words_open_and_set_a_new_passphrase(
        begin: Callable[..., Session], folder: Path, opener: FakeOpener, qtbot: QtBot) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.RECOVERY)
    form = page.form
    assert isinstance(form, RecoveryForm)
    form.words.setPlainText(" ".join(WORDS))
    form.new.first.edit.setText("a new passphrase")
    page.open_button.click()
    assert opener.keys == [], "both entries must agree"
    form.new.second.edit.setText("a new passphrase")
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    assert opener.keys[0].passphrase == "a new passphrase"


def test_wrong_recovery_words_are_refused(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.RECOVERY)
    form = page.form
    assert isinstance(form, RecoveryForm)
    set_new(form)
    page.open_button.click()
    assert form.words_field.error(), "no words were written"
    form.words.setPlainText("nonsense")
    page.open_button.click()
    qtbot.waitUntil(lambda: page.wrong == 1)
    assert form.words_field.error()
    assert not page.open_button.isEnabled()
    page.show_way(Way.PASSPHRASE)
    assert page.passphrase.isVisible()
    assert "new passphrase" not in page._subtitle.text()
    assert not page.open_button.isEnabled(), "another way does not shorten the wait"


def set_new(form: RecoveryForm | SharesForm) -> None:
    for box in (form.new.first, form.new.second):
        box.edit.setText("a wholly new passphrase")


def test_the_wait_goes_on_after_a_change_of_language(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()

    def wait_for(number: int) -> None:
        qtbot.waitUntil(lambda: unlock_page(session).wrong == number)

    def can_open() -> bool:
        return unlock_page(session).open_button.isEnabled()
    for number in (1, 2):
        unlock_page(session).wait = 0
        unlock_page(session)._show_button()
        try_passphrase(session, "wrong" * number)
        wait_for(number)
    unlock_page(session).language_chosen.emit("ru")
    assert can_open() is False
    for _ in range(2):
        unlock_page(session)._on_second()
    assert can_open() is True


def test_every_way_is_in_the_menu_and_its_form_is_made_when_chosen(
        begin: Callable[..., Session], folder: Path) -> None:
    page = unlock_page(begin())
    assert (page.menu, page.form) == (None, None)
    page.ways.click()
    menu = page.findChildren(WaysMenu)[0]
    offered = [Way(action.data()) for action in menu.actions()]
    assert offered == list(Way)
    menu.actions()[offered.index(Way.SHARES)].trigger()
    menu.hide()
    assert page.findChildren(SharesForm) == [page.form]
    assert page.findChildren(SharesForm)[0].one.isVisible()
    assert page.window().focusWidget() is page.findChildren(SharesForm)[0].one
    assert "new passphrase" in page._subtitle.text()
    page.ways.click()
    assert [action.isChecked() for action in menu.actions()] == [way is Way.SHARES for way in Way]
    menu.hide()


def test_a_key_file_opens_with_its_passphrase(
        begin: Callable[..., Session], folder: Path, opener: FakeOpener, data_home: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.KEY_FILE)
    form = page.form
    assert isinstance(form, KeyFileForm)
    page.open_button.click()
    assert form._file_field.error()
    assert form._secret.error()
    stick = data_home / "key"
    monkeypatch.setattr(files, "ask_which_file", lambda *_: stick)
    form.choose.click()
    assert "could not be read" in form._file_field.error()
    stick.write_bytes(bytes(64))
    form.choose.click()
    assert form._file_field.error() == ""
    typed(form.passphrase.edit, PASSPHRASE)
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    assert (opener.keys[0].way, opener.keys[0].key_file) == (Way.KEY_FILE, bytes(64))


def test_a_request_is_saved_and_the_words_that_come_back_open(
        begin: Callable[..., Session], folder: Path, opener: FakeOpener, data_home: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.ESCROW)
    form = page.form
    assert isinstance(form, EscrowForm)
    request = data_home / "request.sle"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: request)
    form.request.click()
    qtbot.waitUntil(request.exists)
    qtbot.waitUntil(lambda: "saved" in form._said.text())
    form.words.setPlainText(" ".join(WORDS))
    set_new(form)
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    assert opener.keys[0].way is Way.ESCROW


def test_two_sheets_open_together(begin: Callable[..., Session], folder: Path, opener: FakeOpener,
                                  qtbot: QtBot) -> None:
    session = begin()
    page = unlock_page(session)
    page.show_way(Way.SHARES)
    form = page.form
    assert isinstance(form, SharesForm)
    set_new(form)
    form.one.setPlainText(" ".join(WORDS))
    page.open_button.click()
    assert form.other_field.error()
    form.other.setPlainText(" ".join(WORDS[::-1]))
    page.open_button.click()
    qtbot.waitUntil(lambda: session.shell is not None)
    assert opener.keys[0].other_words == " ".join(WORDS[::-1])


def test_words_are_proposed_for_a_new_passphrase_after_a_loss(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    page = unlock_page(begin())
    page.show_way(Way.RECOVERY)
    form = page.form
    assert isinstance(form, RecoveryForm)
    form.new.propose.click()
    qtbot.waitUntil(form.new.proposal.isVisible)
    assert form.new.proposal.text() == " ".join(WORDS[:7])
    form.new.propose.click()
    page.show_way(Way.PASSPHRASE)  # what lands now has nobody to hear it
    qtbot.wait(50)


def test_the_language_stays_while_the_words_are_shown(
        begin: Callable[..., Session], data_home: Path, qtbot: QtBot) -> None:
    page = to_words(begin(), qtbot)
    assert not page._languages.isEnabled()
    qtbot.waitUntil(page._words.isVisible)
    assert not page._languages.isEnabled()


def test_the_start_page_reveals_nothing(begin: Callable[..., Session], folder: Path) -> None:
    session = begin()
    shown = " ".join(texts(session)) + session.window.windowTitle()
    for word in ("StreetLaw", "Street", "vault", "client", "case", "lawyer", str(folder)):
        assert word not in shown


def test_a_folder_that_is_not_connected_cannot_be_the_first_choice(
        begin: Callable[..., Session], folder: Path, data_home: Path) -> None:
    start_file.save(Start(language="en", folders=(data_home / "gone", folder)))
    assert unlock_page(begin()).folders.folder() == folder


def test_help_is_there_when_asked(begin: Callable[..., Session], folder: Path) -> None:
    session = begin()
    before = len(texts(session))
    page = unlock_page(session)
    page._help.click()
    assert page._help_text is not None
    assert page._help_text.isVisible()
    page._help.click()
    assert len(texts(session)) == before


def test_after_a_crash_the_page_says_so_neutrally(begin: Callable[..., Session], folder: Path) -> None:
    session = begin(after_crash=True)
    assert any("closed by itself" in text for text in texts(session))


def test_a_lock_hides_the_window_and_ends_the_process(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    session.lock()
    assert session.ends == [], "nothing is open yet"  # type: ignore[attr-defined]
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    session.shell.lock_wanted.emit()
    assert session.ends == [LOCKED]  # type: ignore[attr-defined]
    assert not session.window.isVisible()
    assert session.desk is not None
    assert not session.desk.is_open


def test_escape_twice_hides_everything_from_any_window(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    handle = session.window.windowHandle()
    session._watch.watch(handle)
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    QTest.keyClick(handle, Qt.Key.Key_A)
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    assert session.ends == []  # type: ignore[attr-defined]
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    assert session.ends == [LOCKED]  # type: ignore[attr-defined]


def test_moving_the_mouse_puts_the_lock_off(
        begin: Callable[..., Session], folder: Path, qtbot: QtBot) -> None:
    session = begin()
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    session.shell.idle._last_use -= 100_000
    assert session.shell.idle.seconds_left() <= 80
    session._watch.watch(session.window.windowHandle())
    QTest.mouseMove(session.window.windowHandle(), QPoint(5, 5))
    QTest.keyClick(session.window.windowHandle(), Qt.Key.Key_Shift)
    assert session.shell.idle.seconds_left() == 180


@pytest.mark.parametrize(("place", "section"), [("clients", "clients"), ("new-client", "")])
def test_closing_the_window_quits_and_keeps_its_look_in_the_vault(
        begin: Callable[..., Session], folder: Path, memory_vault: MemoryVault, qtbot: QtBot, place: str,
        section: str) -> None:
    session = begin()
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    session.window.setGeometry(10, 20, 1200, 700)
    session.shell.navigator.look_wanted.emit(replace(session.shell.desk.look, theme="dark"))
    session.shell.appearance.zoom(20)
    session.shell.navigator.go(Route(place))
    session.window.close()
    assert session.ends == [0]  # type: ignore[attr-defined]
    with memory_vault.work() as work:
        kept = look.read(work)
    assert kept == Look(theme="dark", zoom=120, window=(10, 20, 1200, 700, 0), section=section,
                        day="2026-11-24")
    said = (start_file.data_folder() / "start").read_text()
    assert said == f"language en\nfolder {folder}\nfolder {folder.parent / 'gone'}\n"


@pytest.mark.parametrize(("day", "place"), [("2026-11-24", "clients"), ("2026-11-23", "today")])
def test_the_window_looks_as_it_was_left_once_the_vault_is_open(
        begin: Callable[..., Session], folder: Path, opener: FakeOpener, qtbot: QtBot, day: str,
        place: str) -> None:
    kept = Look(theme="dark", zoom=120, window=(10, 20, 1200, 700, 0), section="clients", day=day)
    opener.opened = replace(opener.opened, look=kept)
    session = begin()
    assert theme.current() == theme.Theme()
    assert session.window.width() == 1366
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    assert (theme.current().name, theme.current().zoom) == ("dark", 120)
    assert session.window.geometry_kept() == kept.window
    assert session.shell.navigator.route == Route(place), "a new day begins with Today"


def test_a_window_closed_before_a_vault_is_open_keeps_nothing(
        begin: Callable[..., Session], folder: Path) -> None:
    before = (start_file.data_folder() / "start").read_text()
    session = begin()
    session.window.setGeometry(10, 20, 1200, 700)
    session.window.close()
    assert session.ends == [0]  # type: ignore[attr-defined]
    assert (start_file.data_folder() / "start").read_text() == before


def test_a_bug_is_shown_without_any_data(begin: Callable[..., Session], folder: Path, qtbot: QtBot,
                                        capsys: pytest.CaptureFixture[str]) -> None:
    session = begin()

    def fail() -> None:
        raise ValueError("Асанова Айбек")
    for _ in range(2):
        try:
            fail()
        except ValueError as error:
            session.on_bug(ValueError, error, error.__traceback__)
        if session.shell is None:
            qtbot.waitUntil(lambda: any("ValueError test_session.py" in text for text in texts(session)))
            try_passphrase(session, PASSPHRASE)
            qtbot.waitUntil(lambda: session.shell is not None)
    assert session.shell is not None
    assert "ValueError test_session.py" in session.shell.chrome.banner_text()
    assert "Асанова" not in capsys.readouterr().err


def test_an_only_folder_is_shown_alone_and_not_remembered(
        begin: Callable[..., Session], folder: Path, data_home: Path, qtbot: QtBot) -> None:
    start_file.save(Start(language="en"))
    session = begin(only=folder)
    try_passphrase(session, PASSPHRASE)
    qtbot.waitUntil(lambda: session.shell is not None)
    assert start_file.load().folders == ()


def test_what_was_typed_stays_when_the_language_of_the_start_page_changes(
        begin: Callable[..., Session], folder: Path) -> None:
    session = begin()
    page = unlock_page(session)
    page.passphrase.edit.setText("half a passphr")
    page.folders.choose(folder.parent / "gone")
    page.language_chosen.emit("ru")
    again = unlock_page(session)
    assert again is not page
    assert again.passphrase.text() == "half a passphr"
    assert again.folders.folder() == folder.parent / "gone"
    again.show_way(Way.RECOVERY)
    again.findChildren(QPlainTextEdit)[-1].setPlainText("typed last")
    again.language_chosen.emit("ky")
    last = unlock_page(session)
    assert last.way is Way.RECOVERY
    assert last.findChildren(QPlainTextEdit)[-1].toPlainText() == "typed last"


# ── First run ────────────────────────────────────────────────────────────────────────────────────────────


def to_words(session: Session, qtbot: QtBot) -> FirstRun:
    page = first_run(session)
    page._about._next.click()
    assert page._about._name_field.error()
    typed(page._about._name, "Көчө юристи 07")
    page._about._roles.choose("supervisor")
    page._about._next.click()
    page._passphrase.entry.propose.click()
    qtbot.waitUntil(page._passphrase.entry.proposal.isVisible)
    page._passphrase._next.click()
    assert page._passphrase.entry.first_field.error()
    typed(page._passphrase.entry.first.edit, "жети кичинекей сөз")
    page._passphrase._next.click()
    assert page._passphrase.entry.second_field.error()
    typed(page._passphrase.entry.second.edit, "жети кичинекей сөз")
    page._passphrase._next.click()
    return page


def test_one_can_look_around_among_invented_people_and_nothing_is_remembered(
        begin: Callable[..., Session], data_home: Path, opener: FakeOpener, qtbot: QtBot) -> None:
    session = begin()
    first_run(session)._about.tour.click()
    assert "Inventing people" in texts(session)
    qtbot.waitUntil(lambda: opened_shell(session) is not None)
    shell = opened_shell(session)
    assert shell is not None
    assert shell.chrome.invented is not None
    qtbot.waitUntil(lambda: shell.walk.guide is not None)
    assert start_file.load().folders == ()
    assert opener.wanted == []


def test_a_tour_that_cannot_be_made_says_why(
        begin: Callable[..., Session], data_home: Path, opener: FakeOpener, qtbot: QtBot) -> None:
    opener.opened = replace(opener.opened, profile=replace(opener.opened.profile, organisation="full"))
    session = begin()
    page = first_run(session)
    page._about.tour.click()
    qtbot.waitUntil(page._banner.isVisible)
    assert page._about.isVisible()
    assert opened_shell(session) is None


def test_the_first_run_makes_a_folder_and_checks_the_words(
        begin: Callable[..., Session], data_home: Path, opener: FakeOpener, keyring: FakeKeyring,
        qtbot: QtBot) -> None:
    session = begin()
    page = to_words(session, qtbot)
    qtbot.waitUntil(page._words.isVisible)
    assert opener.wanted[0].profile.name == "Көчө юристи 07"
    assert opener.wanted[0].passphrase == "жети кичинекей сөз"
    assert opener.wanted[0].folder == data_home / "data" / "desk" / "1"
    assert all(any(word in text for text in texts(session)) for word in WORDS)
    page._words._next.click()
    page._check._next.click()
    assert opened_shell(session) is None, "no word was typed back"
    for edit, _field, word in page._check.typed_back.asked:
        typed(edit, word.upper())
    page._check._next.click()
    qtbot.waitUntil(lambda: opened_shell(session) is not None)
    assert next(holder.tested for holder in keyring.holders() if holder.kind is HolderKind.RECOVERY)
    assert session.window.findChildren(QLineEdit, "words") == []
    assert start_file.load().folders == (data_home / "vault",)


def test_a_folder_that_cannot_be_made_leads_back(begin: Callable[..., Session], opener: FakeOpener,
                                                qtbot: QtBot) -> None:
    session = begin()
    page = first_run(session)
    typed(page._about._organisation, "full")
    to_words(session, qtbot)
    qtbot.waitUntil(page._about.isVisible)
    assert any("space" in text or "disk" in text for text in texts(session))


def test_the_sheet_goes_where_the_person_says(begin: Callable[..., Session], data_home: Path, qtbot: QtBot,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    page = to_words(session, qtbot)
    qtbot.waitUntil(page._words.isVisible)
    sheet = data_home / "sheet.pdf"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: sheet)
    page._words._sheet.click()
    qtbot.waitUntil(sheet.exists)
    assert sheet.read_bytes() == b"Folder 1 en 24"


def test_an_existing_folder_can_be_named(begin: Callable[..., Session], data_home: Path,
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    other = data_home / "usb"
    other.mkdir()
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: other)
    first_run(session)._about._existing.click()
    assert any("not made by this program" in text for text in texts(session))
    (other / "keys.slots").touch()
    first_run(session)._about._existing.click()
    assert unlock_page(session).folders.folder() == other


def test_the_place_can_be_chosen(begin: Callable[..., Session], data_home: Path,
                                monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin()
    other = data_home / "usb"
    other.mkdir()
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: other)
    first_run(session)._about._change.click()
    assert first_run(session)._folder == other
    (other / "photo").touch()
    first_run(session)._about._change.click()
    assert first_run(session)._folder.parent == other


def test_there_is_a_way_back_to_the_known_folders(begin: Callable[..., Session], folder: Path) -> None:
    session = begin()
    unlock_page(session).other_wanted.emit()
    first_run(session)._about._back.click()
    assert unlock_page(session).folders.folder() == folder


@pytest.mark.parametrize(("passphrase", "said"), [
    ("", ""), ("short", "too short"), ("aaaaaaaaaaaaa", "weak, add words"),
    ("qwertyuiop12", "weak, add words"),
    ("lantern meadow copper violet pencil harvest", "strong"),
])
def test_strength_is_said_in_words(passphrase: str, said: str) -> None:
    assert feedback(passphrase)[0] == said


def test_the_file_dialog_leaves_no_trace(qtbot: QtBot, tmp_path: Path,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    label = QLabel()
    qtbot.addWidget(label)
    dialog = files._dialog(label, "Save", files.PDF)
    dialog.setDirectory(str(tmp_path))
    dialog.show()
    dialog.accept()
    dialog.deleteLater()
    QApplication.sendPostedEvents()
    qtbot.wait(10)
    assert not (tmp_path / "config").exists()


def test_the_first_run_goes_on_in_another_language(begin: Callable[..., Session], data_home: Path) -> None:
    session = begin()
    page = first_run(session)
    page._about._name.setText("Көчө юристи 07")
    page._about._organisation.setText("Арча")
    page._about.choose_role(Role.SUPERVISOR)
    page._about._next.click()
    page._passphrase.entry.first.edit.setText("seven small")
    page.language_chosen.emit("ky")
    again = first_run(session)
    assert again is not page
    assert (again._about.name(), again._about.organisation()) == ("Көчө юристи 07", "Арча")
    assert again._about.role() == Role.SUPERVISOR
    assert again._stack.currentWidget() is again._passphrase
    assert again._passphrase.entry.text() == "seven small"


def test_a_place_that_cannot_be_read_is_told(begin: Callable[..., Session], data_home: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    page = first_run(begin())
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: data_home / "pulled out")
    page._about.place_wanted.emit()
    assert "cannot be read" in page._banner.text()
    assert page._folder != data_home / "pulled out"
    monkeypatch.setattr(files, "ask_which_folder", lambda *_: data_home / ("a" * 300))
    page._about.existing_wanted.emit()
    assert "not made by this program" in page._banner.text()


def test_a_failure_while_making_leads_back_to_the_form(begin: Callable[..., Session], data_home: Path,
                                                       qtbot: QtBot) -> None:
    session = begin()
    page = first_run(session)
    page._go(2)
    session.on_bug(ValueError, ValueError(), None)
    assert page._stack.currentWidget() is page._about
    assert "ValueError" in page._banner.text()
