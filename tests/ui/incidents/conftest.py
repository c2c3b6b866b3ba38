"""A vault with two people, and the editor of an incident open on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Act, Incident, Involvement, Severity, Source, SourceKind
from streetlaw.domain.record import PartialDate
from streetlaw.services.incidents import save_incident
from streetlaw.ui.incidents.editor import IncidentEditor
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault

AIDA, OTHER = "c" * 32, "d" * 32
CODE, OTHER_CODE = "4172-C", "4188-E"


@pytest.fixture
def memory_vault(memory_vault: MemoryVault) -> MemoryVault:
    """A vault with two people; one has an open case."""
    with memory_vault.work() as work:
        work.add(Client(id=AIDA, code=CODE, named=True, family_name="Sample", region="41702000000000"))
        work.add(Client(id=OTHER, code=OTHER_CODE))
        work.add(Case(id="k" * 32, client_id=AIDA, status=CaseStatus.OPEN))
        work.commit("test.prepared")
    return memory_vault


@pytest.fixture
def stored(memory_vault: MemoryVault) -> Incident:
    """An incident of four days ago, complete."""
    with memory_vault.work() as work:
        return save_incident(work, Incident(
            client_id=AIDA, occurred=PartialDate("2026-11-20"), region="41702205000000",
            grounds=("sex_work",),
            acts=(Act(violation="extortion", severity=Severity.GRAVE, note="money for no report",
                      involvements=(Involvement(perpetrator="police", unit="district"),)),
                  Act(violation="unlawful_detention", victims=(OTHER,))),
            sources=(Source(kind=SourceKind.PERSON),), narrative="They stopped her. Call 0700 123 456.",
            wishes=("complaint", "to be heard"))).the(Incident)


Opener = Callable[[Route], IncidentEditor]


@pytest.fixture
def opening(shell: Shell, qtbot: QtBot) -> Opener:
    """Opens a route of the editor and waits until it has been read."""
    def open_route(route: Route) -> IncidentEditor:
        shell.navigator.go(Route("incidents"))
        shell.navigator.go(route)
        page = shell.navigator.page
        assert isinstance(page, IncidentEditor)
        qtbot.waitUntil(lambda: page.top_actions != ())
        shell.activateWindow()
        qtbot.waitUntil(shell.isActiveWindow)
        return page
    return open_route


@pytest.fixture
def new(opening: Opener) -> IncidentEditor:
    """The editor of a new incident."""
    return opening(Route("incident", extra={"client": AIDA}))


@pytest.fixture
def editor(opening: Opener, stored: Incident) -> IncidentEditor:
    """The editor of the stored incident."""
    return opening(Route("incident", stored.id))


def incidents(vault: MemoryVault) -> list[Incident]:
    """What is stored."""
    with vault.work() as work:
        return list(work.list(Incident))
