"""One action on many chosen records: all of them or none, one line of undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from streetlaw.domain.case import Case, CaseOutcome, CaseStatus
from streetlaw.domain.client import Client, Risk
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident, Verification
from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work

MOST: Final = 500
"""How many records one action changes: more is chosen by mistake, and could not be looked through."""

_OPEN: Final = tuple(status for status in CaseStatus if status.is_open)


def set_risk(work: Work, client_ids: Sequence[str], risk: Risk) -> Outcome:
    """Say for many people how much harm careless contact could do; raises `batch.too_many`."""
    for client in work.list(Client, id=_few(client_ids)):
        if client.risk is not risk:
            work.change(replace(client, risk=risk))
    return work.commit("clients.risk_set")


def close_cases(work: Work, client_ids: Sequence[str], outcome: CaseOutcome) -> Outcome:
    """Close all open cases of those people with what came of them.

    Raises `batch.too_many`, `case.outcome_needed`, and `batch.no_open_case` when there is none.
    """
    if outcome is CaseOutcome.NONE:
        raise StreetLawError("case.outcome_needed")
    cases = _open_cases(work, client_ids)
    for case in cases:
        work.change(replace(case, status=CaseStatus.CLOSED, outcome=outcome, closed=work.today))
    return work.commit("cases.closed")


def set_verification(work: Work, incident_ids: Sequence[str], verification: Verification) -> Outcome:
    """Say for many incidents how far they have been checked; raises `batch.too_many`."""
    for incident in work.list(Incident, id=_few(incident_ids)):
        if incident.verification is not verification:
            work.change(replace(incident, verification=verification))
    return work.commit("incidents.verified")


def review_of_clients(work: Work, client_ids: Sequence[str]) -> tuple[str, ...]:
    """The ids of the open cases of those people; raises `batch.too_many`, `batch.no_open_case`."""
    return tuple(case.id for case in _open_cases(work, client_ids))


def review_of_incidents(work: Work, incident_ids: Sequence[str]) -> tuple[str, ...]:
    """The ids of the open cases those incidents belong to; raises what `review_of_clients` raises."""
    ids = tuple({one.case_id: None for one in work.list(Incident, id=_few(incident_ids)) if one.case_id})
    cases = work.list(Case, id=ids, status=_OPEN) if ids else ()
    return tuple(case.id for case in _some(cases))


def note_list(work: Work) -> Outcome:
    """Write down that a table of codes left the vault; undo does not call it back."""
    return work.commit("list.exported")


def _open_cases(work: Work, client_ids: Sequence[str]) -> Sequence[Case]:
    return _some(work.list(Case, client_id=_few(client_ids), status=_OPEN))


def _some(cases: Sequence[Case]) -> Sequence[Case]:
    if not cases:
        raise StreetLawError("batch.no_open_case")
    return cases


def _few(ids: Sequence[str]) -> tuple[str, ...]:
    if len(ids) > MOST:
        raise StreetLawError("batch.too_many", most=MOST)
    return tuple(ids)
