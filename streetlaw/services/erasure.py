"""Erasing a client: what goes, what stays, and doing it, for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.incident import ERASED, Act, Incident
from streetlaw.domain.record import Outcome, Record
from streetlaw.domain.referral import Referral
from streetlaw.domain.review import Bundle, Direction, Review
from streetlaw.domain.withheld import Withheld
from streetlaw.services import ledger
from streetlaw.services.listing import LogQuery
from streetlaw.services.ports import Work

FOR_EVER = "client.erased"
"""The action that nothing takes back."""

THEIRS: Final[tuple[type[Record], ...]] = (
    Case, Consent, Incident, Action, Note, Attachment, Screening, Referral, Deadline, Withheld,
)
"""The kinds of record that name the client they belong to."""


_FEW: Final = 20
"""Up to so many clients each are looked for in the incidents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """What goes and what stays when a client's file is erased.

    `counts` are the records that go; `bytes` what their files take; `mentions` acts in other people's
    incidents in which this one was harmed: there they become somebody unnamed. `parties` are mentions in
    other people's cases. `sent` are bundles that left with something of theirs: nobody can call them back;
    `backups` are the times (UTC) of backups that may still hold them, latest first.
    """

    client: Client
    counts: Mapping[type[Record], int]
    bytes: int
    mentions: int
    parties: int
    sent: tuple[Bundle, ...]
    backups: tuple[datetime, ...]


def erasing(work: Work, client_id: str) -> Erasing:
    """What erasing that client would do; raises `record.unknown`."""
    client = work.get(Client, client_id)
    ids = tuple(one.id for one in _selves(work, client))
    cases = tuple(case.id for case in work.list(Case, client_id=ids))
    counts: dict[type[Record], int] = {kind: work.count(kind, client_id=ids) for kind in THEIRS}
    counts[Party] = work.count(Party, case_id=cases)
    counts[Review] = work.count(Review, case_id=cases)
    return Erasing(
        client=client,
        counts={kind: count for kind, count in counts.items() if count},
        bytes=sum(file.size for file in work.list(Attachment, client_id=ids)),
        mentions=sum(bool(set(ids) & set(act.victims)) for one in _elsewhere(work, ids) for act in one.acts),
        parties=sum(party.case_id not in cases for party in work.list(Party, client_id=ids)),
        backups=tuple(line.at for line in work.log(LogQuery(names=("backup.made",)))),
        sent=tuple(bundle for bundle in _bundles(work, cases) if bundle.direction is Direction.OUT),
    )


def with_records(work: Work, clients: Collection[str]) -> set[str]:
    """Those of the clients of whom something is kept, or who stand in somebody else's file."""
    ids = tuple(clients)
    kinds: tuple[type[Record], ...] = (*THEIRS, Party)
    found = {one.client_id for kind in kinds for one in work.list(kind, client_id=ids)}  # type: ignore[attr-defined]
    merged = {one.merged_into for one in work.list(Client, merged_into=ids)}
    return found | merged | harmed_elsewhere(work, ids)


def harmed_elsewhere(work: Work, clients: Collection[str]) -> set[str]:
    """Those of the clients who were harmed in an incident of somebody else; for many, all are read once."""
    if len(clients) > _FEW:
        incidents = work.list(Incident)
    else:
        ids = tuple(one.id for id in clients for one in work.naming(Incident, id))
        incidents = work.list(Incident, id=ids)
    return {id for one in incidents for id in one.victims - {one.client_id}} & set(clients)


def erase_client(work: Work, client: Client) -> Outcome:
    """Erase a client and all that is held about them, for ever; the audit keeps that it happened.

    With them go the clients that turned out to be them. In other people's incidents they become `ERASED`.
    The ledger keeps the bare numbers of cases that were sent, so that the next bundle can tell their
    recipients to erase them too. Raises `record.changed`.
    """
    selves = _selves(work, client)
    ids = tuple(one.id for one in selves)
    cases = tuple(case.id for case in work.list(Case, client_id=ids))
    for incident in _elsewhere(work, ids):
        work.change(replace(incident, acts=tuple(_unnamed(act, ids) for act in incident.acts)))
    bundles, gone = _bundles(work, cases), _ids(work, ids, cases)
    for bundle in bundles:
        work.change(_trimmed(bundle, gone))
    people = (*ids, *(party.id for party in work.list(Party, case_id=cases)),
              *(party.id for party in work.list(Party, client_id=ids)))
    for compared in _compared(work, people, gone):
        apart = tuple(id for id in compared.distinct_from if id not in gone)
        work.change(replace(compared, distinct_from=apart))
    for one in reversed(selves):
        work.remove(one)
    return work.commit(FOR_EVER)


def _selves(work: Work, client: Client) -> Sequence[Client]:
    """The client, and whoever turned out to be the same person."""
    found = [client]
    for one in found:
        found += work.list(Client, merged_into=one.id)
    return found


def _ids(work: Work, clients: tuple[str, ...], cases: tuple[str, ...]) -> frozenset[str]:
    """The ids of everything that goes with those clients."""
    theirs: tuple[type[Record], ...] = (*THEIRS, Party)
    in_cases: tuple[type[Record], ...] = (Party, Review)
    return frozenset((
        *clients,
        *(one.id for kind in theirs for one in work.list(kind, client_id=clients)),
        *(one.id for kind in in_cases for one in work.list(kind, case_id=cases))))


def _elsewhere(work: Work, ids: Collection[str]) -> Iterator[Incident]:
    """Other people's incidents in which one of those was harmed, each once."""
    named = {incident.id: incident for id in ids for incident in work.naming(Incident, id)}
    return (incident for incident in named.values()
            if incident.client_id not in ids and incident.victims & set(ids))


def _compared(work: Work, people: Collection[str], gone: Collection[str]) -> Sequence[Client | Party]:
    """Who stays and was once told apart from one of those people, each once."""
    kinds: tuple[type[Client | Party], ...] = (Client, Party)
    found = {one.id: one for kind in kinds for id in people for one in work.naming(kind, id)}.values()
    return [one for one in found if one.id not in gone]


def _unnamed(act: Act, ids: Collection[str]) -> Act:
    """The act with its erased victims unnamed; each stays one person, so that numbers stay true."""
    return replace(act, victims=tuple(ERASED if victim in ids else victim for victim in act.victims))


def _bundles(work: Work, cases: Sequence[str]) -> Sequence[Bundle]:
    """The bundles some of those cases left in, each once."""
    return tuple({bundle.id: bundle for id in cases for bundle in work.naming(Bundle, id)}.values())


def _trimmed(bundle: Bundle, gone: Collection[str]) -> Bundle:
    """The bundle without the numbers of erased records, save those of its cases (`ledger.cases_in`)."""
    cases = len(ledger.cases_in(bundle))
    kept = tuple(pair for pair in bundle.released[cases:] if pair[0] not in gone)
    return replace(bundle, released=(*bundle.released[:cases], *kept))
