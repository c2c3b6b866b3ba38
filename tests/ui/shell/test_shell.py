from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.domain.client import Client
from streetlaw.domain.profile import Role
from streetlaw.domain.record import Outcome
from streetlaw.services.clients import save_client
from streetlaw.services.profiles import save_profile
from streetlaw.ui import sections, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route
from streetlaw.ui.sections import Place
from streetlaw.ui.shell import commands
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.shell.shortcuts import ShortcutSheet
from tests.fakes.memory import MemoryVault
from tests.ui.conftest import FakeSafe, typed
from tests.ui.pages import FormPage, ListPage

PLACES = (
    Place(key="today", page="streetlaw.ui.nowhere.page:Nobody", section="today", label="Today",
          icon="calendar-check", keys="Ctrl+1"),
    Place(key="clients", page="tests.ui.pages:ListPage", section="clients", label="Clients", icon="users",
          keys="Ctrl+2"),
    Place(key="settings", page="tests.ui.pages:ListPage", section="settings", label="Settings",
          icon="shield-check", keys="Ctrl+,"),
    Place(key="new-client", page="tests.ui.pages:FormPage", section="clients"),
    Place(key="incident", page="tests.ui.pages:FormPage", section="clients"),
)


@pytest.fixture(autouse=True)
def two_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sections, "PLACES", PLACES)
    sections.existing.cache_clear()
    yield
    sections.existing.cache_clear()


def press(shell: Shell, keys: str) -> None:
    """Do what a shortcut does; the offscreen platform has no keyboard focus to find it by."""
    wanted = QKeySequence(keys)
    found = [shortcut for shortcut in shell.findChildren(QShortcut) if shortcut.key() == wanted]
    assert len(found) == 1, keys
    found[0].activated.emit()


def listing(shell: Shell) -> ListPage:
    page = shell.navigator.page
    assert isinstance(page, ListPage)
    return page


def form(shell: Shell) -> FormPage:
    page = shell.navigator.page
    assert isinstance(page, FormPage)
    return page


def test_a_section_without_a_page_is_not_there(shell: Shell) -> None:
    shell.begin()
    assert list(shell.chrome.rail.items) == ["clients", "settings"]
    assert shell.navigator.route == Route("clients")
    assert not shell.navigator.can_go(Route("today"))
    assert shell.chrome.rail.items["clients"].isChecked()


def be(shell: Shell, qtbot: QtBot, *roles: Role) -> None:
    """Do other work from now on."""
    with qtbot.waitSignal(shell.desk.changed):
        shell.desk.run(save_profile, replace(shell.desk.profile, roles=roles), owner=shell)


def test_a_role_hides_what_it_does_not_need_everywhere(shell: Shell, qtbot: QtBot) -> None:
    def offered() -> set[str]:
        here = commands.entries(shell._keys, shell.navigator, shell._roles)
        lines = (*commands.lines_of_sections(shell._roles), *commands.lines_everywhere([], shell._roles))
        return {entry.text for entry in here} | {text for text, _keys in lines}
    shell.begin()
    assert {"Clients", "Settings", "New client"} <= offered()
    be(shell, qtbot, Role.TRAINER)
    assert list(shell.chrome.rail.items) == ["settings"]
    assert not {"Clients", "New client"} & offered()
    press(shell, "Ctrl+2")
    press(shell, "Ctrl+,")
    assert shell.navigator.route == Route("settings")
    press(shell, "Ctrl+2")
    assert shell.navigator.route == Route("settings"), "the key of a hidden section leads nowhere"
    shell.navigator.go(Route("clients"))  # what is there is not lost: a search still leads to it
    qtbot.waitUntil(listing(shell).isVisible)
    be(shell, qtbot, Role.TRAINER, Role.LAWYER)
    assert list(shell.chrome.rail.items) == ["clients", "settings"]
    assert "Clients" in offered()


