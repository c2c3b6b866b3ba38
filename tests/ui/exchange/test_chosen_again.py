"""What was chosen to send comes back: after going elsewhere, after a lock, and when the file got lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.ui import drafts
from streetlaw.ui.desk import Desk
from streetlaw.ui.exchange.home import SEND
from streetlaw.ui.exchange.page import ExchangePage
from streetlaw.ui.exchange.send import FILE, PEOPLE, REPORT
from streetlaw.ui.opened import Opened
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.ui.exchange.test_send import begun, press
from tests.ui.loop import Loop, add_case, texts

Show = Callable[..., ExchangePage]
Choose = Callable[[Path | None], None]


def test_what_was_chosen_comes_back_after_going_elsewhere(show: Show, loop: Loop, shell: Shell,
                                                          qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    add_case(loop.lawyer, "2144-P")
    send = begun(show, qtbot, 2)
    send.cases.table.toggled.emit(0)
    chosen = send.cases.chosen
    press(qtbot, send)
    press(qtbot, send)
    shell.navigator.go(Route("exchange"))
    shell.navigator.rebuild()
    shell.navigator.go(SEND)
    page = shell.navigator.page
    assert isinstance(page, ExchangePage)
    again = page.send
    assert again is not send
    qtbot.waitUntil(lambda: (again.step, again.cases.chosen) == (REPORT, chosen))
    qtbot.waitUntil(lambda: "1 case may leave" in texts(again.report))


def kept(loop: Loop) -> list[str]:
    """What the drafts in the vault are called."""
    with loop.lawyer.vault.work() as work:
        return [drafts.title(draft) for draft in work.drafts()]


def test_a_lock_keeps_what_was_chosen_until_the_file_is_made(
        show: Show, loop: Loop, shell: Shell, choose: Choose, opened: Opened, tmp_path: Path,
        qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = begun(show, qtbot, 1)
    send.cases.all.click()
    shell.desk.close()
    assert kept(loop) == ["Asking for a review"]
    desk = Desk(opened)
    after = Shell(desk)
    qtbot.addWidget(after)
    after.navigator.go(SEND)
    page = after.navigator.page
    assert isinstance(page, ExchangePage)
    qtbot.waitUntil(lambda: page.send.cases.chosen == ("case-4172-K",))
    for step in (REPORT, FILE):
        while page.send.step < step:
            page.send.next.click()
        qtbot.waitUntil(page.send.next.isEnabled)
    choose(tmp_path / "a.slb")
    page.send.next.click()
    qtbot.waitUntil(lambda: kept(loop) == [])
    assert (tmp_path / "a.slb").exists()
    desk.close()


def test_giving_up_forgets_what_was_chosen(show: Show, loop: Loop, shell: Shell, qtbot: QtBot) -> None:
    add_case(loop.lawyer, "4172-K")
    send = begun(show, qtbot, 1)
    send.cases.all.click()
    shell.navigator.go(Route("exchange"))
    qtbot.waitUntil(lambda: kept(loop) == ["Asking for a review"])
    shell.navigator.go(SEND)
    qtbot.waitUntil(lambda: send.cases.chosen == ("case-4172-K",))
    send.back.click()
    qtbot.waitUntil(lambda: kept(loop) == [])
    shell.navigator.go(SEND)
    qtbot.waitUntil(lambda: send.cases.model.total == 1)
    assert send.cases.chosen == ()


def test_a_file_that_got_lost_is_sent_again(show: Show, loop: Loop, shell: Shell, choose: Choose,
                                            tmp_path: Path, qtbot: QtBot) -> None:
    first = loop.request(add_case(loop.lawyer, "4172-K"))
    (case,) = loop.lawyer.all(Case)
    loop.lawyer.save(replace(case, status=CaseStatus.RESTORED))
    page = show()
    page.home.log.table.selectRow(0)
    qtbot.mouseClick(page.home.log.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.send.cases.chosen == ("case-4172-K",))
    assert any("File no. 1 got lost" in banner.text() for banner in page.send.cases.findChildren(Banner)
               if banner.isVisible())
    shell.set_language("ru")
    again = shell.navigator.page
    assert isinstance(again, ExchangePage)
    qtbot.waitUntil(lambda: again.send.cases.chosen == ("case-4172-K",))
    for step in (PEOPLE, REPORT, FILE):
        press(qtbot, again.send)
        qtbot.waitUntil(again.send.next.isEnabled)
        assert again.send.step == step
    path = tmp_path / "again.slb"
    choose(path)
    press(qtbot, again.send)
    qtbot.waitUntil(path.exists)
    assert loop.attorney.receive(path.read_bytes()).added == 1
    assert loop.attorney.receive(first).older == 1
