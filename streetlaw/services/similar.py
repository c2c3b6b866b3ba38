"""Who somebody may be already: the same person twice, or a conflict of interest, in every role of every case.

A hint for the person who works, never an obstacle. A common name alone is no hint: it needs a second fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from streetlaw.domain.action import Action, Note
from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.folding import digits
from streetlaw.domain.incident import Incident
from streetlaw.domain.likeness import Likeness, likeness, words_of
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome, PartialDate, Precision, Record
from streetlaw.services.ports import Work

MOST: Final = 6
"""How many are told at most."""

_MENTIONS: Final = 3
_RARE: Final = 2
"""A name no more than so many bear is rare, where there are enough names to say so."""

_MANY: Final = 200
_SUBSCRIBER: Final = 8


class Fact(StrEnum):
    """What two people have in common; `BORN_APART` is what they have not."""

    PHONE = "phone"
    BORN = "born"
    NAME = "name"
    NAME_SOUNDS = "name_sounds"
    NAME_RARE = "name_rare"
    ALLEGED = "alleged"
    TOLD_OF = "told_of"


_WEIGHT: Final = {Fact.PHONE: 3.0, Fact.NAME: 2.0, Fact.NAME_SOUNDS: 1.8, Fact.BORN: 1.5, Fact.NAME_RARE: 2.0,
                  Fact.ALLEGED: 2.0, Fact.TOLD_OF: 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody to look for: as typed so far, or as stored.

    `role` is "" for a client, else the role in a case of the client `beside`. `id` is the own record's, ""
    while there is none; `distinct_from` are ids of those somebody said are not the same.
    """

    id: str = ""
    names: tuple[str, ...] = ()
    phone: str = ""
    birth_date: PartialDate | None = None
    role: PartyRole | None = None
    beside: str = ""
    distinct_from: tuple[str, ...] = ()

    @classmethod
    def of(cls, client: Client) -> Person:
        """That client."""
        return cls(id=client.id, names=_names(client), phone=client.phone, birth_date=client.birth_date,
                   distinct_from=client.distinct_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """Somebody who may be the same person: which record, whose file, and what speaks for it.

    `kind` is the record's table name; `code` is that of the client whose file it stands in. `role` is theirs
    in that case, None for a client. `is_conflict` says that one of the two stands against the other.
    """

    kind: str
    record_id: str
    client_id: str
    code: str
    name: str = ""
    role: PartyRole | None = None
    facts: tuple[Fact, ...] = ()
    is_conflict: bool = False

    @property
    def weight(self) -> float:
        """How much speaks for it."""
        return sum(_WEIGHT[fact] for fact in self.facts)


def find_similar(work: Work, person: Person) -> Sequence[Similar]:
    """Who that person may be already: conflicts first, then who most speaks for; at most six."""
    names = tuple(name for name in person.names if name.strip())
    if not names and not digits(person.phone):
        return ()
    candidates = _candidates(work, names, person.phone)
    found = [one for record in candidates for one in _compared(work, person, record)]
    found += _mentions(work, names, {one.client_id for one in found} | {person.id, person.beside})
    ranked = sorted(found, key=lambda one: (not one.is_conflict, -one.weight))
    return tuple({(one.kind, one.record_id, one.role): one for one in reversed(ranked)}.values())[::-1][:MOST]


def keep_apart(work: Work, record: Client | Party, others: Sequence[str]) -> Outcome:
    """Remember that a client or a party is not the same person as those; raises `record.changed`."""
    work.change(replace(record, distinct_from=tuple(dict.fromkeys((*record.distinct_from, *others)))))
    return work.commit("people.kept_apart")


def _candidates(work: Work, names: Sequence[str], phone: str) -> Iterator[Record]:
    found: dict[str, Record] = {}
    for name in names or ("",):
        words = tuple(word.spellings for word in words_of(name))
        found |= {one.id: one for one in work.alike(words, phone)}
    yield from found.values()


def _compared(work: Work, person: Person, record: Record) -> Iterator[Similar]:
    """The record as somebody who may be that person, in each role; nothing when too little says so."""
    match record:
        case Client(id=id) if id not in (person.id, *person.distinct_from) and not record.merged_into:
            if person.id in record.distinct_from and person.id:
                return
            facts = _facts(work, person, _names(record), record.phone, record.birth_date)
            if facts:
                yield from _as_client(work, person, record, facts)
        case Party(id=id) if id not in (person.id, *person.distinct_from):
            facts = _facts(work, person, (record.name,), record.phone, None)
            if facts and not record.client_id:
                yield _as_party(work, person, record, facts)
        case TrustedPerson():
            facts = _facts(work, person, (record.name,), "", None)
            if facts:
                yield Similar(kind="trusted_person", record_id=record.id, client_id="", code="",
                              name=record.name, facts=facts,
                              is_conflict=person.role is PartyRole.ADVERSE)


def _as_client(work: Work, person: Person, client: Client, facts: tuple[Fact, ...]) -> Iterator[Similar]:
    yield Similar(kind="client", record_id=client.id, client_id=client.id, code=client.code,
                  name=client.full_name, facts=facts, is_conflict=person.role is PartyRole.ADVERSE)
    for party in work.list(Party, client_id=client.id):
        yield _as_party(work, person, party, facts)


def _as_party(work: Work, person: Person, party: Party, facts: tuple[Fact, ...]) -> Similar:
    owner = work.get(Client, work.get(Case, party.case_id).client_id)
    own = owner.id == person.beside
    against = party.role is PartyRole.ADVERSE and not own
    stands_against = person.role is PartyRole.ADVERSE and party.role is not PartyRole.ADVERSE
    return Similar(kind="party", record_id=party.id, client_id=owner.id, code=owner.code, name=party.name,
                   role=party.role, facts=facts,
                   is_conflict=(against and person.role is not PartyRole.ADVERSE) or stands_against)


def _facts(work: Work, person: Person, names: Sequence[str], phone: str,
           born: PartialDate | None) -> tuple[Fact, ...]:
    """What speaks for one person, () when it is too little: a name that tells, a number, a name and a day."""
    agreed = max((found for mine in person.names for other in names if (found := likeness(mine, other))),
                 key=lambda one: (one.enough, one.exact, len(one.words)), default=None)
    same_phone = _number(person.phone) and _number(person.phone) == _number(phone)
    name = _name_fact(work, agreed)
    if agreed is None and not same_phone:
        return ()
    both = person.birth_date and born
    if both and not same_phone and not _can_be_one(person.birth_date, born):
        return ()
    same_day = person.birth_date == born and born is not None and born.precision is Precision.DAY
    facts = ([Fact.PHONE] * bool(same_phone) + ([name] if name else []) + [Fact.BORN] * same_day)
    if agreed is not None and name is None and (same_phone or same_day):
        facts.append(Fact.NAME_SOUNDS if not agreed.exact else Fact.NAME)
    return tuple(facts)


def _name_fact(work: Work, agreed: Likeness | None) -> Fact | None:
    """What the names say by themselves; nothing when only a common one agrees."""
    if agreed is None:
        return None
    if agreed.enough:
        return Fact.NAME if agreed.exact else Fact.NAME_SOUNDS
    rare = len(agreed.words) == 1 and agreed.exact and work.bearers(agreed.words[0], _RARE + 1) <= _RARE
    return Fact.NAME_RARE if rare and work.count(Client) >= _MANY else None


def _mentions(work: Work, names: Sequence[str], known: set[str]) -> Iterator[Similar]:
    """Incidents, notes and actions that tell of somebody of that name."""
    for name in names:
        words = [word.stem for word in words_of(name) if not word.is_father or word.loose]
        if len(words) < 2:
            continue
        for record in work.mentions(words, _MENTIONS):
            if isinstance(record, Incident | Note | Action) and record.client_id not in known:
                owner = work.find(Client, id=record.client_id)
                alleged = isinstance(record, Incident) and _is_alleged(record, name)
                yield Similar(kind=_KINDS[type(record)], record_id=record.id, client_id=record.client_id,
                              code=owner.code if owner else "", is_conflict=alleged,
                              facts=(Fact.ALLEGED if alleged else Fact.TOLD_OF,))


def _is_alleged(incident: Incident, name: str) -> bool:
    """True when somebody of that name is written down as one who did it."""
    units = (one.unit for act in incident.acts for one in act.involvements)
    return any((found := likeness(name, unit)) is not None and found.enough for unit in units)


_KINDS: Final[dict[type[Record], str]] = {Incident: "incident", Note: "note", Action: "action"}


def _names(client: Client) -> tuple[str, ...]:
    return tuple(name for name in (client.full_name, *client.other_names) if name)


def _number(phone: str) -> str:
    number = digits(phone)
    return number[-_SUBSCRIBER:] if len(number) >= _SUBSCRIBER - 2 else ""


def _can_be_one(one: PartialDate | None, other: PartialDate | None) -> bool:
    """True unless the days of birth exclude each other; day and month changed round is a slip."""
    if one is None or other is None:
        return True
    about = {Precision.ABOUT}
    if {one.precision, other.precision} & about:
        return abs(one.first.year - other.first.year) <= 2
    a, b = one.first, other.first
    turned = (a.year, a.month, a.day) == (b.year, b.day, b.month) and one.precision is other.precision
    return turned or (a <= other.last and b <= one.last)