def test_back_returns_to_the_same_row(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("clients"))
    page = listing(shell)
    page.rows.setCurrentRow(150)
    shell.navigator.go(Route("incident", "7"))
    assert form(shell).isVisible()
    qtbot.keyClick(form(shell).text, Qt.Key.Key_Escape)
    assert listing(shell) is page
    assert page.rows.currentRow() == 150
    assert (len(page.opened), page.resumed) == (1, 1)


def test_back_without_history_goes_to_the_section(shell: Shell) -> None:
    shell.navigator.go(Route("incident", "7"))
    shell.navigator.back()
    assert shell.navigator.route == Route("clients")
    shell.navigator.back()
    assert shell.navigator.route == Route("clients")


def test_a_hidden_page_hears_of_changes_once_it_is_shown(shell: Shell, desk: Desk, qtbot: QtBot) -> None:
    shell.navigator.go(Route("clients"))
    page = listing(shell)
    shell.navigator.go(Route("incident"))
    for _ in range(2):
        with qtbot.waitSignal(desk.changed):
            desk.run(save_client, Client(), owner=shell)
    assert page.seen == []
    shell.navigator.back()
    assert [len(outcome.changes) for outcome in page.seen] == [2]


def test_the_top_bar_says_where_we_are(shell: Shell) -> None:
    shell.navigator.go(Route("clients"))
    top = shell.chrome.top
    assert top._title.text() == "Clients"
    assert top._note.text() == "24 Nov"
    assert not top._parent.isVisible()
    assert top._names.isVisible()
    shell.navigator.go(Route("incident"))
    assert top._parent.text() == "4172-P"
    assert not top._names.isVisible(), "grounds are visible here by purpose"
    top._parent.click()
    assert shell.navigator.route == Route("clients")


def test_page_buttons_stand_in_the_top_bar_while_the_page_is_shown(shell: Shell) -> None:
    shell.navigator.go(Route("incident"))
    button = QPushButton("Ready")
    form(shell).set_top_actions(button)
    assert button.isVisible()
    shell.navigator.go(Route("clients"))
    assert not button.isVisible()
    shell.navigator.go(Route("incident"))
    assert button.isVisible()


def test_a_language_switch_keeps_page_row_and_text(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("incident", "7"))
    qtbot.waitUntil(lambda: form(shell).found == [False])
    typed(form(shell).text, "төлөө")
    before = form(shell)
    shell.chrome.top.language_chosen.emit("ru")
    after = form(shell)
    assert after is not before
    assert (translation.language(), after.language) == ("ru", "ru")
    qtbot.waitUntil(lambda: after.found == [True])
    assert after.text.text() == "төлөө"
    assert shell.navigator.route == Route("incident", "7")
    shell.navigator.go(Route("clients"))
    listing(shell).rows.setCurrentRow(42)
    with qtbot.waitSignal(shell.language_chosen):
        press(shell, "Ctrl+Shift+L")
    assert listing(shell).rows.currentRow() == 42


def test_what_was_written_is_kept_when_the_page_is_left(shell: Shell, qtbot: QtBot,
                                                       memory_vault: MemoryVault) -> None:
    shell.navigator.go(Route("incident", "7"))
    typed(form(shell).text, "a")
    shell.navigator.go(Route("clients"))
    qtbot.waitUntil(lambda: "incident/7" in memory_vault.kept.drafts)


def test_what_was_written_is_kept_when_the_window_locks(shell: Shell, desk: Desk,
                                                       memory_vault: MemoryVault) -> None:
    shell.navigator.go(Route("incident", "7"))
    typed(form(shell).text, "unfinished")
    desk.close()
    assert "unfinished" in memory_vault.kept.drafts["incident/7"].values


