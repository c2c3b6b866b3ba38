"""A lawyer reads what came back, and goes on at the person's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.review import Review
from streetlaw.services import reviews
from streetlaw.ui.review.page import ReviewPage
from streetlaw.ui.review.side import ANSWERS, ASKED
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.services.desks import given_back, signed_off
from tests.ui.loop import Loop, add_case, meet, texts

Show = Callable[..., ReviewPage]


@pytest.fixture
def loop(memory_vault: MemoryVault, pack: Pack) -> Loop:
    """Here the desk's vault is the lawyer's."""
    return meet(memory_vault, pack)


def returned(loop: Loop, *, changed: bool = False) -> None:
    """One case comes back with a comment and a task."""
    loop.attorney.receive(loop.request(add_case(loop.lawyer, "4172-K")))
    case = loop.attorney.review_case()
    loop.attorney.do(reviews.set_tasks, reviews.SetTasks(id=case.id, revision=case.revision,
                                                         tasks=("Get the record",)))
    given_back(loop.attorney, "deadlines", "Which day was it?")
    if changed:
        (incident,) = loop.lawyer.all(Incident)
        loop.lawyer.save(replace(incident, setting="street"))
    loop.lawyer.receive(loop.attorney.answer())


def test_comments_and_tasks_are_read_with_the_code(show: Show, loop: Loop) -> None:
    returned(loop)
    page = show()
    assert not page.cases.modes.isVisible()
    said = texts(page)
    for part in ("Came back to you", "4172-K", "Returned", "Deadlines", "Which day was it?", "Must fix",
                 "Get the record", "Counsel", "Correct the case on the person's page"):
        assert part in said
    assert "The case changed after it was sent" not in said
    assert "Canary" not in said


def test_a_review_of_an_older_version_says_so(show: Show, loop: Loop) -> None:
    returned(loop, changed=True)
    assert "The case changed after it was sent" in texts(show().answer)


def test_a_signed_case_needs_nothing_more(show: Show, loop: Loop) -> None:
    loop.attorney.receive(loop.request(add_case(loop.lawyer, "4172-K")))
    signed_off(loop.attorney)
    loop.lawyer.receive(loop.attorney.answer())
    said = texts(show())
    assert "Signed off" in said
    assert "No comments." in said
    assert "The attorney agrees. Go on as planned." in said


def test_the_way_leads_to_the_persons_page(show: Show, loop: Loop, shell: Shell,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    returned(loop)
    went: list[str] = []
    monkeypatch.setattr(shell.navigator, "can_go", lambda _route: True)
    monkeypatch.setattr(shell.navigator, "go", lambda route: went.append(str(route))
                        if route.place == "client" else type(shell.navigator).go(shell.navigator, route))
    page = show()
    assert page.answer.open_client.isVisible()
    page.answer.open_client.click()
    assert went == ["client/client-4172-K"]


def test_who_does_both_can_change_sides(show: Show, loop: Loop, qtbot: QtBot) -> None:
    returned(loop)
    loop.lawyer.receive(loop.attorney.request(add_case(loop.attorney, "7007-A")))
    page = show()
    assert page.cases.modes.isVisible()
    assert page.cases.mode == ASKED
    assert page.panel.isVisible()
    page.cases.modes.segment(ANSWERS).click()
    assert page.answer.isVisible()
    assert page.facts.isVisible()
    page.cases.modes.segment(ASKED).click()
    assert page.case.isVisible()


def test_a_review_can_be_shown_by_its_route(show: Show, loop: Loop) -> None:
    returned(loop)
    loop.lawyer.receive(loop.attorney.request(add_case(loop.attorney, "7007-A")))
    (review,) = loop.lawyer.all(Review)
    page = show(review.id)
    assert page.cases.mode == ANSWERS
    assert page.answer.isVisible()
