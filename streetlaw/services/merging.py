"""Making one client of two who turned out to be one person; both histories stay, and undo takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar

from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import fold
from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.record import Outcome, Record
from streetlaw.services.clients import ready
from streetlaw.services.erasure import THEIRS
from streetlaw.services.ports import Work
from streetlaw.services.similar import Person, Similar, find_similar

CHOICES: Final = (
    "name", "birth_date", "gender", "populations", "citizenship", "residence", "region", "phone",
    "safe_contact", "documents", "risk", "remarks",
)
"""What is chosen from one of the two: "name" stands for the whole name, the rest are fields of a client."""

Told = TypeVar("Told", Client, Party)

_NAME: Final = ("named", "family_name", "given_name", "patronymic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """What merging would do: the two, how many records of each kind move, what conflicts it brings.

    `purposes` are those to which one file says yes and the other no. `stands_against` says that one is the
    adverse party of the other: then it is refused.
    """

    kept: Client
    gone: Client
    counts: Mapping[type[Record], int]
    conflicts: tuple[Similar, ...]
    purposes: tuple[Purpose, ...]
    stands_against: bool

    @property
    def differing(self) -> tuple[str, ...]:
        """The choices in which the two differ."""
        return tuple(name for name in CHOICES if said(self.kept, name) != said(self.gone, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeClients:
    """Merge `gone` into `kept`, both as they were looked at; `chosen` are the choices taken from `gone`."""

    kept: Client
    gone: Client
    chosen: frozenset[str] = frozenset()


def said(client: Client, choice: str) -> Any:
    """What a client's record says there; the name as one text."""
    return client.full_name if choice == "name" else getattr(client, choice)


def merging(work: Work, kept_id: str, gone_id: str) -> Merging:
    """What merging those two would do.

    Raises `record.unknown`, `client.merge_itself`, `client.merged_already`.
    """
    kept, gone = work.get(Client, kept_id), work.get(Client, gone_id)
    _refuse_odd(kept, gone)
    names = (*Person.of(kept).names, *Person.of(gone).names)
    both = replace(Person.of(kept), names=names,
                   distinct_from=(*kept.distinct_from, *gone.distinct_from, gone.id))
    counts = {kind: work.count(kind, client_id=gone.id) for kind in THEIRS}
    return Merging(
        kept=kept, gone=gone, counts={kind: count for kind, count in counts.items() if count},
        conflicts=tuple(one for one in find_similar(work, both) if one.is_conflict),
        purposes=_disputed(work, kept.id, gone.id),
        stands_against=_stands_against(work, kept, gone))


def merge_clients(work: Work, cmd: MergeClients) -> Outcome:
    """Move everything of one client to another, in one step; the record that goes keeps its own history.

    Lists are joined, the name that is not chosen stays among the other names; somebody told apart from either
    stays told apart, and who was linked as a person in the own case is kept by name. Raises `record.changed`,
    `client.merge_itself`, `client.merged_already`, and `client.stands_against` when one is the adverse party
    in a case of the other.
    """
    kept, gone = (work.get(Client, one.id, at=one.revision) for one in (cmd.kept, cmd.gone))
    _refuse_odd(kept, gone)
    if _stands_against(work, kept, gone):
        raise StreetLawError("client.stands_against", code=kept.code, other=gone.code)
    theirs: tuple[type[Record], ...] = (*THEIRS, Party)
    for kind in theirs:
        for record in work.list(kind, client_id=gone.id):
            work.change(replace(record, client_id=kept.id))  # type: ignore[call-arg]
    _unlink(work, kept, gone)
    for incident in work.naming(Incident, gone.id):
        now = work.get(Incident, incident.id)
        work.change(replace(now, acts=tuple(_renamed(act, gone.id, kept.id) for act in now.acts)))
    _keep_apart(work, Client, kept, gone)
    _keep_apart(work, Party, kept, gone)
    for earlier in work.list(Client, merged_into=gone.id):
        work.change(replace(earlier, merged_into=kept.id))
    work.change(replace(gone, merged_into=kept.id))
    work.change(ready(work, joined(kept, gone, cmd.chosen)))
    return work.commit("clients.merged")


def merged_from(work: Work, client_id: str) -> Sequence[Client]:
    """The clients that turned out to be this one, as they were."""
    return work.list(Client, merged_into=client_id)


def joined(kept: Client, gone: Client, chosen: frozenset[str]) -> Client:
    """The client that stays, with the choices taken from the other, lists joined and dates widened."""
    taken = [field.name for field in fields(Client) if field.name in chosen]
    taken += _NAME if "name" in chosen else ()
    after = replace(kept, **{name: getattr(gone, name) for name in taken})
    names = dict.fromkeys((*kept.other_names, *gone.other_names, kept.full_name, gone.full_name))
    others = tuple(name for name in names if name and fold(name) != fold(after.full_name))
    apart = dict.fromkeys((*kept.distinct_from, *gone.distinct_from))
    return replace(
        after, named=after.named or bool(others), other_names=others,
        languages=tuple(dict.fromkeys((*kept.languages, *gone.languages))),
        opened=min((day for day in (kept.opened, gone.opened) if day), default=None),
        last_contact=max((day for day in (kept.last_contact, gone.last_contact) if day), default=None),
        distinct_from=tuple(id for id in apart if id not in (kept.id, gone.id)))


def _refuse_odd(kept: Client, gone: Client) -> None:
    if kept.id == gone.id:
        raise StreetLawError("client.merge_itself")
    for one in (kept, gone):
        if one.merged_into:
            raise StreetLawError("client.merged_already", code=one.code)


def _stands_against(work: Work, one: Client, other: Client) -> bool:
    """True when one of the two is the adverse party in a case of the other."""
    return any(
        work.get(Case, party.case_id).client_id == whose.id
        for who, whose in ((one, other), (other, one))
        for party in work.list(Party, client_id=who.id, role=PartyRole.ADVERSE))


def _disputed(work: Work, kept: str, gone: str) -> tuple[Purpose, ...]:
    """The purposes to which one of the two says yes and the other no."""
    def said_to(purpose: Purpose, client_id: str) -> set[bool]:
        return {one.state is ConsentState.GIVEN
                for one in work.list(Consent, client_id=client_id, purpose=purpose)}
    return tuple(purpose for purpose in Purpose
                 if {True, False} <= said_to(purpose, kept) | said_to(purpose, gone)
                 and all(said_to(purpose, id) for id in (kept, gone)))


def _keep_apart(work: Work, kind: type[Told], kept: Client, gone: Client) -> None:
    """Let whoever was told apart from the one that goes be told apart from the one that stays."""
    for one in work.naming(kind, gone.id):
        now = work.get(kind, one.id)
        if now.id != kept.id:
            ids = (kept.id if id == gone.id else id for id in now.distinct_from)
            work.change(replace(now, distinct_from=tuple(dict.fromkeys(ids))))


def _unlink(work: Work, kept: Client, gone: Client) -> None:
    """Let nobody be a person beside the client in their own case: who was linked there stays by name."""
    own = {case.id for case in work.list(Case, client_id=kept.id)}
    for party in work.list(Party, client_id=kept.id):
        if party.case_id in own:
            name = party.name or gone.full_name or gone.code
            work.change(replace(party, client_id="", name=name))


def _renamed(act: Act, gone: str, kept: str) -> Act:
    """The act with another id for one of its victims, each once."""
    return replace(act, victims=tuple(dict.fromkeys(kept if id == gone else id for id in act.victims)))
