"""Working on cases, and everything known about a client on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, CaseOutcome, CaseStatus, Party
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import Referral
from streetlaw.domain.review import Review
from streetlaw.services.checks import not_in_future
from streetlaw.services.deadlines import laws
from streetlaw.services.ports import Work


def save_case(work: Work, case: Case) -> Outcome:
    """Store a case; a new one is opened today.

    Raises `record.unknown` (no such client), `case.satisfaction_range` (1 to 5), `date.in_future`,
    `case.closed_before_opened`, `record.changed`.
    """
    work.get(Client, case.client_id)
    not_in_future(work, case.opened)
    not_in_future(work, case.closed)
    ready = replace(case, opened=case.opened or work.today)
    if ready.satisfaction is not None and not 1 <= ready.satisfaction <= 5:
        raise StreetLawError("case.satisfaction_range")
    if ready.closed is not None and ready.opened is not None and ready.closed < ready.opened:
        raise StreetLawError("case.closed_before_opened")
    if ready.is_new:
        work.add(ready)
    else:
        work.change(ready)
    return work.commit("case.saved")


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase:
    """Close a case with what came of it; `satisfaction` is the client's answer, 1 to 5, if they gave one."""

    id: str
    revision: int
    status: CaseStatus = CaseStatus.CLOSED
    outcome: CaseOutcome
    satisfaction: int | None = None


def close_case(work: Work, cmd: CloseCase) -> Outcome:
    """Close a case.

    Raises `case.outcome_needed` without an outcome, `case.status_is_open` when the status is not an end.
    """
    case = work.get(Case, cmd.id, at=cmd.revision)
    if cmd.outcome is CaseOutcome.NONE:
        raise StreetLawError("case.outcome_needed")
    if cmd.status.is_open:
        raise StreetLawError("case.status_is_open")
    return save_case(work, replace(case, status=cmd.status, outcome=cmd.outcome, closed=work.today,
                                   satisfaction=cmd.satisfaction))


def reopen_case(work: Work, case: Case) -> Outcome:
    """Take a closed case up again."""
    return save_case(work, replace(case, status=CaseStatus.OPEN, outcome=CaseOutcome.NONE, closed=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """Everything the client page shows, read in one unit of work; lists are newest first.

    `packs` are the laws its incidents and deadlines are told in, by their `jurisdiction`; "" is the home one.
    """

    client: Client
    consents: Sequence[Consent]
    cases: Sequence[Case]
    incidents: Sequence[Incident]
    actions: Sequence[Action]
    referrals: Sequence[Referral]
    deadlines: Sequence[Deadline]
    notes: Sequence[Note]
    attachments: Sequence[Attachment]
    screenings: Sequence[Screening]
    reviews: Sequence[Review]
    parties: Sequence[Party]
    packs: Mapping[str, Pack]

    @property
    def main_case(self) -> Case | None:
        """The open case worked on last, or the last case at all."""
        return next((case for case in self.cases if case.status.is_open), next(iter(self.cases), None))


def client_file(work: Work, client_id: str) -> ClientFile:
    """Read everything held about a client; raises `record.unknown`."""
    client = work.get(Client, client_id)
    cases = work.list(Case, client_id=client_id, descending=True)
    ids = tuple(case.id for case in cases)
    incidents = work.list(Incident, client_id=client_id, descending=True)
    deadlines = work.list(Deadline, client_id=client_id, order="due")
    return ClientFile(
        client=client, cases=cases, incidents=incidents, deadlines=deadlines,
        packs=laws(work, [*incidents, *deadlines]),
        consents=work.list(Consent, client_id=client_id, descending=True),
        actions=work.list(Action, client_id=client_id, descending=True),
        referrals=work.list(Referral, client_id=client_id, descending=True),
        notes=work.list(Note, client_id=client_id, descending=True),
        attachments=work.list(Attachment, client_id=client_id, descending=True),
        screenings=work.list(Screening, client_id=client_id, descending=True),
        reviews=work.list(Review, case_id=ids, descending=True) if ids else (),
        parties=work.list(Party, case_id=ids) if ids else ())
