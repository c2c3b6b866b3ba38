"""Invented people for the vault a duress passphrase opens."""

from __future__ import annotations

import random
from itertools import chain

from streetlaw.demo.records import Synthesizer
from streetlaw.domain.profile import Profile
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.ports import Vault
from streetlaw.services.profiles import create_profile

CLIENTS = range(6, 15)
"""How many clients a decoy may have."""


def fill(vault: Vault, envelopes: Envelopes, owner: Profile, rng: random.Random) -> None:
    """Make somebody like `owner`, with fresh keys, the owner of an empty vault, and write a few clients.

    Every record is written today: who reads the log of the decoy sees that.
    """
    profile = Profile(name=owner.name or "—", roles=owner.roles, organisation=owner.organisation,
                      jurisdiction=owner.jurisdiction, language=owner.language)
    with vault.work() as work:
        create_profile(work, envelopes, profile)
    with vault.work() as work:
        count = rng.choice(CLIENTS)
        people = list(Synthesizer(work.pack, work.today, rng, count=count).people(count))
    for records in people:
        with vault.work() as work:
            for kind in dict.fromkeys(type(record) for record in chain(records)):
                work.add_many(record for record in records if type(record) is kind)
            work.commit("client.opened")
