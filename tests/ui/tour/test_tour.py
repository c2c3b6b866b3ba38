"""The walk through the window: each stop points at something real, and it can be left at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from streetlaw import translation
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.page import Page
from streetlaw.ui.parts import announce
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.shell.shortcuts import ShortcutSheet
from streetlaw.ui.tour.guide import Guide
from streetlaw.ui.tour.stops import STOPS
from streetlaw.ui.window import Window
from tests import shown
from tests.pseudo import spoken
from tests.ui.test_layout import flaws

pytestmark = pytest.mark.slow
SIZES = ((1366, 768), (1093, 582))


@pytest.fixture
def window(qapp: QApplication, demo_vaults: Mapping[str, Path], look: None) -> Iterator[Window]:
    """The vault of a lawyer, as if its people had been invented for a look around."""
    window = Window()
    window.resize(*SIZES[0])
    window.show()
    window.activateWindow()
    yield window
    window.hide()
    window.deleteLater()


@pytest.fixture
def walking(window: Window, demo_vaults: Mapping[str, Path]) -> Iterator[Shell]:
    yield from walk(window, demo_vaults)


def walk(window: Window, vaults: Mapping[str, Path]) -> Iterator[Shell]:
    desk = Desk(replace(shown.unlock(vaults[shown.LAWYER]), invented=True))
    shell = Shell(desk)
    window.show_page(shell)
    shell.begin()
    shown.pause(300)
    yield shell
    desk.close()


def guide_of(shell: Shell) -> Guide:
    assert shell.walk.guide is not None
    return shell.walk.guide


def test_it_begins_by_itself_among_invented_people_and_says_that_they_are(walking: Shell) -> None:
    assert guide_of(walking).at == 0
    assert walking.chrome.invented is not None
    assert walking.chrome.invented.isVisible()
    assert "Invented people" in walking.chrome.invented.text()


@pytest.mark.parametrize("language", [*translation.LANGUAGES, "pseudo"])
def test_every_stop_points_at_something_and_its_words_have_room(
        window: Window, demo_vaults: Mapping[str, Path], language: str,
        monkeypatch: pytest.MonkeyPatch) -> None:
    with spoken(monkeypatch, "ky" if language == "pseudo" else "none"):
        translation.use("ky" if language == "pseudo" else language)
        for shell in walk(window, demo_vaults):
            found = [line for at in range(len(STOPS)) for line in _look(window, shell, at)]
            assert found == []
            assert shell.walk.guide is None


def _look(window: Window, shell: Shell, at: int) -> list[str]:
    guide, found = guide_of(shell), []
    assert guide.at == at
    for size in SIZES:
        window.resize(*size)
        shown.pause(200)
        if not guide.frame.isVisible():
            found.append(f"{at} at {size}: points at nothing")
        if not shell.rect().contains(guide.callout.geometry()):
            found.append(f"{at} at {size}: {guide.callout.geometry()} is not in the window")
        found += [f"{at} at {size}: {line}" for line in flaws(shown.SCREENS[0], _page(shell), window)
                  if "Callout" in line and "overlap" not in line]
    window.resize(*SIZES[0])
    shown.pause(100)
    guide.callout.next.click()
    shown.pause(500)
    return found


def _page(shell: Shell) -> Page:
    page = shell.navigator.page
    assert page is not None
    return page


def test_keys_lead_on_back_and_out(walking: Shell) -> None:
    guide = guide_of(walking)
    assert walking.window().focusWidget() is guide.callout.next
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        guide.callout.next.setFocus()
        QTest.keyClick(guide.callout.next, key)
        assert guide.at == 1
        guide.callout.back.setFocus()
        QTest.keyClick(guide.callout.back, key)
        assert guide.at == 0
    QTest.keyClick(guide.callout.back, Qt.Key.Key_Escape)
    assert walking.walk.guide is None
    assert not guide.callout.isVisible()


def test_escape_ends_it_from_the_page_too(walking: Shell) -> None:
    before = walking.navigator.route
    QTest.keyClick(walking, Qt.Key.Key_Escape)
    assert walking.walk.guide is None
    assert walking.navigator.route == before


def test_a_screen_reader_hears_each_stop(walking: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(announce, "deliver", hear)
    guide_of(walking).callout.next.click()
    assert [line.startswith(f"2 of {len(STOPS)}. {STOPS[1].title}. ") for line in said] == [True]


def test_another_language_goes_on_at_the_same_stop(walking: Shell) -> None:
    guide_of(walking).callout.next.click()
    walking.set_language("ru")
    shown.pause(300)
    assert guide_of(walking).at == 1
    assert guide_of(walking).callout.isVisible()


def test_leaving_locks(walking: Shell) -> None:
    left: list[bool] = []
    walking.lock_wanted.connect(lambda: left.append(True))
    assert walking.chrome.invented is not None
    walking.chrome.invented.acted.emit()
    assert left == [True]


def test_it_can_be_had_again_from_the_sheet_of_keys(walking: Shell) -> None:
    guide_of(walking).end()
    walking.show_keys()
    sheet = walking.findChild(ShortcutSheet)
    assert sheet is not None
    sheet.tour_button.click()
    assert guide_of(walking).at == 0


def test_a_real_vault_begins_without_it(shell: Shell) -> None:
    shell.begin()
    shown.pause(100)
    assert shell.walk.guide is None
    assert shell.chrome.invented is None


def test_the_frame_follows_the_theme(walking: Shell, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme(name="dark"))
    shown.pause(50)
    assert guide_of(walking).frame.isVisible()
