"""The review page on the desk of an attorney, and of a lawyer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from streetlaw.domain.pack import Pack
from streetlaw.ui.review.page import ReviewPage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.services.desks import Desk as Person
from tests.ui.loop import SUMMARY, Loop, add_case, meet


@pytest.fixture
def loop(memory_vault: MemoryVault, pack: Pack) -> Loop:
    """Here the desk's vault is the attorney's; the lawyer works elsewhere."""
    met = meet(memory_vault, pack)
    return Loop(lawyer=met.attorney, attorney=met.lawyer)


@pytest.fixture
def asked(loop: Loop) -> Person:
    """The attorney, with three cases to review; the first by pseudonym has a summary, as all have."""
    cases = [add_case(loop.lawyer, name, summary=SUMMARY) for name in ("4172-K", "2144-P", "3001-A")]
    loop.attorney.receive(loop.request(*cases))
    return loop.attorney


@pytest.fixture
def show(shell: Shell, qtbot: QtBot) -> Callable[..., ReviewPage]:
    """Goes to the review page and waits until it was read."""
    def shown(record_id: str = "", tab: str = "") -> ReviewPage:
        shell.navigator.go(Route("review", record_id, tab))
        page = shell.navigator.page
        assert isinstance(page, ReviewPage)
        qtbot.waitUntil(lambda: page.read is not None)
        return page
    return shown
