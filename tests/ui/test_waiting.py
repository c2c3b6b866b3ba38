"""What a page shows while the vault does not answer, and after it refused: the same on every page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.ports import Work
from streetlaw.ui.clients.similar_panel import SimilarPanel
from streetlaw.ui.desk import Desk
from streetlaw.ui.page import Page, asker
from streetlaw.ui.route import Route
from streetlaw.ui.sections import existing
from streetlaw.ui.shell.shell import Shell
from streetlaw.ui.waiting import LATE_MS, nothing
from streetlaw.ui.worker import Land, Worker

PLACES = ("today", "clients", "incidents", "referrals", "law", "review", "exchange", "settings", "client",
          "history", "import", "referral", "incident", "merge")


class HeldWorker(Worker):
    """Begins nothing while it is held."""

    def __init__(self) -> None:
        super().__init__("held")
        self.is_held = True
        self._kept: list[tuple[Callable[[], object], Land]] = []

    def submit(self, task: Callable[[], object], land: Land) -> Future[None]:
        """Keep the task for later, or run it."""
        if self.is_held:
            self._kept.append((task, land))
            return Future()
        return super().submit(task, land)

    def release(self) -> None:
        """Run what was kept, in its order."""
        self.is_held = False
        for task, land in self._kept:
            super().submit(task, land)
        self._kept.clear()


@pytest.fixture
def worker(desk: Desk) -> HeldWorker:
    """The thread of the vault, which does not answer yet."""
    held = HeldWorker()
    desk._vault_thread.stop()
    desk._vault_thread = held
    return held


def shown(shell: Shell, place: str) -> Page:
    shell.navigator.go(Route(place, "0" if place == "client" else ""))
    page = shell.navigator.page
    assert page is not None
    return page


@pytest.mark.parametrize("place", [place for place in PLACES if place in existing()])
def test_a_late_answer_is_told_and_no_earlier(shell: Shell, worker: HeldWorker, place: str) -> None:
    page = shown(shell, place)
    if place in ("history", "client", "merge", "referral") or page.patience.late.isActive():
        assert page.patience.late.isActive()
        assert page.patience.late.interval() == LATE_MS == 400
        assert page.patience.sign.isHidden()
        page.patience.late.timeout.emit()
        assert page.patience.sign.isVisible()
        assert page.rect().contains(page.patience.sign.geometry())
    else:
        assert place in ("law", "incident"), "these show everything before they ask"
    worker.release()


def test_the_sign_goes_with_the_answer_but_never_flickers(shell: Shell, worker: HeldWorker,
                                                          qtbot: QtBot) -> None:
    page = shown(shell, "today")
    page.patience.late.timeout.emit()
    worker.release()
    qtbot.waitUntil(lambda: not page.patience._open)
    assert page.patience.sign.isVisible() or not page.patience.least.isActive()
    page.patience.least.stop()
    page.patience.least.timeout.emit()
    assert page.patience.sign.isHidden()


def test_an_answer_in_time_shows_no_sign(shell: Shell, qtbot: QtBot) -> None:
    page = shown(shell, "today")
    page.patience.late.setInterval(1_000_000)  # a busy machine is no late answer
    qtbot.waitUntil(lambda: not page.patience._open)
    assert page.patience.sign.isHidden()
    assert not page.patience.late.isActive()


def test_on_a_page_with_content_the_sign_keeps_to_the_edge(shell: Shell, qtbot: QtBot) -> None:
    page = shown(shell, "today")
    page.patience.place()
    first = page.patience.sign.y()
    qtbot.waitUntil(lambda: not page.patience._open)
    page.patience.place()
    assert page.patience.sign.y() > first


def test_a_refused_reading_says_a_sentence_and_a_code_and_can_be_tried_again(shell: Shell,
                                                                             qtbot: QtBot) -> None:
    page = shown(shell, "today")
    answers: list[int] = []
    asked: list[int] = []

    def reading(_work: Work) -> int:
        asked.append(1)
        if len(asked) == 1:
            raise StreetLawError("vault.disk_error", reason="10")
        return len(asked)

    page.ask(reading, done=answers.append)
    qtbot.waitUntil(lambda: "The disk did not do its work" in shell.chrome.banner_text())
    assert "vault.disk_error" in shell.chrome._banner._note.text()
    again = next(button for button in shell.chrome._banner.findChildren(QPushButton)
                 if button.text() == "Try again" and button.isVisible())
    again.click()
    qtbot.waitUntil(lambda: answers == [2])
    assert shell.chrome.banner_text() == ""


def test_other_sentences_offer_no_second_try(shell: Shell, qtbot: QtBot) -> None:
    page = shown(shell, "today")

    def refused(_work: Work) -> None:
        raise StreetLawError("vault.disk_error", reason="10")

    page.ask(refused, done=lambda _value: None)
    qtbot.waitUntil(lambda: bool(shell.chrome.banner_text()))
    page.banner("Something else")
    assert all(button.isHidden() for button in shell.chrome._banner.findChildren(QPushButton))


def test_nobody_waits_for_a_mistake_of_the_program(shell: Shell, qtbot: QtBot) -> None:
    page = shown(shell, "today")

    def broken(_work: Work) -> None:
        raise ValueError

    with qtbot.captureExceptions() as caught:
        page.ask(broken, done=lambda _value: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ValueError
    page.patience.late.timeout.emit()
    qtbot.waitUntil(lambda: not page.patience._open)


def test_a_question_of_something_gone_is_not_waited_for(shell: Shell, worker: HeldWorker) -> None:
    page = shown(shell, "clients")
    page.patience._open.clear()
    owner = Worker("gone")
    page.ask(lambda _work: None, done=lambda _value: None, owner=owner)
    owner.stop()
    delete(owner)
    page.patience.late.timeout.emit()
    assert page.patience.sign.isHidden()
    worker.release()


def test_parts_of_a_page_let_it_tell_that_they_wait(shell: Shell, worker: HeldWorker) -> None:
    page = shown(shell, "new-client")
    panel = page.findChild(SimilarPanel)
    assert panel is not None
    worker.release()
    worker.is_held = True
    before = len(page.patience.keys)
    panel.ask()
    panel.ask()
    assert len(page.patience.keys) == before + 1, "a question asked anew waits once"
    assert asker(panel, page.desk) is page


def test_two_parts_of_a_page_that_ask_the_same_wait_each_for_their_own(shell: Shell,
                                                                       worker: HeldWorker) -> None:
    page = shown(shell, "new-client")
    panel = page.findChild(SimilarPanel)
    assert panel is not None
    panel.ask()
    page.ask(nothing, done=repr, latest="similar")
    assert len(page.patience.keys) == 2
