"""The exchange page of a lawyer who knows an attorney, and files that are chosen without a dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from streetlaw.domain.pack import Pack
from streetlaw.ui import files
from streetlaw.ui.exchange.page import ExchangePage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.loop import Loop, meet


@pytest.fixture
def loop(memory_vault: MemoryVault, pack: Pack) -> Loop:
    """The owner of the desk's vault, and an attorney."""
    return meet(memory_vault, pack)


@pytest.fixture
def show(shell: Shell, qtbot: QtBot) -> Callable[..., ExchangePage]:
    """Goes to the exchange page and waits until it was read."""
    def shown(tab: str = "") -> ExchangePage:
        shell.navigator.go(Route("exchange", tab=tab))
        page = shell.navigator.page
        assert isinstance(page, ExchangePage)
        qtbot.waitUntil(lambda: page.overview is not None)
        return page
    return shown


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Lets the next file dialogs be answered with this path."""
    def chosen(path: Path | None) -> None:
        def answer(*_: Any) -> Path | None:
            return path
        monkeypatch.setattr(files, "ask_where_to_save", answer)
        monkeypatch.setattr(files, "ask_which_file", answer)
    return chosen
