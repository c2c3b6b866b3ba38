"""Invented people: the same for the same seed, plausible, and a register whose codes are free."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest

from streetlaw.demo.records import Synthesizer
from streetlaw.demo.words import words
from streetlaw.domain import code
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline, Whose
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Record
from streetlaw.domain.referral import Referral
from streetlaw.packs.loader import load

DAY = date(2026, 11, 17)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("kg")


def made(pack: Pack, seed: int = 7, count: int = 300) -> list[tuple[Record, ...]]:
    return list(Synthesizer(pack, DAY, random.Random(seed), count=count).people(count))


def of(kind: type[Record], people: list[tuple[Record, ...]]) -> list[Record]:
    return [record for person in people for record in person if isinstance(record, kind)]


def test_the_same_seed_and_day_make_the_same_people(pack: Pack) -> None:
    assert made(pack) == made(pack)
    assert made(pack) != made(pack, seed=8)


def test_people_are_plausible(pack: Pack) -> None:
    people = made(pack)
    for person in people:
        client = person[0]
        assert isinstance(client, Client)
        code.parse(client.code)
        assert client.named == bool(client.full_name)
        assert client.opened is not None
        assert client.last_contact is not None
        assert client.opened <= client.last_contact <= DAY
        (case,) = (record for record in person if isinstance(record, Case))
        assert case.status.is_open == (case.closed is None)
        parties = [record for record in person if isinstance(record, Party)]
        assert all(getattr(record, "client_id", client.id) == client.id
                   for record in person if record not in parties)
        assert all(party.case_id == case.id and party.name and not party.client_id for party in parties)
    ids = [record.id for person in people for record in person]
    assert len(set(ids)) == len(ids)
    assert len({person[0].code for person in people if isinstance(person[0], Client)}) == len(people)


def test_every_code_used_is_in_the_pack(pack: Pack) -> None:
    people = made(pack)
    for incident in of(Incident, people):
        assert isinstance(incident, Incident)
        assert {act.violation for act in incident.acts} <= set(pack.violations)
        assert set(incident.grounds) <= set(pack.grounds)
        assert incident.setting in pack.settings
    for deadline in of(Deadline, people):
        assert isinstance(deadline, Deadline)
        assert deadline.rule in pack.rules
    for consent in of(Consent, people):
        assert isinstance(consent, Consent)
        assert consent.purpose in pack.consents or not consent.text_version


def test_every_kind_of_record_occurs(pack: Pack) -> None:
    kinds = Counter(type(record) for person in made(pack) for record in person)
    assert all(kinds[kind] > 10 for kind in (Client, Case, Consent, Incident, Deadline, Referral,
                                          Party))


def test_most_deadlines_are_near_and_only_those_of_bodies_are_over(pack: Pack) -> None:
    found = [(each.due, each.whose) for each in of(Deadline, made(pack))
             if isinstance(each, Deadline) and each.due is not None]
    assert sum(abs((due - DAY).days) <= 40 for due, _whose in found) > len(found) / 2
    assert all(whose is Whose.BODY for due, whose in found if due < DAY)


def test_stories_are_told_in_kyrgyz_and_russian(pack: Pack) -> None:
    maker = Synthesizer(pack, DAY, random.Random(7), count=300)
    incidents = of(Incident, list(maker.people(300)))
    assert set(maker.languages) == {"ky", "ru"}
    assert sum(maker.languages.values()) == len(incidents)
    for told in words().stories.values():
        for story in told:
            assert story.language in ("ky", "ru")
            assert all(text.strip() for text in (story.story, story.summary, story.wish))


def test_nobody_is_asked_for_nothing(pack: Pack) -> None:
    assert made(pack, count=0) == []
