"""What the client page shows, read in one unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services.cases import ClientFile, client_file
from streetlaw.services.merging import merged_from
from streetlaw.services.parties import Opposed, opposed
from streetlaw.services.ports import Work
from streetlaw.ui import alphabet

NEW_CASE = "new"
"""Stands for a case that is not stored yet, in a route."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A client's records, and the people something of them may be handed to.

    `case` is the one the page is about: the one asked for, or the open case worked on last. None without one.
    `merged` are files that turned out to be this person's; `known` are the clients who are people in these
    cases, by id; `opposed` are clients on the other side. It was read at the moment `now` (UTC).
    """

    file: ClientFile
    people: Sequence[TrustedPerson]
    case: Case | None
    now: datetime
    merged: Sequence[Client] = ()
    known: Mapping[str, Client] = field(default_factory=dict)
    opposed: Sequence[Opposed] = ()

    def name_of(self, recipient: str) -> str:
        """What a recipient of a consent is called: a trusted person by name, an institution as typed."""
        return next((person.name for person in self.people if person.id == recipient), recipient)


def read_calendar(work: Work) -> bool:
    """Whether today is a day off: the library of holidays is then loaded, off the thread that paints."""
    return work.pack.is_day_off(work.today)


def read_client(work: Work, client_id: str, case_id: str = "") -> Read:
    """Read everything about a client; raises `record.unknown`."""
    file = client_file(work, client_id)
    people = alphabet.people(work.list(TrustedPerson))
    asked = next((case for case in file.cases if case.id == case_id), None)
    ids = tuple({party.client_id for party in file.parties if party.client_id})
    read_calendar(work)
    return Read(file=file, people=people, now=work.now, merged=merged_from(work, client_id),
                known={one.id: one for one in work.list(Client, id=ids)} if ids else {},
                opposed=opposed(work, client_id),
                case=asked or (None if case_id == NEW_CASE else file.main_case))
