"""The first view: who may receive, what came, what the log says; files that are taken in or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.review import Bundle
from streetlaw.ui.exchange import log
from streetlaw.ui.exchange.page import ExchangePage
from streetlaw.ui.exchange.words import arrival_lines, hash_start
from streetlaw.ui.shell.shell import Shell
from tests.services.desks import given_back, signed_off
from tests.ui.loop import Loop, add_case, take_back, texts

Show = Callable[..., ExchangePage]
Choose = Callable[[Path | None], None]


def answer_file(loop: Loop, folder: Path, *, back: bool = False) -> Path:
    """One case goes to the attorney and comes back; the file of the answer."""
    loop.attorney.receive(loop.request(add_case(loop.lawyer, "4172-K")))
    if back:
        given_back(loop.attorney)
    else:
        signed_off(loop.attorney)
    path = folder / "answer.slb"
    path.write_bytes(loop.attorney.answer())
    return path


def test_without_people_the_page_leads_to_settings(show: Show, shell: Shell, qtbot: QtBot) -> None:
    home = show().home
    assert "You know no attorney's key yet" in texts(home.send)
    assert not home.send.begin.isVisible()
    qtbot.mouseClick(home.send.settings, Qt.MouseButton.LeftButton)
    assert shell.navigator.route.place == "settings"


def test_somebody_not_compared_may_receive_nothing(show: Show, loop: Loop) -> None:
    (person,) = loop.lawyer.all(TrustedPerson)
    loop.lawyer.save(replace(person, verified_on=None, tiers=()))
    home = show().home
    assert "Nobody may receive cases yet" in texts(home.send)
    assert "Not compared yet" in texts(home.send)
    assert not home.send.begin.isVisible()


def test_the_log_tells_of_each_file(show: Show, loop: Loop) -> None:
    loop.request(add_case(loop.lawyer, "4172-K"))
    (bundle,) = loop.lawyer.all(Bundle)
    model = show().home.log.model
    said = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert said[log.WAY:log.SIZE] == ["went out", "Counsel", "1 case", "1"]
    assert said[log.HASH] == hash_start(bundle.manifest_sha256)
    assert model.headerData(log.WHEN, Qt.Orientation.Horizontal) == "When"


def test_somebody_forgotten_stays_in_the_log(show: Show, loop: Loop) -> None:
    loop.request(add_case(loop.lawyer, "4172-K"))
    (person,) = loop.lawyer.all(TrustedPerson)
    with loop.lawyer.vault.work() as work:
        work.remove(person)
        work.commit("person.removed")
    model = show().home.log.model
    assert model.data(model.index(0, log.PARTNER)) == "no longer in your list"


def test_a_file_is_taken_in(show: Show, loop: Loop, choose: Choose, tmp_path: Path, qtbot: QtBot) -> None:
    path = answer_file(loop, tmp_path)
    page = show()
    choose(path)
    qtbot.mouseClick(page.home.take.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.home.result.isVisible)
    said = texts(page.home.result)
    assert "Taken in" in said
    assert "review, no. 1, from Counsel, Ak-Bosogo" in said
    assert "1 review came back." in said
    qtbot.waitUntil(lambda: page.home.log.model.rowCount() == 2)


def test_the_same_file_again_changes_nothing(show: Show, loop: Loop, choose: Choose, tmp_path: Path,
                                             qtbot: QtBot) -> None:
    path = answer_file(loop, tmp_path)
    loop.lawyer.receive(path.read_bytes())
    page = show()
    choose(path)
    page.home.take.take.click()
    qtbot.waitUntil(page.home.result.isVisible)
    assert "This file was taken in before. Nothing was changed." in texts(page.home.result)


def test_a_file_is_only_checked(show: Show, loop: Loop, choose: Choose, tmp_path: Path, qtbot: QtBot) -> None:
    path = answer_file(loop, tmp_path)
    before = loop.lawyer.content()
    page = show()
    choose(path)
    qtbot.mouseClick(page.home.take.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.home.result.isVisible)
    said = texts(page.home.result)
    assert "The file is sound" in said
    assert "1 decision" in said
    assert "not yet" in said
    assert loop.lawyer.content() == before


@pytest.mark.parametrize(("harm", "sentence"), [
    ("cut", "This file is damaged or is not a bundle."),
    ("text", "This file is damaged or is not a bundle."),
    ("missing", "The file could not be read."),
])
def test_what_does_not_fit_is_refused_whole(show: Show, loop: Loop, choose: Choose, tmp_path: Path,
                                            qtbot: QtBot, harm: str, sentence: str) -> None:
    path = answer_file(loop, tmp_path)
    data = path.read_bytes()
    path.write_bytes({"cut": data[:-100], "text": b"not a bundle", "missing": data}[harm])
    if harm == "missing":
        path.unlink()
    before = loop.lawyer.content()
    page = show()
    choose(path)
    page.home.take.take.click()
    qtbot.waitUntil(page.home.result.isVisible)
    assert sentence in texts(page.home.result)
    assert "The file was refused" in texts(page.home.result)
    assert loop.lawyer.content() == before


def test_a_file_for_somebody_else_is_refused(show: Show, loop: Loop, choose: Choose, tmp_path: Path,
                                             qtbot: QtBot) -> None:
    path = tmp_path / "mine.slb"
    path.write_bytes(loop.request(add_case(loop.lawyer, "4172-K")))
    page = show()
    choose(path)
    page.home.take.check.click()
    qtbot.waitUntil(page.home.result.isVisible)
    assert "sealed for somebody else" in texts(page.home.result)


def test_changing_ones_mind_is_fine_and_a_message_can_be_closed(
        show: Show, loop: Loop, choose: Choose, tmp_path: Path, qtbot: QtBot) -> None:
    page = show()
    choose(None)
    page.home.take.take.click()
    page.home.take.check.click()
    assert not page.home.result.isVisible()
    choose(tmp_path / "none.slb")
    page.home.take.take.click()
    qtbot.waitUntil(page.home.result.isVisible)
    page.home.result.clear()
    assert not page.home.result.isVisible()


def test_an_arrival_is_told_line_by_line(loop: Loop) -> None:
    first = add_case(loop.lawyer, "4172-K")
    second = add_case(loop.lawyer, "2144-P")
    came = loop.attorney.receive(loop.request(first))
    assert [text for _icon, text in arrival_lines(came)] == ["1 new case to review."]
    take_back(loop.lawyer, "4172-K")
    lost = loop.request(second)
    came = loop.attorney.receive(lost)
    assert [text for _icon, text in arrival_lines(came)] == [
        "1 new case to review.", "1 case was removed: the person took the consent back."]
    told = replace(came, added=0, withdrawn=0, updated=2, older=1, unknown=1, outdated=("x",), missing=(1, 2),
                   wanted=(3, 4), needed=(3,), stands=1)
    assert len(arrival_lines(told)) == 7
    assert "no. 1, 2" in arrival_lines(told)[5][1]
    assert "no. 3. Choose" in arrival_lines(told)[6][1]
    nothing = replace(came, added=0, withdrawn=0)
    assert [text for _icon, text in arrival_lines(nothing)] == ["Nothing new was in it."]


def test_an_answer_that_got_lost_waits_to_be_sealed_again(show: Show, loop: Loop, shell: Shell,
                                                          qtbot: QtBot) -> None:
    loop.lawyer.receive(_asked_back(loop))
    signed_off(loop.lawyer)
    loop.lawyer.answer()
    home = show().home
    assert not home.log.again.isVisible()
    home.log.table.selectRow(1)
    assert not home.log.again.isVisible(), "what came is for the other side to send again"
    home.log.table.selectRow(0)
    assert home.log.again.text() == "No. 1 got lost: send again…"
    qtbot.mouseClick(home.log.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.navigator.route.place == "review")
    assert not loop.lawyer.review_case().sent_back
    with qtbot.waitSignal(shell.desk.undone):
        shell.desk.undo()
    assert loop.lawyer.review_case().sent_back


def test_an_attorney_is_reminded_of_decisions_not_sent(loop: Loop, show: Show) -> None:
    loop.lawyer.receive(_asked_back(loop))
    signed_off(loop.lawyer)
    home = show().home
    assert home.answer.isVisible()
    assert "1 decision has not been sent back yet." in texts(home.answer)


def _asked_back(loop: Loop) -> bytes:
    """A request that goes the other way."""
    return loop.attorney.request(add_case(loop.attorney, "7007-A"))


def test_cases_are_counted(show: Show, loop: Loop) -> None:
    add_case(loop.lawyer, "4172-K")
    assert len(loop.lawyer.all(Case)) == 1
    home = show().home
    assert "1 open case. Names and the original story never leave." in texts(home.send)
    assert home.send.begin.isVisible()
