"""Invented people for the vault a duress passphrase opens."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Protocol

from streetlaw.demo.records import Synthesizer
from streetlaw.domain.client import Client
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Record
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.ports import Vault, Work
from streetlaw.services.profiles import create_profile

CLIENTS = range(6, 15)
"""How many clients a decoy may have."""

_HOURS = range(9, 18)
_DAYS_BEFORE = range(2, 12)


class PastVault(Vault, Protocol):
    """A vault in which work can be of any day."""

    def work_at(self, at: datetime) -> AbstractContextManager[Work]:
        """Begin a unit of work as if it were that moment."""
        ...


def fill(vault: PastVault, envelopes: Envelopes, owner: Profile, rng: random.Random) -> None:
    """Make somebody like `owner`, with fresh keys, the owner of an empty vault, and write a few clients.

    The log tells that the vault was made some days before the first of them came, and that each was written
    down in working hours of the day of the latest contact, one after the other.
    """
    profile = Profile(name=owner.name or "—", roles=owner.roles, organisation=owner.organisation,
                      jurisdiction=owner.jurisdiction, language=owner.language)
    with vault.work() as work:
        count, pack, now = rng.choice(CLIENTS), work.pack_of(owner.jurisdiction), work.now
        people = [tuple(records) for records in Synthesizer(pack, work.today, rng, count=count).people(count)]
    people.sort(key=_day)
    days = [_day(records) for records in people]
    first = days[0] - timedelta(days=rng.choice(_DAYS_BEFORE))
    moments = _moments((first, *days), now.astimezone(pack.zone), rng)
    with vault.work_at(moments[0]) as work:
        create_profile(work, envelopes, profile)
    for records, at in zip(people, moments[1:], strict=True):
        with vault.work_at(at) as work:
            for kind in dict.fromkeys(type(record) for record in chain(records)):
                work.add_many(record for record in records if type(record) is kind)
            work.commit("client.opened")


def _day(records: Iterable[Record]) -> date:
    """The day on which a client's file came to be what it is."""
    contacts = (one.last_contact or one.opened for one in records if isinstance(one, Client))
    return max(day for day in contacts if day is not None)


def _moments(days: Sequence[date], now: datetime, rng: random.Random) -> Sequence[datetime]:
    """A moment in working hours of each day, later and later, in the zone of `now` and none after it."""
    drawn = sorted(datetime.combine(day, time(rng.choice(_HOURS), rng.randrange(60), rng.randrange(60),
                                              rng.randrange(10**6)), now.tzinfo) for day in days)
    latest = now - timedelta(minutes=2 * len(drawn))
    return [min(at, latest + timedelta(minutes=2 * place, seconds=rng.randrange(60)))
            for place, at in enumerate(drawn)]
