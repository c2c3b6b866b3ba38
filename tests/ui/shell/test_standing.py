"""What the rail counts, and where somebody begins."""

from __future__ import annotations

import pytest

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.profile import Role
from streetlaw.domain.review import Review, ReviewCase, Verdict
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.ui import sections
from streetlaw.ui.shell.standing import standing
from tests.fakes.memory import MemoryVault


def open_case(vault: MemoryVault) -> str:
    with vault.work() as work:
        wanted = OpenClient(client=Client(), case=Case(matter="Refusal"), consents=())
        return open_client(work, wanted).the(Case).id


def keep(vault: MemoryVault, *records: Review | ReviewCase) -> None:
    with vault.work() as work:
        for record in records:
            work.add(record)
        work.commit("review.kept")


def reviews_waiting(vault: MemoryVault) -> int:
    with vault.work() as work:
        return standing(work).counts["review"]


def test_cases_that_came_back_wait_until_they_are_decided_anew(memory_vault: MemoryVault) -> None:
    mended, open_still = open_case(memory_vault), open_case(memory_vault)
    keep(memory_vault, Review(case_id=mended, verdict=Verdict.RETURNED))
    keep(memory_vault, Review(case_id=open_still, verdict=Verdict.RETURNED))
    assert reviews_waiting(memory_vault) == 2
    keep(memory_vault, Review(case_id=mended, verdict=Verdict.SIGNED_OFF))
    assert reviews_waiting(memory_vault) == 1
    keep(memory_vault, ReviewCase(pseudonym="A03DM-R4P7Z"))
    assert reviews_waiting(memory_vault) == 2


@pytest.mark.parametrize(("roles", "key"), [
    ((Role.SUPERVISOR,), "review"), ((Role.LAWYER,), "today"), ((Role.LAWYER, Role.SUPERVISOR), "today"),
    ((Role.TRAINER,), "today"), ((), "today")])
def test_an_attorney_begins_with_what_is_to_be_reviewed(roles: tuple[Role, ...], key: str) -> None:
    assert sections.first(roles) == key
