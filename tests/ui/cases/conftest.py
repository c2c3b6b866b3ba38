"""The client page on the story, open at any tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from streetlaw.domain.record import Record
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.cases import story

R = TypeVar("R", bound=Record)


class Kept(Protocol):
    """Reads the records of a kind from the vault."""

    def __call__(self, kind: type[R]) -> list[R]: ...


Open = Callable[..., ClientPage]


@pytest.fixture
def kept(memory_vault: MemoryVault) -> Kept:
    def read(kind: type[R]) -> list[R]:
        with memory_vault.work() as work:
            return list(work.list(kind))
    return read


@pytest.fixture
def told(memory_vault: MemoryVault) -> MemoryVault:
    """The vault with the story in it."""
    story.fill(memory_vault)
    return memory_vault


@pytest.fixture
def open_page(told: MemoryVault, shell: Shell, qtbot: QtBot) -> Open:
    """Opens the client of the story at a tab, and waits until it is shown."""
    def open_at(tab: str = "overview", **extra: str) -> ClientPage:
        route = Route("client", story.CLIENT, tab, extra)
        shell.navigator.go(route)
        page = shell.navigator.page
        assert isinstance(page, ClientPage)
        qtbot.waitUntil(lambda: page.shown == route)
        return page
    return open_at
