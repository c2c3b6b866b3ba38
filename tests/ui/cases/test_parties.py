"""People in the case: kept, put right, taken out, hidden; and a conflict said plainly at both ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.services.listing import LogQuery
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.cases.parties import Parties
from streetlaw.ui.clients.similar_panel import who
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.cases import story
from tests.ui.cases.conftest import Kept, Open

Type = Callable[[QWidget, str], None]
OTHER = Client(id="f" * 32, code=code(4031), named=True, family_name="Мамытов", given_name="Данияр",
               phone="0555 998877")


@pytest.fixture(autouse=True)
def other(told: MemoryVault) -> Client:
    with told.work() as work:
        work.add(OTHER)
        work.add(Case(id="cb" * 16, client_id=OTHER.id, matter="Соседский спор"))
        work.commit("client.saved")
    return OTHER


def people(page: ClientPage) -> Parties:
    view = page.view("people")
    assert isinstance(view, Parties)
    return view


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def named(within: QWidget, text: str) -> Button:
    return next(one for one in within.findChildren(Button) if one.text() == text)


def texts(within: QWidget) -> str:
    return " | ".join(text.text() for text in within.findChildren(Text) if text.isVisible())


def test_a_witness_is_added_put_right_taken_out_and_brought_back(
        open_page: Open, kept: Kept, desk: Desk, type_text: Type, qtbot: QtBot) -> None:
    view = people(open_page("people"))
    press(qtbot, view.form.save)
    assert "who this is" in view.form.fields["role"].error()
    press(qtbot, view.form.role.chip("witness"))
    assert not view.form.fields["role"].error()
    type_text(view.form.name, "Нургүл, санитарка")
    qtbot.keyClick(view.form.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(view.rows) == 1 and not view.form.name.text())
    assert [(one.role, one.name, one.case_id) for one in kept(Party)] == [
        (PartyRole.WITNESS, "Нургүл, санитарка", story.CASE)]
    assert "Нургүл" not in texts(view.list)
    press(qtbot, view.rows[0].edit)
    assert view.form.name.text() == "Нургүл, санитарка"
    press(qtbot, view.form.role.chip("relative"))
    press(qtbot, view.form.save)
    qtbot.waitUntil(lambda: [one.role for one in kept(Party)] == [PartyRole.RELATIVE])
    qtbot.waitUntil(lambda: view.rows[0].said == "Relative")
    press(qtbot, view.rows[0].remove)
    qtbot.waitUntil(lambda: not view.rows and not kept(Party))
    desk.undo()
    qtbot.waitUntil(lambda: len(view.rows) == 1)
    assert kept(Party)[0].name == "Нургүл, санитарка"


def test_a_name_is_shown_for_a_while_and_that_is_written_down(
        open_page: Open, told: MemoryVault, desk: Desk, qtbot: QtBot) -> None:
    with told.work() as work:
        party = work.add(Party(case_id=story.CASE, name="Нургүл", phone="0700 1"))
        work.commit("party.saved")
    view = people(open_page("people"))
    press(qtbot, view.rows[0].eye)

    def shown() -> list[str]:
        with told.work() as work:
            return [line.record_id for line in work.log(LogQuery()) if line.name == "name.shown"]
    qtbot.waitUntil(lambda: shown() == [party.id])
    qtbot.waitUntil(lambda: "Нургүл" in texts(view.list))
    assert "0700 1" in texts(view.list)
    assert desk.names.visible(party.id)
    assert not desk.names.visible(story.CLIENT)
    press(qtbot, view.rows[0].eye)
    assert "Нургүл" not in texts(view.list), "hidden again"


def test_somebody_known_is_told_of_and_joined_and_both_files_say_so(
        open_page: Open, shell: Shell, kept: Kept, type_text: Type, qtbot: QtBot) -> None:
    page = open_page("people")
    view = people(page)
    assert not page.conflicts.isVisible()
    press(qtbot, view.form.role.chip("witness"))
    type_text(view.form.name, "Daniar Mamytov")
    qtbot.waitUntil(view.similar.isVisible)
    [one] = view.similar.found()
    assert (who(one), one.is_conflict) == (f"client {OTHER.code}", False)
    press(qtbot, view.form.role.chip("adverse"))
    qtbot.waitUntil(lambda: view.similar.found()[0].is_conflict)
    qtbot.waitUntil(lambda: "attorney" in view.similar.findChildren(Banner)[-1].text())
    press(qtbot, named(view.similar, "Same person: join"))
    assert view.form.conflict.isVisible()
    qtbot.waitUntil(lambda: not view.similar.isVisible())
    press(qtbot, view.form.save)
    qtbot.waitUntil(page.conflicts.isVisible)
    assert kept(Party)[0].client_id == OTHER.id
    [banner] = page.conflicts.banners
    assert OTHER.code in banner.text()
    assert "adverse party here" in banner.text()
    press(qtbot, named(banner, f"Open {OTHER.code}"))
    qtbot.waitUntil(lambda: page.shown == Route("client", OTHER.id, "people"))
    assert f"adverse party in a case of {story.CODE}" in page.conflicts.banners[0].text()


def test_somebody_else_is_remembered(open_page: Open, kept: Kept, type_text: Type, qtbot: QtBot) -> None:
    view = people(open_page("people"))
    press(qtbot, view.form.role.chip("witness"))
    type_text(view.form.phone, "0555998877")
    qtbot.waitUntil(view.similar.isVisible)
    press(qtbot, named(view.similar, "Different person"))
    assert not view.similar.isVisible()
    type_text(view.form.name, "Нургүл")
    press(qtbot, view.form.save)
    qtbot.waitUntil(lambda: bool(kept(Party)))
    assert kept(Party)[0].distinct_from == (OTHER.id,)


def test_what_was_begun_comes_back_field_by_field(open_page: Open, told: MemoryVault, shell: Shell,
                                                  type_text: Type, qtbot: QtBot) -> None:
    view = people(open_page("people"))
    press(qtbot, view.form.role.chip("adverse"))
    type_text(view.form.name, "Мамытов Данияр")
    type_text(view.form.remarks, "кошуна")
    qtbot.waitUntil(view.similar.isVisible)
    press(qtbot, named(view.similar, "Same person: join"))
    shell.navigator.go(Route("today"))

    def drafts() -> list[str]:
        with told.work() as work:
            return [draft.key for draft in work.drafts()]
    qtbot.waitUntil(lambda: drafts() == [str(Route("client", story.CLIENT, "people"))])
    open_page("overview")
    view = people(open_page("people"))
    qtbot.waitUntil(lambda: view.form.name.text() == "Мамытов Данияр")
    assert view.form.role.value() == ("adverse",)
    assert view.form.remarks.toPlainText() == "кошуна"
    assert view.form.values()["linked"] == OTHER.id
    assert view.form.conflict.isVisible()


def test_without_a_case_one_is_opened_first(shell: Shell, told: MemoryVault, qtbot: QtBot) -> None:
    with told.work() as work:
        lone = work.add(Client(code=code(3961)))
        work.commit("client.saved")
    shell.navigator.go(Route("client", lone.id, "people"))
    page = shell.navigator.page
    assert isinstance(page, ClientPage)
    qtbot.waitUntil(lambda: page.shown.record_id == lone.id)
    view = people(page)
    assert not view.form.isVisible()
    press(qtbot, named(view.list, "Open a case"))
    qtbot.waitUntil(lambda: page.shown.tab == "case")


def test_a_long_remark_wraps_when_it_is_shown(open_page: Open, told: MemoryVault, desk: Desk,
                                              qtbot: QtBot) -> None:
    with told.work() as work:
        work.add(Party(client_id=story.CLIENT, case_id=story.CASE, role=PartyRole.WITNESS,
                       name="Нургүл", remarks="Кошунасы, баарын уккан; жазууга макул. " * 8))
        work.commit("party.saved")
    view = people(open_page("people"))
    qtbot.waitUntil(lambda: bool(view.rows))
    (row,) = view.rows
    before = view.list.minimumSizeHint().width()
    row.eye.click()
    qtbot.waitUntil(lambda: "жазууга" in texts(row))
    assert view.list.minimumSizeHint().width() <= before + 40
    assert row.eye.visibleRegion().boundingRect().width() == row.eye.width()


def test_opening_the_form_of_a_person_is_a_look_and_is_written_down(
        open_page: Open, told: MemoryVault, qtbot: QtBot) -> None:
    def looks() -> list[str]:
        with told.work() as work:
            return [line.record_id for line in work.log(LogQuery()) if line.name == "name.shown"]
    open_page("overview")
    assert looks() == []
    open_page("person")
    qtbot.waitUntil(lambda: looks() == [story.CLIENT])
