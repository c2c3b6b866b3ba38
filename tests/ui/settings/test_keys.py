"""The keys of the folder in the settings, on a keyring that remembers what was asked of it."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile, Role, TrustedPerson
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services import people, profiles
from streetlaw.ui import files
from streetlaw.ui.keyring import HolderKind
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.route import Route
from streetlaw.ui.settings.escrow import GiveEscrow, ReleaseEscrow
from streetlaw.ui.settings.forced import ClearDuress, EraseKeys, SetDuress
from streetlaw.ui.settings.key_file import AddKeyFile
from streetlaw.ui.settings.kit import KitTest, KitWords, NewKit
from streetlaw.ui.settings.page import SettingsPage
from streetlaw.ui.settings.passphrase import ChangePassphrase, Recalibrate, RemoveKey
from streetlaw.ui.settings.people_block import PeopleBlock
from streetlaw.ui.settings.security_block import SecurityBlock
from streetlaw.ui.settings.shares import SHARES, MakeShares, ShareNames, ShareSheets
from streetlaw.ui.shell.panic import PANIC, PanicKeys
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.conftest import PASSPHRASE, WORDS, FakeKeyring, FakeSafe, typed

Q = TypeVar("Q", bound=Question)

NEW = "six wholly new words are here"


@pytest.fixture
def block(shell: Shell, qtbot: QtBot) -> SecurityBlock:
    shell.navigator.go(Route("settings"))
    page = shell.navigator.page
    assert isinstance(page, SettingsPage)
    found = cast(SecurityBlock, page.blocks["security"])
    qtbot.waitUntil(lambda: bool(found.holders_card.menus))
    return found


@pytest.fixture
def supervisor(pack: Pack, memory_vault: MemoryVault) -> TrustedPerson:
    """An attorney whose words were compared."""
    other = MemoryVault(pack, now=datetime(2026, 11, 24, tzinfo=UTC), rng=random.Random(8))
    with other.work() as work:
        profiles.create_profile(work, Envelopes(), Profile(name="Attorney 02", roles=(Role.SUPERVISOR,)))
    with other.work() as work:
        card = people.own_card(work, Envelopes())
    with memory_vault.work() as work:
        person = people.save_person(work, Envelopes(), Envelopes().read_card(card)).the(TrustedPerson)
    with memory_vault.work() as work:
        command = people.VerifyPerson(id=person.id, revision=person.revision, how="call")
        return people.verify_person(work, command).the(TrustedPerson)


def dialog(block: SecurityBlock, kind: type[Q]) -> Q:
    """The question that is open."""
    shown = [found for found in block.page.findChildren(kind) if found.isVisible()]
    assert len(shown) == 1
    return shown[0]


def choose(block: SecurityBlock, deed: str, kind: HolderKind) -> None:
    place = next(holder.place for holder in block._keys.holders if holder.kind is kind)
    trigger(block.holders_card.menus[place], deed)


def add(block: SecurityBlock, deed: str) -> None:
    trigger(block.holders_card.add_menu, deed)


def trigger(menu: QWidget, deed: str) -> None:
    next(action for action in menu.actions() if action.data() == deed).trigger()


def kinds(keyring: FakeKeyring) -> list[HolderKind]:
    return [holder.kind for holder in keyring.holders()]


def texts(widget: QWidget) -> str:
    return " ".join(str(getattr(child, "text", str)()) for child in widget.findChildren(QWidget)
                    if callable(getattr(child, "text", None)))


# ── The recovery kit ─────────────────────────────────────────────────────────────────────────────────────


def test_a_new_kit_counts_once_three_words_were_typed_back(
        block: SecurityBlock, keyring: FakeKeyring, tmp_path: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    assert block.kit_card.state.accessibleName() == "Not tested yet"
    block.kit_card.new.click()
    proof = dialog(block, NewKit)
    proof.verb.click()
    assert proof.proof_field.error()
    typed(proof.proof.edit, "wrong")
    proof.verb.click()
    qtbot.waitUntil(lambda: "did not open" in proof.proof_field.error() or "passphrase" in
                    proof.proof_field.error().lower())
    assert keyring.asked == []
    proof.proof.edit.clear()
    typed(proof.proof.edit, PASSPHRASE)
    proof.verb.click()
    qtbot.waitUntil(lambda: bool(block.page.findChildren(KitWords)))
    words = dialog(block, KitWords)
    assert all(word in texts(words.grid) for word in WORDS)
    sheet = tmp_path / "sheet.pdf"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: sheet)
    words.sheet.button.click()
    qtbot.waitUntil(sheet.exists)
    words.verb.click()
    words.verb.click()
    assert all(field.error() for _edit, field, _word in words.typed_back.asked)
    for edit, _field, word in words.typed_back.asked:
        typed(edit, word)
    words.verb.click()
    qtbot.waitUntil(lambda: keyring.holders()[1].tested is not None)
    qtbot.waitUntil(lambda: "Tested" in block.kit_card.state.accessibleName())
    assert any("recovery kit tested" in point.done and not point.todo for point in block.points)


def test_words_closed_too_early_are_not_tested(block: SecurityBlock, keyring: FakeKeyring) -> None:
    words = KitWords(block.page, WORDS)
    words.open()
    words.verb.click()
    words.safe.click()
    assert keyring.holders()[1].tested is None
    assert words.typed_back.asked == []


@pytest.mark.parametrize(("typed_words", "right"), [(" ".join(WORDS), True), ("nonsense", False)])
def test_the_sheet_is_tested_with_all_its_words(
        block: SecurityBlock, keyring: FakeKeyring, qtbot: QtBot, typed_words: str, right: bool) -> None:
    block.kit_card.test.click()
    test = dialog(block, KitTest)
    test.verb.click()
    assert test.field.error()
    test.words.setPlainText(typed_words)
    test.verb.click()
    qtbot.waitUntil(lambda: (keyring.holders()[1].tested is not None) if right
                    else "do not open" in test.field.error())
    assert (keyring.holders()[1].tested is not None) is right


def test_without_a_kit_the_banner_says_so(block: SecurityBlock, keyring: FakeKeyring, qtbot: QtBot) -> None:
    choose(block, "remove", HolderKind.RECOVERY)
    question = dialog(block, RemoveKey)
    typed(question.proof.edit, PASSPHRASE)
    question.verb.click()
    qtbot.waitUntil(lambda: kinds(keyring) == [HolderKind.PASSPHRASE])
    page = cast(SettingsPage, block.page)
    qtbot.waitUntil(lambda: "recovery kit" in page.protection.next.text())
    assert not block.kit_card.test.isVisible()
    page.protection.next.click()
    assert dialog(block, NewKit).isVisible()


# ── Passphrase ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_passphrase_needs_the_old_one(block: SecurityBlock, safe: FakeSafe, qtbot: QtBot) -> None:
    next(button for button in block.holders_card.findChildren(Button)
         if button.accessibleName() == "Change the passphrase").click()
    question = dialog(block, ChangePassphrase)
    typed(question.proof.edit, "wrong")
    typed(question.new.first.edit, "short")
    question.verb.click()
    assert question.new.first_field.error()
    question.new.propose.click()
    qtbot.waitUntil(question.new.proposal.isVisible)
    question.new.first.edit.clear()
    typed(question.new.first.edit, NEW)
    question.verb.click()
    assert question.new.second_field.error()
    typed(question.new.second.edit, NEW)
    question.verb.click()
    qtbot.waitUntil(lambda: bool(question.proof_field.error()))
    assert safe.passphrase == PASSPHRASE
    question.proof.edit.clear()
    typed(question.proof.edit, PASSPHRASE)
    question.verb.click()
    qtbot.waitUntil(lambda: safe.passphrase == NEW)
    qtbot.waitUntil(lambda: block.page.findChildren(ChangePassphrase) == [])


def test_the_last_passphrase_cannot_be_taken_away(block: SecurityBlock, keyring: FakeKeyring,
                                                 qtbot: QtBot) -> None:
    choose(block, "remove", HolderKind.PASSPHRASE)
    question = dialog(block, RemoveKey)
    assert not question.verb.isDefault()
    typed(question.proof.edit, PASSPHRASE)
    QTest.keyClick(question.proof.edit, Qt.Key.Key_Return)
    assert question.isVisible(), "Enter neither destroys nor closes"
    question.verb.click()
    qtbot.waitUntil(lambda: "last passphrase" in question.problem.text())
    assert HolderKind.PASSPHRASE in kinds(keyring)


def test_guessing_is_made_slow_again(block: SecurityBlock, keyring: FakeKeyring, qtbot: QtBot) -> None:
    choose(block, "recalibrate", HolderKind.PASSPHRASE)
    question = dialog(block, Recalibrate)
    typed(question.proof.edit, PASSPHRASE)
    question.verb.click()
    qtbot.waitUntil(lambda: keyring.asked == ["recalibrate"])


# ── Key file, sheets, somebody else ──────────────────────────────────────────────────────────────────────


def test_a_key_file_is_made_and_added(block: SecurityBlock, keyring: FakeKeyring, tmp_path: Path,
                                     qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    add(block, "key_file")
    question = dialog(block, AddKeyFile)
    question.verb.click()
    assert question.file_field.error()
    path = tmp_path / "key"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: path)
    question.make.click()
    qtbot.waitUntil(path.exists)
    assert len(path.read_bytes()) == 64
    for box in (question.new.first, question.new.second):
        typed(box.edit, NEW)
    typed(question.proof.edit, PASSPHRASE)
    qtbot.waitUntil(lambda: question._name.text() == "key")
    question.verb.click()
    qtbot.waitUntil(lambda: HolderKind.KEY_FILE in kinds(keyring))


def test_a_file_that_is_too_small_is_refused_beside_it(
        block: SecurityBlock, keyring: FakeKeyring, tmp_path: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    add(block, "key_file")
    question = dialog(block, AddKeyFile)
    path = tmp_path / "small"
    path.write_bytes(b"short")
    monkeypatch.setattr(files, "ask_which_file", lambda *_: path)
    question.choose.click()
    qtbot.waitUntil(lambda: question._name.text() == "small")
    for box in (question.new.first, question.new.second):
        typed(box.edit, NEW)
    typed(question.proof.edit, PASSPHRASE)
    question.verb.click()
    qtbot.waitUntil(lambda: "32 bytes" in question.file_field.error())
    assert HolderKind.KEY_FILE not in kinds(keyring)


def test_three_sheets_are_saved_and_who_has_them_is_kept(
        block: SecurityBlock, keyring: FakeKeyring, memory_vault: MemoryVault, tmp_path: Path, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    add(block, "shares")
    proof = dialog(block, MakeShares)
    typed(proof.proof.edit, PASSPHRASE)
    proof.verb.click()
    qtbot.waitUntil(lambda: bool(block.page.findChildren(ShareSheets)))
    question = dialog(block, ShareSheets)
    question.verb.click()
    assert question.isVisible(), "no sheet is saved yet"
    for number, sheet in enumerate(question.sheets, start=1):
        path = tmp_path / f"{number}.pdf"
        monkeypatch.setattr(files, "ask_where_to_save", lambda *_, path=path: path)
        with qtbot.waitSignal(sheet.saved):
            sheet.button.click()
        assert path.read_bytes().endswith(f" {number}".encode())
    for box, name in zip(question.names, ("Aizhan", "Bermet", "Chyngyz"), strict=True):
        typed(box, name)
    question.verb.click()
    qtbot.waitUntil(lambda: SHARES in memory_vault.kept.settings)
    assert json.loads(memory_vault.kept.settings[SHARES]) == ["Aizhan", "Bermet", "Chyngyz"]
    qtbot.waitUntil(lambda: "Aizhan, Bermet, Chyngyz" in texts(block.holders_card))
    choose(block, "names", HolderKind.SHARES)
    names = dialog(block, ShareNames)
    names.names[0].setText("Dinara")
    names.verb.click()
    qtbot.waitUntil(lambda: "Dinara" in memory_vault.kept.settings[SHARES])


def test_a_key_is_given_only_with_consent_and_the_status_bar_shows_it(
        supervisor: TrustedPerson, block: SecurityBlock, keyring: FakeKeyring, shell: Shell,
        qtbot: QtBot) -> None:
    shell.key_watch.read()
    assert not shell.chrome.status._escrow.isVisible()
    add(block, "escrow")
    question = dialog(block, GiveEscrow)
    assert "Attorney 02 will be able to open everything" in question._consent_text.text()
    typed(question.proof.edit, PASSPHRASE)
    question.verb.click()
    assert question._consent_error.isVisible()
    assert not question.busy, "nothing was asked of the keyring"
    assert HolderKind.ESCROW not in kinds(keyring)
    question.consent.setChecked(True)
    question.verb.click()
    qtbot.waitUntil(lambda: HolderKind.ESCROW in kinds(keyring))
    qtbot.waitUntil(shell.chrome.status._escrow.isVisible)
    qtbot.waitUntil(lambda: "Attorney 02" in texts(block.holders_card))
    choose(block, "remove", HolderKind.ESCROW)
    remove = dialog(block, RemoveKey)
    typed(remove.proof.edit, PASSPHRASE)
    remove.verb.click()
    qtbot.waitUntil(lambda: not shell.chrome.status._escrow.isVisible())


def test_without_a_supervisor_the_question_says_what_to_do(block: SecurityBlock) -> None:
    add(block, "escrow")
    assert "compare the six words" in dialog(block, Question).accessibleDescription()


@pytest.mark.parametrize(("content", "said"), [(b"request", ""), (b"nonsense", "damaged")])
def test_a_colleague_is_helped_after_being_recognised(
        block: SecurityBlock, memory_vault: MemoryVault, tmp_path: Path, qtbot: QtBot, content: bytes,
        said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    people_block = cast(PeopleBlock, cast(SettingsPage, block.page).blocks["people"])
    path = tmp_path / "request.sle"
    path.write_bytes(content)
    monkeypatch.setattr(files, "ask_which_file", lambda *_: path)
    people_block.card.help_wanted.emit()
    question = dialog(block, ReleaseEscrow)
    question.verb.click()
    assert question._unsure.isVisible()
    question.sure.setChecked(True)
    question.verb.click()
    if said:
        qtbot.waitUntil(lambda: said in question.problem.text())
        assert not question.grid.isVisible()
        return
    qtbot.waitUntil(question.grid.isVisible)
    assert all(word in texts(question.grid) for word in WORDS)
    assert not question.verb.isVisible()
    question.safe.click()
    assert not any(word in texts(question.grid) for word in WORDS)


# ── Forced to open it ────────────────────────────────────────────────────────────────────────────────────


def test_the_second_passphrase_needs_understanding_and_proof(
        block: SecurityBlock, keyring: FakeKeyring, qtbot: QtBot) -> None:
    block.forced_card.set_up.click()
    question = dialog(block, SetDuress)
    for box in (question.new.first, question.new.second):
        typed(box.edit, PASSPHRASE)
    typed(question.proof.edit, PASSPHRASE)
    question.verb.click()
    assert question._not_yet.isVisible()
    assert not question.busy, "nothing was asked of the keyring"
    question.understood.setChecked(True)
    question.verb.click()
    qtbot.waitUntil(lambda: "differ" in question.new.first_field.error())
    for box in (question.new.first, question.new.second):
        box.edit.setText(NEW)
    question.verb.click()
    qtbot.waitUntil(lambda: keyring.duress == NEW)
    qtbot.waitUntil(block.forced_card.state.isVisible)
    assert len(keyring.holders()) == 2
    block.forced_card.off.click()
    clear = dialog(block, ClearDuress)
    typed(clear.proof.edit, PASSPHRASE)
    clear.verb.click()
    qtbot.waitUntil(lambda: keyring.duress == "")
    qtbot.waitUntil(block.forced_card.set_up.isVisible)


def test_erasing_asks_for_a_word_and_ends_the_session(block: SecurityBlock, keyring: FakeKeyring,
                                                     shell: Shell, qtbot: QtBot) -> None:
    block.forced_card.erase.click()
    question = dialog(block, EraseKeys)
    typed(question.word, "yes")
    question.verb.click()
    assert question.field.error()
    assert not keyring.erased
    question.word.setText("Erase")
    with qtbot.waitSignal(shell.lock_wanted):
        question.verb.click()
    assert keyring.erased


def test_the_keys_erase_only_when_switched_on_and_pressed_twice(
        block: SecurityBlock, keyring: FakeKeyring, shell: Shell, memory_vault: MemoryVault,
        qtbot: QtBot) -> None:
    def erased() -> bool:
        return keyring.erased
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for _ in range(2):
        QTest.keyClick(shell, Qt.Key.Key_Delete, both)
    block.forced_card.keys.click()
    qtbot.waitUntil(lambda: memory_vault.kept.settings.get(PANIC) == "1")
    qtbot.waitUntil(lambda: shell.key_watch.panic._shortcut is not None)
    assert erased() is False
    QTest.keyClick(shell, Qt.Key.Key_Delete, both)
    qtbot.wait(20)
    assert erased() is False
    with qtbot.waitSignal(shell.lock_wanted):
        QTest.keyClick(shell, Qt.Key.Key_Delete, both)
    assert erased() is True
    block.forced_card.keys.click()
    qtbot.waitUntil(lambda: shell.key_watch.panic._shortcut is None)


def test_a_second_press_that_comes_late_only_warns_again(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    keys = PanicKeys(window)
    warned: list[int] = []
    erased: list[int] = []
    keys.warned.connect(lambda: warned.append(1))
    keys.erase_wanted.connect(lambda: erased.append(1))
    keys.press()
    keys._pressed -= 5
    keys.press()
    assert [len(warned), len(erased)] == [2, 0]
    keys.press()
    assert [len(warned), len(erased)] == [2, 1]
