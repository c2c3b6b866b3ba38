"""Every field of every record has a name in people's words, and every value can be told."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from streetlaw.domain.action import Action, ActionKind, Attachment, Custody
from streetlaw.domain.client import Client, Gender, SafeContact
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.incident import Act, Incident, Involvement, InvolvementRole
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.packs import loader
from streetlaw.services.fields import FIELDS, KIND, WORDS
from streetlaw.services.telling import NOTHING, Telling, plain
from streetlaw.services.trail import KINDS


@pytest.fixture
def pack() -> Pack:
    return loader.load("kg")


@pytest.fixture
def telling(pack: Pack) -> Telling:
    return Telling(pack, "en", {"a" * 32: "Counsel"})


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_is_without_a_name(kind: str) -> None:
    wanted = [one.name for one in fields(KINDS[kind]) if one.name not in ("id", "revision")]
    assert list(FIELDS[kind]) == wanted
    assert kind in KIND


def test_whatever_is_told_in_a_way_has_that_way() -> None:
    for field in (field for kind in FIELDS.values() for field in kind.values()):
        way, _, name = field.how.partition(":")
        assert {"word": name in WORDS, "part": name in FIELDS}.get(way, True), field


def test_keys_and_numbers_of_records_are_told_to_nobody(telling: Telling) -> None:
    for kind in KINDS:
        told = {name for name, _ in telling.told(kind)}
        assert not told & {"identity", "blob", "signature"}
        assert not told & {"client_id", "case_id", "incident_id", "bundle_id", "screening_id"}


def test_names_words_and_special_categories_are_veiled() -> None:
    veiled = {(kind, name) for kind, held in FIELDS.items() for name, field in held.items() if field.veiled}
    assert {("client", "family_name"), ("client", "phone"), ("client", "populations"), ("client", "gender"),
            ("incident", "grounds"), ("incident", "narrative"), ("note", "text"), ("party", "name"),
            ("referral", "kind"), ("referral", "receiver"), ("attachment", "name")} <= veiled
    assert ("case", "status") not in veiled


def test_values_are_told_in_words(telling: Telling) -> None:
    client = plain(Client(gender=Gender.WOMAN, birth_date=PartialDate("1990-05"), opened=date(2026, 11, 7),
                          safe_contact=SafeContact(channel="by phone", when="after 18:00"), named=True))
    told = dict(telling.parts("client", client))
    assert told["Gender"] == "woman"
    assert told["Date of birth"] == "05.1990"
    assert told["First contact"] == "07.11.2026"
    assert told["Safe contact"] == "by phone, after 18:00"
    assert told["Known by name"] == "yes"
    assert "Citizenship" not in told


def test_parts_of_parts_are_told(telling: Telling, pack: Pack) -> None:
    violation, body = next(iter(pack.violations)), next(iter(pack.perpetrators))
    act = Act(violation=violation, victims=("x", "y"),
              involvements=(Involvement(perpetrator=body, role=InvolvementRole.ORDERED),))
    told = dict(telling.parts("incident", plain(Incident(acts=(act,)))))["What was done"]
    assert pack.label("violations", violation, "en") in told
    assert "Others who were harmed: 2" in told
    assert pack.label("perpetrators", body, "en") in told
    assert "ordered it" in told


def test_people_moments_sizes_and_money(telling: Telling) -> None:
    at = datetime(2026, 11, 17, 22, 30, tzinfo=UTC)
    custody = Custody(at=at, actor="me", what="exported", sha256="ab" * 32)
    told = dict(telling.parts("attachment", plain(Attachment(captured=at, size=4096, custody=(custody,)))))
    assert told["Added"] == telling.moment(at)
    assert told["Size"] == "4 KB"
    assert "copy saved outside" in told["Custody log"]
    assert telling.value("consent", "recipient", "a" * 32) == "Counsel"
    assert telling.value("consent", "recipient", "b" * 32) == "somebody no longer in your list"
    assert telling.value("consent", "recipient", "Legal aid centre") == "Legal aid centre"
    consent = plain(Consent(purpose=Purpose.PHOTO))
    assert telling.value("consent", "purpose", consent["purpose"]) == "photographs"
    action = dict(telling.parts("action", plain(Action(kind=ActionKind.COMPLAINT, cost=12550))))
    assert (action["Cost"], action["Kind"]) == ("125.50", "complaint")
    assert telling.value("client", "phone", None) == NOTHING


def test_a_code_nobody_knows_is_told_as_it_is(telling: Telling) -> None:
    assert telling.value("incident", "wishes", ["court", "to sleep at night"]) == \
        "to go to court, to sleep at night"
    assert telling.label("client", "later_field") == "later_field"
    assert telling.value("client", "later_field", "x") == "x"
