from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services import people, profiles
from streetlaw.ui import files, theme
from streetlaw.ui.look import LOOK
from streetlaw.ui.route import Route
from streetlaw.ui.settings.backups_block import BackupsBlock
from streetlaw.ui.settings.block import Point
from streetlaw.ui.settings.compare import CompareWords
from streetlaw.ui.settings.look_block import LookBlock
from streetlaw.ui.settings.look_card import FOLLOW
from streetlaw.ui.settings.page import SettingsPage
from streetlaw.ui.settings.people_block import PeopleBlock
from streetlaw.ui.settings.protection import Protection
from streetlaw.ui.settings.security_block import SecurityBlock
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.shell.standing import LOCK_MINUTES
from tests.fakes.memory import MemoryVault


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> SettingsPage:
    shell.navigator.go(Route("settings"))
    shown = shell.navigator.page
    assert isinstance(shown, SettingsPage)
    qtbot.waitUntil(lambda: "My six words" in texts(shown))
    return shown


@pytest.fixture
def card(pack: object, tmp_path: Path) -> Path:
    """The card of an attorney, as a file."""
    other = MemoryVault(pack, now=datetime(2026, 11, 24, tzinfo=UTC), rng=random.Random(8))  # type: ignore[arg-type]
    with other.work() as work:
        profiles.create_profile(work, Envelopes(), Profile(name="Attorney 02", roles=(Role.SUPERVISOR,)))
    with other.work() as work:
        data = people.own_card(work, Envelopes())
    path = tmp_path / "card.slk"
    path.write_bytes(data)
    return path


def security(page: SettingsPage) -> SecurityBlock:
    return cast(SecurityBlock, page.blocks["security"])


def people_of(page: SettingsPage) -> PeopleBlock:
    return cast(PeopleBlock, page.blocks["people"])


def look_of(page: SettingsPage) -> LookBlock:
    return cast(LookBlock, page.blocks["look"])


def backups(page: SettingsPage) -> BackupsBlock:
    return cast(BackupsBlock, page.blocks["backups"])


def texts(widget: QWidget) -> list[str]:
    return [str(getattr(child, "text", str)()) for child in widget.findChildren(QWidget)
            if callable(getattr(child, "text", None))]


def is_kept(vault: MemoryVault, name: str, value: str | None) -> bool:
    return f'"{name}": "{value}"' in vault.kept.settings.get(LOOK, "")


def stored(vault: MemoryVault) -> TrustedPerson:
    with vault.work() as work:
        return work.list(TrustedPerson)[0]


def add(page: SettingsPage, card: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ask_which_file", lambda *_: card)
    people_of(page).card.add_card.click()
    qtbot.waitUntil(lambda: len(people_of(page).card.menus) == 1)


def offered(page: SettingsPage) -> set[object]:
    return {action.data() for action in people_of(page).card.menus[0].actions()}


def choose(page: SettingsPage, key: str) -> None:
    menu = people_of(page).card.menus[0]
    next(action for action in menu.actions() if action.data() == key).trigger()


def test_the_time_to_the_lock_is_kept_in_the_vault(page: SettingsPage, shell: Shell, qtbot: QtBot,
                                                 memory_vault: MemoryVault) -> None:
    combo = security(page).lock_card.minutes
    assert combo.currentText() == "3 minutes"
    combo.setCurrentIndex(combo.findData(1))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: shell.idle._limit == 60)
    assert memory_vault.kept.settings[LOCK_MINUTES] == "1"


def test_language_and_theme_are_chosen_here_too(page: SettingsPage, shell: Shell, qtbot: QtBot,
                                                memory_vault: MemoryVault) -> None:
    card = look_of(page).card
    for field, choice in (("theme", card.themes), ("contrast", card.contrasts), ("motion", card.motions)):
        assert choice.value() == FOLLOW
        choice.findChildren(QAbstractButton)[-1].click()
        qtbot.waitUntil(partial(is_kept, memory_vault, field, choice.value()))
        choice.findChildren(QAbstractButton)[0].click()
        qtbot.waitUntil(partial(is_kept, memory_vault, field, ""))
    card.contrasts.findChildren(QAbstractButton)[1].click()
    assert (theme.current().contrast, page.desk.look.contrast) == ("high", "on")
    card.motions.findChildren(QAbstractButton)[1].click()
    assert theme.current().still
    look_of(page).card.language_chosen.emit("ky")
    assert translation.language() == "ky"
    assert shell.navigator.page is not page


