"""Everything held about many cases at once, a few hundred of them to a query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from streetlaw.domain.action import Action, Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.disclosure.minimise import CaseFile
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral
from streetlaw.services.ports import Work, chunks

BATCH = 500

P = TypeVar("P", Incident, Attachment, Action, Referral, Deadline)


def files(work: Work, case_ids: Sequence[str]) -> Iterator[CaseFile]:
    """All records of each case, in that order; raises `record.unknown`."""
    for batch in chunks(case_ids, BATCH):
        cases = {case.id: case for case in cases_of(work, batch)}
        if len(cases) < len(set(batch)):
            raise StreetLawError("record.unknown")
        people = tuple({case.client_id for case in cases.values()})
        clients = {client.id: client for client in work.list(Client, id=people)}
        consents = consents_of(work, people)
        incidents, attachments = _parts(work, Incident, batch), _parts(work, Attachment, batch)
        actions, referrals = _parts(work, Action, batch), _parts(work, Referral, batch)
        deadlines = _parts(work, Deadline, batch)
        for case in (cases[id] for id in batch):
            yield CaseFile(
                case=case, client=clients[case.client_id], consents=consents[case.client_id],
                incidents=incidents[case.id], attachments=attachments[case.id], actions=actions[case.id],
                referrals=referrals[case.id], deadlines=deadlines[case.id])


def told_abroad(work: Work, case_ids: Sequence[str], countries: Sequence[str]) -> frozenset[str]:
    """Those of the cases with an incident or a deadline under the law of one of these countries."""
    found: set[str] = set()
    for batch in chunks(case_ids, BATCH):
        told = work.list(Incident, case_id=tuple(batch), jurisdiction=tuple(countries))
        counted = work.list(Deadline, case_id=tuple(batch), jurisdiction=tuple(countries))
        found.update(incident.case_id for incident in told)
        found.update(deadline.case_id for deadline in counted)
    return frozenset(found)


def cases_of(work: Work, case_ids: Sequence[str]) -> Iterator[Case]:
    """The cases with those ids that exist."""
    for batch in chunks(case_ids, BATCH):
        yield from work.list(Case, id=tuple(batch))


def consents_of(work: Work, client_ids: Sequence[str]) -> Mapping[str, Sequence[Consent]]:
    """The consents of each of those clients."""
    found: defaultdict[str, list[Consent]] = defaultdict(list)
    for batch in chunks(tuple(dict.fromkeys(client_ids)), BATCH):
        for consent in work.list(Consent, client_id=tuple(batch)):
            found[consent.client_id].append(consent)
    return found


def _parts(work: Work, kind: type[P], case_ids: Sequence[str]) -> Mapping[str, Sequence[P]]:
    found: defaultdict[str, list[P]] = defaultdict(list)
    for record in work.list(kind, case_id=tuple(case_ids)):
        found[record.case_id].append(record)
    return found