def test_a_pause_keeps_the_draft_and_saving_drops_it(shell: Shell, qtbot: QtBot,
                                                    memory_vault: MemoryVault) -> None:
    shell.navigator.go(Route("incident", "7"))
    keeper = form(shell).keeper
    assert keeper is not None
    with qtbot.waitSignal(keeper.kept):
        typed(form(shell).text, "a")
    assert "incident/7" in memory_vault.kept.drafts
    assert not keeper.is_dirty
    keeper.drop()
    qtbot.waitUntil(lambda: not memory_vault.kept.drafts)


def test_names_are_shown_for_a_while_and_every_reveal_is_logged(shell: Shell, desk: Desk, qtbot: QtBot,
                                                               memory_vault: MemoryVault) -> None:
    names = desk.names
    assert names.all_hidden
    assert not names.visible("7")
    names.show("7")
    assert names.visible("7")
    assert not names.visible("8")
    for _ in range(30):
        names._on_second()
    assert not names.visible("7")
    press(shell, "Ctrl+H")
    assert names.visible("8")
    assert shell.chrome.top._names.text() == "Names shown"
    press(shell, "Ctrl+H")
    assert names.all_hidden
    qtbot.waitUntil(lambda: "name.shown" in {action for action, *_ in memory_vault.kept.audit})


def test_names_are_hidden_when_another_program_comes_to_the_front(shell: Shell, desk: Desk) -> None:
    desk.names.show("7")
    shell._on_state(Qt.ApplicationState.ApplicationActive)
    assert desk.names.visible("7")
    shell._on_state(Qt.ApplicationState.ApplicationInactive)
    assert not desk.names.visible("7")


def test_an_older_copy_put_back_is_said(shell: Shell, safe: FakeSafe) -> None:
    safe.log = replace(safe.log, is_older=True, expected=20)
    shell.begin()
    assert "8 lines of its log are missing" in shell.chrome.banner_text()


def test_a_log_that_was_altered_is_said(shell: Shell, safe: FakeSafe) -> None:
    safe.log = replace(safe.log, broken=9)
    shell.begin()
    assert "from line 9 on" in shell.chrome.banner_text()


def test_the_palette_finds_commands_and_records_and_shows_no_name(shell: Shell, desk: Desk,
                                                                qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.changed) as stored:
        desk.run(save_client, Client(named=True, family_name="Асанова", given_name="Айбек"), owner=shell)
    client = stored.args[0].the(Client)
    shell.navigator.go(Route("clients"))
    press(shell, "Ctrl+K")
    panel = shell.chrome.palette_panel
    assert panel.isVisible()
    assert {"Clients", "Lock now"} & {entry.text for entry in panel.entries()}
    typed(panel.field.edit, "Asanova")
    qtbot.waitUntil(lambda: any(entry.text == client.code for entry in panel.entries()))
    entry = next(entry for entry in panel.entries() if entry.text == client.code)
    assert entry.masked
    assert entry.note == "match in: name"
    said = [panel._model.index(row).data() for row in range(len(panel.entries()))]
    assert not any("Асанова" in text or "Asanova" in text for text in said)
    assert any("hidden" in text for text in said)


def test_the_palette_does_what_the_page_offers(shell: Shell) -> None:
    shell.navigator.go(Route("clients"))
    listing(shell).rows.setCurrentRow(9)
    press(shell, "Ctrl+K")
    panel = shell.chrome.palette_panel
    typed(panel.field.edit, "back")
    panel._on_searched("back")
    panel._on_submitted()
    assert listing(shell).rows.currentRow() == 0
    assert not panel.isVisible()


def test_the_sheet_of_keys_lists_page_and_window(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("clients"))
    press(shell, "F1")
    sheet = shell.findChild(ShortcutSheet)
    assert isinstance(sheet, ShortcutSheet)
    texts = {label.text() for label in sheet.findChildren(Text)}
    assert {"On this page", "Everywhere", "Lock now"} <= texts
    sheet.close_button.click()


