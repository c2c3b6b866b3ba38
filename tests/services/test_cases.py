"""Working on cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from streetlaw.domain.case import Case, CaseOutcome, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.services.cases import CloseCase, client_file, close_case, reopen_case, save_case
from streetlaw.services.ports import Vault
from tests.refusal import refusal


@pytest.fixture
def case(vault: Vault, client: Client) -> Case:
    with vault.work() as work:
        return save_case(work, Case(client_id=client.id, matter="паспорт")).the(Case)


def test_a_case_is_opened_today(vault: Vault, case: Case) -> None:
    with vault.work() as work:
        assert case.opened == work.today


@pytest.mark.parametrize(("changes", "expected"), [
    ({"client_id": "nobody"}, "record.unknown"),
    ({"opened": date(2093, 1, 1)}, "date.in_future"),
    ({"closed": date(2093, 1, 1)}, "date.in_future"),
    ({"satisfaction": 0}, "case.satisfaction_range"),
    ({"satisfaction": 6}, "case.satisfaction_range"),
    ({"opened": date(2026, 1, 2), "closed": date(2026, 1, 1)}, "case.closed_before_opened"),
    ({"revision": 7}, "record.changed"),
])
def test_what_cannot_be_is_refused(vault: Vault, case: Case, changes: dict[str, object],
                                   expected: str) -> None:
    with vault.work() as work, refusal(expected):
        save_case(work, replace(case, **changes))  # type: ignore[arg-type]
    with vault.work() as work:
        assert work.get(Case, case.id) == case


def test_closing_needs_an_outcome_and_an_end(vault: Vault, case: Case) -> None:
    for cmd, expected in (
        (CloseCase(id=case.id, revision=1, outcome=CaseOutcome.NONE), "case.outcome_needed"),
        (CloseCase(id=case.id, revision=1, outcome=CaseOutcome.SOLVED, status=CaseStatus.OPEN),
         "case.status_is_open"),
    ):
        with vault.work() as work, refusal(expected):
            close_case(work, cmd)


def test_a_closed_case_can_be_taken_up_again(vault: Vault, case: Case) -> None:
    with vault.work() as work:
        closed = close_case(work, CloseCase(id=case.id, revision=1, outcome=CaseOutcome.FEAR_OF_RETALIATION,
                                            satisfaction=4)).the(Case)
        assert (closed.closed, closed.satisfaction) == (work.today, 4)
    assert not closed.status.is_open
    with vault.work() as work:
        again = reopen_case(work, closed).the(Case)
    assert again.status is CaseStatus.OPEN
    assert (again.closed, again.outcome) == (None, CaseOutcome.NONE)


def test_the_main_case_is_the_open_one(vault: Vault, client: Client, case: Case) -> None:
    with vault.work() as work:
        later = save_case(work, Case(client_id=client.id, opened=work.today - timedelta(days=1))).the(Case)
    with vault.work() as work:
        close_case(work, CloseCase(id=later.id, revision=1, outcome=CaseOutcome.SOLVED))
    with vault.work() as work:
        main = client_file(work, client.id).main_case
    assert main is not None
    assert main.id == case.id
