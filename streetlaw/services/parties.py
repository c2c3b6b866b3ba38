"""The people in a case beside its client, and clients who stand against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Another client of this vault on the other side of a case.

    `is_here` is true when that client is the adverse party in a case of the client asked about, false when
    that client's case has the client asked about as its adverse party.
    """

    client_id: str
    code: str
    is_here: bool


def save_party(work: Work, party: Party) -> Outcome:
    """Store a person or body in a case.

    Raises `record.unknown`, `record.changed`, `party.who` without a name or a client, `party.is_the_client`
    for the client whose case it is.
    """
    case = work.get(Case, party.case_id)
    ready = replace(party, name=party.name.strip(), phone=party.phone.strip(), remarks=party.remarks.strip())
    if not ready.name and not ready.client_id:
        raise StreetLawError("party.who")
    if ready.client_id and work.get(Client, ready.client_id).id == case.client_id:
        raise StreetLawError("party.is_the_client")
    if ready.is_new:
        work.add(ready)
    else:
        work.change(ready)
    return work.commit("party.saved")


def remove_party(work: Work, party: Party) -> Outcome:
    """Take somebody out of a case; can be undone at once. Raises `record.changed`."""
    work.remove(party)
    return work.commit("party.removed")


def opposed(work: Work, client_id: str) -> Sequence[Opposed]:
    """The clients who stand against that client, as adverse party there or here; each once a side."""
    cases = tuple(case.id for case in work.list(Case, client_id=client_id))
    here = work.list(Party, case_id=cases, role=PartyRole.ADVERSE) if cases else ()
    there = work.list(Party, client_id=client_id, role=PartyRole.ADVERSE)
    found = [*_named(work, (party.client_id for party in here if party.client_id), is_here=True),
             *_named(work, (work.get(Case, party.case_id).client_id for party in there), is_here=False)]
    return tuple(dict.fromkeys(one for one in found if one.client_id != client_id))


def _named(work: Work, ids: Iterator[str], *, is_here: bool) -> Iterator[Opposed]:
    for id in ids:
        yield Opposed(client_id=id, code=work.get(Client, id).code, is_here=is_here)