def test_panes_follow_f6(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("clients"))
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.chrome.rail.items["clients"].setFocus()
    press(shell, "F6")
    assert QApplication.focusWidget() is listing(shell).rows
    press(shell, "Shift+F6")
    assert QApplication.focusWidget() is shell.chrome.rail.items["clients"]


@pytest.mark.parametrize(("width", "rail", "languages"),
                         [(1366, 184, True), (1093, 56, True), (683, 56, False)])
def test_a_narrow_window_keeps_what_is_needed_most(shell: Shell, qtbot: QtBot, width: int, rail: int,
                                                 languages: bool) -> None:
    shell.navigator.go(Route("clients"))
    shell.resize(width, 582)
    assert shell.width() == width, "the bars must not be wider than the window"
    assert shell.chrome.rail.width() == rail
    assert shell.chrome.top._languages.isVisible() is languages
    assert shell.chrome.top._lock.isVisible()


def test_the_lock_comes_when_nobody_is_there(shell: Shell, desk: Desk, qtbot: QtBot,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    shell.begin()
    assert shell.idle.seconds_left() == 180
    shell.idle.set_minutes(1)
    shell.idle._last_use -= 59_000
    assert shell.idle.seconds_left() == 1
    shell.note_use()
    assert shell.idle.seconds_left() == 60
    shell.idle._last_use -= 61_000
    with qtbot.waitSignal(shell.lock_wanted):
        shell.idle._on_second()


def test_the_bars_say_what_waits(shell: Shell, qtbot: QtBot) -> None:
    shell.begin()
    qtbot.waitUntil(lambda: shell.chrome.status._backup._text.text() == "No backup yet")


def test_theme_and_size_change_at_once(shell: Shell, desk: Desk) -> None:
    shell.navigator.go(Route("clients"))
    shell.navigator.look_wanted.emit(replace(shell.desk.look, theme="dark"))
    assert theme.current().dark
    press(shell, "Ctrl++")
    assert (theme.current().zoom, desk.look.zoom) == (110, 110)
    press(shell, "Ctrl+-")
    assert theme.current().zoom == 100


def test_toast_and_banner(shell: Shell, desk: Desk) -> None:
    shell.navigator.go(Route("clients"))
    shell.navigator.toast("Saved", undo=True)
    assert shell.chrome.toast.isVisible()
    listing(shell).banner("Refused")
    assert shell.chrome.banner_text() == "Refused"
    shell.navigator.go(Route("incident"))
    assert shell.chrome.banner_text() == ""
    desk.undone.emit(Outcome("undone"))
    assert shell.chrome.toast.text() == "Undone"


def test_lock_is_the_rightmost_control(shell: Shell) -> None:
    shell.navigator.go(Route("clients"))
    top = shell.chrome.top
    controls = [widget for widget in top.children() if isinstance(widget, QWidget) and widget.isVisible()]
    rightmost = max(controls, key=lambda widget: widget.geometry().right())
    assert rightmost is top._lock
    assert top._lock.text() == "Lock"


def test_the_place_is_read_whole_before_the_field_for_finding(shell: Shell, qtbot: QtBot) -> None:
    shell.navigator.go(Route("clients"))
    top, page = shell.chrome.top, listing(shell)
    assert top._find.isVisible()
    assert not top._find_icon.isVisible()
    page.set_place("Two files of one person, side by side", parent="Clients")
    page.set_top_actions(QPushButton("Bring the two together"))
    qtbot.waitUntil(top._find_icon.isVisible)
    assert not top._find.isVisible()
    qtbot.waitUntil(lambda: top._title.width() >= top._title.sizeHint().width())
    long = top._title.width()
    page.set_place("Law", note="as of November 2026, in force")
    page.set_top_actions()
    qtbot.waitUntil(top._find.isVisible)
    qtbot.waitUntil(lambda: top._title.width() < long / 2)  # the title before leaves no gap
    qtbot.waitUntil(lambda: top._note.width() >= top._note.sizeHint().width())  # the field gives way
    page.set_place("Clients")
