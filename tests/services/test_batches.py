from __future__ import annotations

import pytest

from streetlaw.domain.case import Case, CaseOutcome, CaseStatus
from streetlaw.domain.client import Client, Risk
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident, Verification
from streetlaw.services import batches, history
from streetlaw.services.ports import Vault


@pytest.fixture
def kept(vault: Vault) -> Vault:
    with vault.work() as work:
        work.add_many([Client(id="a1", code="4172-C"), Client(id="b2", code="4188-A", risk=Risk.HIGH)])
        work.add_many([Case(id="k1", client_id="a1", status=CaseStatus.OPEN),
                       Case(id="k2", client_id="a1", status=CaseStatus.RESTORED),
                       Case(id="k3", client_id="b2", status=CaseStatus.REVIEW)])
        work.add_many([Incident(id="i1", client_id="a1", case_id="k1"),
                       Incident(id="i2", client_id="a1", case_id="k2"),
                       Incident(id="i3", client_id="b2", case_id="k3", verification=Verification.DOCUMENTED)])
        work.commit("test.prepared")
    return vault


def test_risk_of_many_people_is_one_action(kept: Vault) -> None:
    with kept.work() as work:
        outcome = batches.set_risk(work, ("a1", "b2", "gone"), Risk.HIGH)
        assert [change.id for change in outcome.changes] == ["a1"]
    with kept.work() as work:
        history.undo(work, outcome)
        assert [one.risk for one in work.list(Client)] == [Risk.LOW, Risk.HIGH]


def test_open_cases_are_closed_and_taken_up_again_together(kept: Vault) -> None:
    with kept.work() as work:
        outcome = batches.close_cases(work, ("a1", "b2"), CaseOutcome.SOLVED)
        closed = work.list(Case, status=CaseStatus.CLOSED)
        assert [(one.id, one.outcome, one.closed) for one in closed] == [
            ("k1", CaseOutcome.SOLVED, work.today), ("k3", CaseOutcome.SOLVED, work.today)]
    with kept.work() as work:
        history.undo(work, outcome)
        assert [one.status for one in work.list(Case)] == [
            CaseStatus.OPEN, CaseStatus.RESTORED, CaseStatus.REVIEW]


def test_incidents_are_verified_together(kept: Vault) -> None:
    with kept.work() as work:
        outcome = batches.set_verification(work, ("i1", "i3"), Verification.DOCUMENTED)
        assert [change.id for change in outcome.changes] == ["i1"]


def test_open_cases_are_found_for_a_review(kept: Vault) -> None:
    with kept.work() as work:
        assert set(batches.review_of_clients(work, ("a1", "b2"))) == {"k1", "k3"}
        assert batches.review_of_incidents(work, ("i1", "i2")) == ("k1",)
        batches.close_cases(work, ("a1",), CaseOutcome.SOLVED)
        for nothing in (lambda: batches.review_of_clients(work, ("a1",)),
                        lambda: batches.review_of_incidents(work, ("i2", "gone")),
                        lambda: batches.close_cases(work, ("a1",), CaseOutcome.SOLVED)):
            with pytest.raises(StreetLawError, match="no_open_case"):
                nothing()


def test_too_many_and_no_outcome_are_refused(kept: Vault) -> None:
    many = tuple(f"{number:032x}" for number in range(batches.MOST + 1))
    with kept.work() as work:
        with pytest.raises(StreetLawError, match="too_many"):
            batches.set_risk(work, many, Risk.LOW)
        with pytest.raises(StreetLawError, match="too_many"):
            batches.set_verification(work, many, Verification.REPORTED)
        with pytest.raises(StreetLawError, match="outcome_needed"):
            batches.close_cases(work, ("a1",), CaseOutcome.NONE)


def test_a_table_that_left_stands_in_the_log(kept: Vault) -> None:
    with kept.work() as work:
        assert batches.note_list(work).name == "list.exported"