def test_my_card_is_saved_where_i_say(page: SettingsPage, tmp_path: Path, qtbot: QtBot,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.slk"
    monkeypatch.setattr(files, "ask_where_to_save", lambda *_: path)
    people_of(page).card.give.click()
    qtbot.waitUntil(path.exists)
    person = Envelopes().read_card(path.read_bytes())
    assert person.name == page.desk.profile.name


def test_a_person_is_added_compared_allowed_and_removed(
        page: SettingsPage, card: Path, qtbot: QtBot, memory_vault: MemoryVault,
        monkeypatch: pytest.MonkeyPatch) -> None:
    def wait_for(fact: Callable[[object], bool], about: object) -> None:
        qtbot.waitUntil(lambda: fact(about))
    add(page, card, qtbot, monkeypatch)
    assert stored(memory_vault).verified_on is None
    choose(page, "compare")
    question = page.findChild(CompareWords)
    assert isinstance(question, CompareWords)
    question.how.choose("call")
    question.verb.click()
    qtbot.waitUntil(lambda: stored(memory_vault).tiers == (Tier.A,))
    assert stored(memory_vault).verified_how == "call"
    steps = (("forbid", "forbid", ()), ("allow", "allow", (Tier.A,)), ("withdraw", "forbid", ()))
    for what, beside, tiers in steps:
        wait_for(lambda beside: beside in offered(page), beside)
        choose(page, what)
        wait_for(lambda tiers: stored(memory_vault).tiers == tiers, tiers)
    assert stored(memory_vault).verified_on is None
    qtbot.waitUntil(lambda: "withdraw" not in offered(page))
    choose(page, "remove")
    qtbot.waitUntil(lambda: people_of(page).card.menus == [])
    page.desk.undo()
    qtbot.waitUntil(lambda: len(people_of(page).card.menus) == 1)
    assert stored(memory_vault).name


def test_a_damaged_card_is_refused_in_words(page: SettingsPage, shell: Shell, tmp_path: Path, qtbot: QtBot,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bad.slk"
    path.write_bytes(b"nonsense")
    monkeypatch.setattr(files, "ask_which_file", lambda *_: path)
    people_of(page).card.add_card.click()
    qtbot.waitUntil(lambda: "card" in shell.chrome.banner_text())


# ── The page as a whole ──────────────────────────────────────────────────────────────────────────────────


def test_the_list_at_the_left_jumps_and_follows(shell: Shell, page: SettingsPage, qtbot: QtBot) -> None:
    shell.resize(1180, 420)
    assert page.area is not None
    bar = page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    page.side_list.rows["backups"].click()
    assert shell.navigator.route == Route("settings", tab="backups")
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert page.side_list.current() == "backups"
    bar.setValue(0)
    assert page.side_list.current() == "security"
    bar.setValue(bar.maximum())
    assert page.side_list.current() == list(page.blocks)[-1]


def test_a_route_leads_to_its_block(shell: Shell, page: SettingsPage, qtbot: QtBot) -> None:
    shell.resize(1180, 420)
    shell.navigator.go(Route("settings", tab="look"))
    assert page.side_list.current() == "look"
    assert page.area is not None
    bar = page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)


def test_arrows_move_in_the_list(page: SettingsPage, qtbot: QtBot) -> None:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    rows = list(page.side_list.rows.values())
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Up)
    assert rows[-1].hasFocus()
    qtbot.keyClick(rows[-1], Qt.Key.Key_Down)
    assert rows[0].hasFocus()


def test_the_banner_says_what_is_done_and_what_is_next(qtbot: QtBot) -> None:
    banner = Protection()
    qtbot.addWidget(banner)
    banner.show_points([("security", Point(done="kit tested")), ("people", Point(todo="Compare 1 key"))])
    assert "You are well protected" in banner.banner.accessibleName()
    assert banner.banner.text() == "Kit tested"
    assert banner.next.text() == "Compare 1 key"
    banner.show_points([("people", Point(todo="Compare 1 key")),
                        ("backups", Point(done="backup made", todo="Back up now…", grave=True))])
    assert "not safe" in banner.banner.accessibleName()
    assert banner.banner.text() == ""
    assert banner._left.text() == "2 things to finish"
    with qtbot.waitSignal(banner.wanted) as wanted:
        banner.next.click()
    assert wanted.args == ["backups"], "what is grave comes first"
    banner.show_points([("backups", Point(done="backup made"))])
    assert banner.next.isHidden()


def test_the_banner_leads_to_the_block_and_begins_there(page: SettingsPage, card: Path, qtbot: QtBot,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    add(page, card, qtbot, monkeypatch)
    qtbot.waitUntil(lambda: any("Compare 1 key" in point.todo for point in people_of(page).points))
    page.protection.wanted.emit("people")
    assert page.side_list.current() == "people"
    question = page.findChild(CompareWords)
    assert isinstance(question, CompareWords)
    question.reject()


def test_the_roles_are_chosen_here_and_never_none(page: SettingsPage, shell: Shell, qtbot: QtBot) -> None:
    chips = look_of(page).role_card.chips
    assert chips.value() == (Role.LAWYER,)
    chips.chip(Role.LAWYER).click()
    assert chips.value() == (Role.LAWYER,)
    chips.chip(Role.SUPERVISOR).click()
    qtbot.waitUntil(lambda: shell.desk.profile.roles == (Role.LAWYER, Role.SUPERVISOR))
