"""Who is known already stands beside the form and the list; two files are made one on a page of their own."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.ui.clients.intake import IntakePage
from streetlaw.ui.clients.merge import MergePage
from streetlaw.ui.clients.page import ClientsPage
from streetlaw.ui.clients.similar_panel import reasons, who
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

KNOWN = Client(id="a1", code=code(4172), named=True, family_name="Асанов", given_name="Айбек",
               phone="0555123456")


@pytest.fixture(autouse=True)
def known(memory_vault: MemoryVault) -> MemoryVault:
    with memory_vault.work() as work:
        work.add(KNOWN)
        work.add(Case(client_id="a1"))
        work.commit("client.saved")
    return memory_vault


@pytest.fixture
def intake(shell: Shell) -> IntakePage:
    shell.navigator.go(Route("new-client"))
    page = cast(IntakePage, shell.navigator.page)
    page.person.identity.choose("named")
    page.person._on_identity("named")
    return page


def typed(page: IntakePage, family: str, given: str) -> None:
    page.person.family_name.setText(family)
    page.person.given_name.setText(given)
    page.person.edited.emit()


def button(page: IntakePage | ClientsPage, start: str) -> Button:
    panel = page.similar if isinstance(page, IntakePage) else page.preview.similar
    return next(one for one in panel.findChildren(Button) if one.text().startswith(start))


def test_who_is_known_is_told_by_code_while_typing(intake: IntakePage, qtbot: QtBot) -> None:
    assert not intake.similar.isVisible()
    typed(intake, "Asanov", "Aibek")
    qtbot.waitUntil(intake.similar.isVisible)
    [one] = intake.similar.found()
    assert (who(one), reasons(one)) == (f"client {KNOWN.code}", "same name")
    shown = " ".join(text.text() for text in intake.similar.findChildren(Text))
    assert KNOWN.code in shown
    assert "Асанов" not in shown
    typed(intake, "", "Aibek")
    qtbot.waitUntil(lambda: not intake.similar.isVisible())


def test_the_same_person_is_opened(intake: IntakePage, shell: Shell, qtbot: QtBot) -> None:
    typed(intake, "Asanov", "Aibek")
    qtbot.waitUntil(intake.similar.isVisible)
    button(intake, "Same person").click()
    assert shell.navigator.route == Route("client", "a1")


def test_a_different_person_is_remembered(intake: IntakePage, known: MemoryVault, desk: Desk,
                                         qtbot: QtBot) -> None:
    typed(intake, "Asanov", "Aibek")
    qtbot.waitUntil(intake.similar.isVisible)
    button(intake, "Different person").click()
    assert not intake.similar.isVisible()
    assert intake.values()["distinct"] == ("a1",)
    with qtbot.waitSignal(desk.changed):
        intake._on_save()
    with known.work() as work:
        assert [one.distinct_from for one in work.list(Client) if one.id != "a1"] == [("a1",)]


def test_two_files_are_made_one_from_the_list(shell: Shell, known: MemoryVault, desk: Desk,
                                            qtbot: QtBot) -> None:
    with known.work() as work:
        work.add(Client(id="b2", code=code(4188), named=True, family_name="Asanov", given_name="Aibek",
                        phone="0700998877"))
        work.add(Case(client_id="b2"))
        work.commit("client.saved")
    shell.navigator.go(Route("clients"))
    page = cast(ClientsPage, shell.navigator.page)
    qtbot.waitUntil(page.preview.similar.isVisible)
    button(page, "Same person").click()
    merge = cast(MergePage, shell.navigator.page)
    qtbot.waitUntil(merge.merge.isEnabled)
    assert set(merge.rows) == {"name", "phone"}
    texts = {text.text() for text in merge.card.findChildren(Text)}
    assert "hidden" in texts
    assert not {"0700998877", "0555123456"} & texts
    merge.rows["phone"].other.setChecked(True)
    kept = merge.command().kept
    with qtbot.waitSignal(desk.changed):
        merge._on_merge()
    with known.work() as work:
        assert [one.id for one in work.list(Client, merged_into=kept.id)] == [merge_gone(kept.id)]
        gone = work.get(Client, merge_gone(kept.id))
        assert work.get(Client, kept.id).phone == gone.phone
    qtbot.waitUntil(lambda: bool(earlier(shell, gone.code)))
    earlier(shell, gone.code)[0].click()
    assert shell.navigator.route == Route("history", gone.id, extra={"kind": "client"})
    with qtbot.waitSignal(desk.undone):
        desk.undo()
    with known.work() as work:
        assert work.count(Client, merged_into="") == 2


def earlier(shell: Shell, code: str) -> list[Button]:
    """The buttons that lead to the history of a file that was merged."""
    page = shell.navigator.page
    return [one for one in page.findChildren(Button) if one.text() == code] if page else []


def merge_gone(kept: str) -> str:
    return {"a1": "b2", "b2": "a1"}[kept]
