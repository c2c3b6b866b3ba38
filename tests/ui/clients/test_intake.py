from __future__ import annotations

import json
from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client, Risk
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.ui.clients.intake import IntakePage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Typed = Callable[[QWidget, str], None]


@pytest.fixture
def page(shell: Shell) -> IntakePage:
    shell.navigator.go(Route("new-client"))
    return cast(IntakePage, shell.navigator.page)


@pytest.fixture(autouse=True)
def quiet_navigation(page: IntakePage, monkeypatch: pytest.MonkeyPatch) -> list[Route]:
    gone: list[Route] = []
    monkeypatch.setattr(page.navigator, "go", gone.append)
    return gone


def stored(vault: MemoryVault) -> list[Client]:
    with vault.work() as work:
        return list(work.list(Client))


def test_a_person_is_taken_in_by_name(page: IntakePage, memory_vault: MemoryVault, qtbot: QtBot,
                                      type_text: Typed, quiet_navigation: list[Route]) -> None:
    page.person.identity.choose("named")
    page.person._on_identity("named")
    type_text(page.person.family_name, "Төлөгөнова")
    type_text(page.person.matter, "отказ")
    page.person.risk.choose("raised")
    page.consents.take({Purpose.KEEP_CASE: "given", Purpose.PHOTO: "refused"})
    with qtbot.waitSignal(page.desk.changed):
        qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    client = stored(memory_vault)[0]
    assert (client.family_name, client.risk) == ("Төлөгөнова", Risk.RAISED)
    with memory_vault.work() as work:
        assert work.list(Case)[0].matter == "отказ"
        assert {(c.purpose, c.state) for c in work.list(Consent)} == {
            (Purpose.KEEP_CASE, ConsentState.GIVEN), (Purpose.PHOTO, ConsentState.REFUSED)}
    assert quiet_navigation == [Route("client", client.id)]


def test_a_code_alone_is_enough(page: IntakePage, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.desk.changed):
        page._on_save()
    client = stored(memory_vault)[0]
    assert not client.named
    assert client.code


def test_a_name_is_asked_for_at_its_field(page: IntakePage, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    page.person.identity.choose("named")
    page._on_save()
    qtbot.waitUntil(lambda: bool(page.person._fields["family_name"].error()))
    assert not stored(memory_vault)


def test_a_date_nobody_can_read_is_not_sent(page: IntakePage, memory_vault: MemoryVault,
                                            type_text: Typed) -> None:
    type_text(page.person.born.edit, "31.02.1990")
    page._on_save()
    assert page.person._fields["born"].error()
    assert not stored(memory_vault)


def test_what_was_typed_is_kept_and_comes_back(page: IntakePage, memory_vault: MemoryVault, qtbot: QtBot,
                                               type_text: Typed) -> None:
    type_text(page.person.phone, "0700")
    with qtbot.waitSignal(page.keeper.kept):
        page.keeper.keep()
    with memory_vault.work() as work:
        draft = work.drafts()[0]
    assert Route.parse(draft.key) == Route("new-client")
    kept = json.loads(draft.values)
    assert kept["title"] == "Intake"
    page.take({})
    assert page.person.phone.text() == ""
    page.take(kept)
    assert page.person.phone.text() == "0700"


def test_after_the_file_is_opened_nothing_is_kept(page: IntakePage, memory_vault: MemoryVault, qtbot: QtBot,
                                                  type_text: Typed) -> None:
    type_text(page.person.phone, "0700")
    page.keeper.keep()
    with qtbot.waitSignal(page.desk.changed):
        page._on_save()

    def nothing_kept() -> bool:
        with memory_vault.work() as work:
            return not work.drafts()

    qtbot.waitUntil(nothing_kept)
