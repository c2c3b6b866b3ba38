"""Two files made one, and what the window does with the file that went."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from pytestqt.qtbot import QtBot

from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.services.merging import MergeClients, merge_clients
from streetlaw.ui.clients.merge import MergePage
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault


def two(vault: MemoryVault) -> None:
    with vault.work() as work:
        work.add_many([Client(id="a1", code=code(4172)), Client(id="b2", code=code(4188))])
        work.commit("prepared")


def test_the_page_of_a_merged_file_is_the_page_of_who_stays(shell: Shell, qtbot: QtBot,
                                                            memory_vault: MemoryVault) -> None:
    two(memory_vault)
    with memory_vault.work() as work:
        merge_clients(work, MergeClients(kept=work.get(Client, "a1"), gone=work.get(Client, "b2")))
    shell.navigator.go(Route("client", "b2", "consents"))
    qtbot.waitUntil(lambda: shell.navigator.route == Route("client", "a1", "consents"))


def test_consents_that_contradict_each_other_are_told_before(shell: Shell, qtbot: QtBot,
                                                             memory_vault: MemoryVault) -> None:
    two(memory_vault)
    yes = Consent(client_id="a1", purpose=Purpose.REFER)
    with memory_vault.work() as work:
        work.add(yes)
        work.add(replace(yes, client_id="b2", state=ConsentState.REFUSED))
        work.commit("consent.recorded")
    shell.navigator.go(Route("merge", "a1", extra={"other": "b2"}))
    page = cast(MergePage, shell.navigator.page)
    qtbot.waitUntil(page.warning.isVisible)
    assert "ask the person again" in page.warning.accessibleName()
    assert page.merge.isEnabled()
