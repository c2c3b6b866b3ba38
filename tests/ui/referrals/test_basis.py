"""What a referral rests on: the check behind it, the consent, and that no lawyer was available."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Action
from streetlaw.domain.client import Client
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral
from streetlaw.services.screening import ReferToLegalAid, ScreenClient, refer_to_legal_aid, screen_client
from streetlaw.ui.law.kept import KeptPage
from streetlaw.ui.parts.text import Text
from streetlaw.ui.referrals.editor import ReferralEditor
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

Typed = Callable[[QWidget, str], None]


@pytest.fixture
def referral(memory_vault: MemoryVault) -> Referral:
    """A referral to legal aid with a check behind it."""
    with memory_vault.work() as work:
        client = work.add(Client(code="1000-A"))
        work.commit("added")
    with memory_vault.work() as work:
        screening = screen_client(work, ScreenClient(client_id=client.id, answers={
            "matter": "offence", "role": "charged", "income": "141000"})).the(Screening)  # fmt: skip
    with memory_vault.work() as work:
        wanted = ReferToLegalAid(screening_id=screening.id, category="low_income")
        return refer_to_legal_aid(work, wanted).the(Referral)


def editor(shell: Shell, referral: Referral, qtbot: QtBot) -> ReferralEditor:
    shell.navigator.go(Route("referral", referral.id))
    page = cast(ReferralEditor, shell.navigator.page)
    qtbot.waitUntil(lambda: bool(page._code))
    return page


def kept_page(shell: Shell, screening_id: str, qtbot: QtBot) -> KeptPage:
    shell.navigator.go(Route("screening", screening_id))
    page = cast(KeptPage, shell.navigator.page)
    qtbot.waitUntil(lambda: page.kept is not None)
    return page


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Text))


def test_the_check_is_at_hand(shell: Shell, referral: Referral, qtbot: QtBot) -> None:
    page = editor(shell, referral, qtbot)
    assert page.basis.check is not None
    assert "Likely entitled" in page.basis.check.accessibleName()
    assert "has not agreed to this yet" in said(page.basis)
    qtbot.mouseClick(page.basis.check, Qt.MouseButton.LeftButton)
    assert shell.navigator.route == Route("screening", referral.screening_id)


def test_a_kept_check_is_read_with_its_sources(shell: Shell, referral: Referral, qtbot: QtBot) -> None:
    page = kept_page(shell, referral.screening_id, qtbot)
    told = said(page)
    assert "Low income (60 x minimum wage)" in told
    assert "Likely entitled · Law No. 91 of 2022" in told
    assert re.search(r"income limit 196\D800", told)
    assert "would answer the same today" in page.notice.text()
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert shell.navigator.route.place == "law"


def test_a_kept_check_is_read_after_the_law_moved_on(
    shell: Shell, referral: Referral, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    with memory_vault.work() as work:
        stored = work.get(Screening, referral.screening_id)
        gone = tuple(replace(r, category="abolished") if r.category == "minor" else
                     replace(r, limit=105_000) if r.category == "low_income" else r for r in stored.results)
        asked = tuple(each._replace(question="gone") if each.question == "role" else each
                      for each in stored.answers)  # fmt: skip
        work.change(replace(stored, results=gone, answers=asked))
        work.commit("changed")
    page = kept_page(shell, referral.screening_id, qtbot)
    told = said(page)
    assert "The law in force differs now: 4 answers" in page.notice.accessibleName()
    assert "Minor, in defence of his or her interests" in told  # by the words of that day
    assert "Now: the law data no longer has this category" in told
    assert "Who is the person in the case?" in told  # a question the law data has no more
    assert "Facing an offence charge" in told
    assert "[gone]" not in told
    assert "Not known that day. Now:" in told
    assert "The law in force differs now" in said(editor(shell, referral, qtbot).basis)


def test_that_no_lawyer_was_available_is_recorded(
    shell: Shell, referral: Referral, memory_vault: MemoryVault, qtbot: QtBot, type_text: Typed
) -> None:
    page = editor(shell, referral, qtbot)
    card = page.no_lawyer
    qtbot.mouseClick(card.begin, Qt.MouseButton.LeftButton)
    type_text(card.office, "Кызмат, Ош")
    qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(card._fields["said"].error()))
    type_text(card.said, "марттан мурун адвокат жок")
    qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Кызмат, Ош" in said(card))
    assert not card.begin.isHidden()
    with memory_vault.work() as work:
        (incident,) = work.list(Incident)
        (action,) = work.list(Action)
    assert [act.violation for act in incident.acts] == ["no_lawyer"]
    assert incident.narrative == action.remarks == "марттан мурун адвокат жок"


def test_a_referral_to_a_service_asks_nothing_of_lawyers(
    shell: Shell, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    with memory_vault.work() as work:
        client = work.add(Client(code="1000-A"))
        stored = work.add(Referral(client_id=client.id, receiver="Room 12", kind="service"))  # type: ignore[arg-type]
        work.commit("added")
    page = editor(shell, stored, qtbot)
    assert page.no_lawyer.isHidden()
    assert page.basis.check is None


def test_a_word_that_may_harm_is_named_and_can_be_left_out(
    shell: Shell, referral: Referral, qtbot: QtBot
) -> None:
    page = editor(shell, referral, qtbot)
    assert page.telling.isHidden()
    page.remarks.setPlainText("Оштрафовали на вокзале. Она секс-работница. Просит адвоката!")
    told = said(page.telling)
    assert "Offences Code art. 109-2" in told
    assert "fine of 200 calculation units" in told
    qtbot.mouseClick(page.telling.leave_out, Qt.MouseButton.LeftButton)
    assert page.remarks.toPlainText() == "Оштрафовали на вокзале. Просит адвоката!"
    assert page.telling.isHidden()
