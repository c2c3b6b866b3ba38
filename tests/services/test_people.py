from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.exchange import escrow
from streetlaw.services import people
from streetlaw.services.people import GrantTiers, VerifyPerson
from streetlaw.services.ports import Vault
from streetlaw.services.profiles import create_profile
from tests.refusal import refusal
from tests.services.desks import Desk, KnownKeys, envelopes

KEYS, OTHER_KEYS = envelopes.new_keys(), envelopes.new_keys()
COUNSEL = TrustedPerson(name="Counsel", recipient=KEYS.recipient, verify_key=KEYS.verify_key)


@pytest.fixture
def desk(empty_vault: Vault) -> Desk:
    desk = Desk(empty_vault)
    desk.do(create_profile, envelopes, Profile(name="Street lawyer 07"))
    return desk


def added(desk: Desk, person: TrustedPerson = COUNSEL) -> TrustedPerson:
    return desk.do(people.save_person, envelopes, person).the(TrustedPerson)


def verified(desk: Desk) -> TrustedPerson:
    person = added(desk)
    verify = VerifyPerson(id=person.id, revision=person.revision, how="call")
    return desk.do(people.verify_person, verify).the(TrustedPerson)


def granted(desk: Desk, *tiers: Tier) -> TrustedPerson:
    person = verified(desk)
    grant = GrantTiers(id=person.id, revision=person.revision, tiers=tiers)
    return desk.do(people.grant_tiers, grant).the(TrustedPerson)


def test_own_keys_are_a_working_pair(desk: Desk) -> None:
    own = desk.keys()
    assert envelopes.is_signed("x", envelopes.sign("x", own), own.verify_key)
    assert len(desk.do(people.own_words, envelopes)) == 6


def test_without_an_owner_there_are_no_keys(empty_vault: Vault) -> None:
    with refusal("profile.none"):
        Desk(empty_vault).keys()


def test_my_card_introduces_me(desk: Desk) -> None:
    person = envelopes.read_card(desk.do(people.own_card, envelopes))
    assert (person.name, person.role) == ("Street lawyer 07", Role.LAWYER)
    assert person.recipient == desk.keys().recipient


def test_a_new_person_is_trusted_with_nothing(desk: Desk) -> None:
    claimed = replace(COUNSEL, verified_on=date(2026, 1, 1), tiers=(Tier.A,), verified_how="so he says")
    person = added(desk, claimed)
    assert (person.verified_on, person.verified_how, person.tiers) == (None, "", ())
    assert desk.do(people.words, envelopes, person.id) == envelopes.words(KEYS.recipient, KEYS.verify_key)


@pytest.mark.parametrize(("changes", "code"), [
    ({"name": "  "}, "person.name_needed"), ({"recipient": "age1x"}, "keys.damaged"),
    ({"verify_key": ""}, "keys.damaged")])
def test_a_person_needs_a_name_and_keys(desk: Desk, changes: dict[str, Any], code: str) -> None:
    with refusal(code):
        added(desk, replace(COUNSEL, **changes))


def test_i_am_not_a_person_to_trust(desk: Desk) -> None:
    with refusal("person.is_self"):
        added(desk, envelopes.read_card(desk.do(people.own_card, envelopes)))


@pytest.mark.parametrize("changes", [
    {"recipient": OTHER_KEYS.recipient}, {"verify_key": OTHER_KEYS.verify_key}, {}])
def test_two_people_share_no_key(desk: Desk, changes: dict[str, Any]) -> None:
    added(desk)
    with refusal("person.already_known"):
        added(desk, replace(COUNSEL, name="Another", **changes))


def test_words_that_were_compared_are_noted(desk: Desk) -> None:
    person = verified(desk)
    assert (person.verified_on, person.verified_how) == (desk.do(lambda work: work.today), "call")


def test_how_the_words_were_compared_is_needed(desk: Desk) -> None:
    person = added(desk)
    with refusal("person.how_needed"):
        desk.do(people.verify_person, VerifyPerson(id=person.id, revision=person.revision, how=" "))


@pytest.mark.parametrize("tier", [Tier.A, Tier.B])
def test_the_unverified_get_no_personal_data(desk: Desk, tier: Tier) -> None:
    person = added(desk)
    with refusal("person.not_verified"):
        desk.do(people.grant_tiers, GrantTiers(id=person.id, revision=person.revision, tiers=(tier,)))


def test_public_tables_need_no_verification(desk: Desk) -> None:
    person = added(desk)
    desk.do(people.grant_tiers, GrantTiers(id=person.id, revision=person.revision, tiers=(Tier.D, Tier.C)))
    (stored,) = desk.all(TrustedPerson)
    assert stored.tiers == (Tier.C, Tier.D)


def test_another_name_keeps_trust_other_keys_lose_it(desk: Desk) -> None:
    person = granted(desk, Tier.A)
    renamed = added(desk, replace(person, name="Counsel Two", tiers=(), verified_on=None))
    assert (renamed.name, renamed.tiers) == ("Counsel Two", (Tier.A,))
    assert renamed.verified_on == person.verified_on
    moved = added(desk, replace(renamed, recipient=OTHER_KEYS.recipient))
    assert (moved.tiers, moved.verified_on) == ((), None)


def test_trust_is_taken_back(desk: Desk) -> None:
    person = desk.do(people.withdraw_trust, granted(desk, Tier.A)).the(TrustedPerson)
    assert (person.tiers, person.verified_on, person.verified_how) == ((), None, "")


def test_a_person_is_removed(desk: Desk) -> None:
    desk.do(people.remove_person, granted(desk, Tier.A))
    assert desk.all(TrustedPerson) == []


def test_who_may_receive(desk: Desk) -> None:
    person = added(desk)
    with desk.vault.work() as work, refusal("export.recipient_unverified"):
        people.receiver(work, person.id, tier=None)
    verify = VerifyPerson(id=person.id, revision=1, how="call")
    person = desk.do(people.verify_person, verify).the(TrustedPerson)
    with desk.vault.work() as work, refusal("export.tier_not_granted"):
        people.receiver(work, person.id, tier=Tier.A)
    with desk.vault.work() as work:
        assert people.receiver(work, person.id, tier=None) == person


def test_what_was_seen_must_be_what_is_there(desk: Desk) -> None:
    person = verified(desk)
    with refusal("record.changed"):
        desk.do(people.verify_person, VerifyPerson(id=person.id, revision=1, how="call"))
    with refusal("record.changed"):
        added(desk, replace(person, revision=1, name="x"))
    with refusal("record.changed"):
        desk.do(people.grant_tiers, GrantTiers(id=person.id, revision=1, tiers=()))


# ── Escrow ──────────────────────────────────────────────────────────────────────────────────────────────

ESCROW_KEY = "a key of theirs"


def test_my_card_offers_a_key_that_can_keep_others_keys(desk: Desk) -> None:
    first, second = (envelopes.read_card(desk.do(people.own_card, envelopes)) for _ in range(2))
    assert first.escrow_key == second.escrow_key != ""


def test_an_older_vault_gets_an_escrow_key_with_its_first_card(empty_vault: Vault) -> None:
    desk = Desk(empty_vault)
    with_none = KnownKeys(replace(envelopes.new_keys(), escrow_secret=""))
    desk.do(create_profile, with_none, Profile(name="Street lawyer 07"))
    assert desk.keys().escrow_secret == ""
    card = envelopes.read_card(desk.do(people.own_card, envelopes))
    assert card.escrow_key == escrow.public_key(desk.keys().escrow_secret)


def test_a_later_card_brings_an_escrow_key_and_keeps_the_trust(desk: Desk) -> None:
    known = granted(desk, Tier.A)
    after = added(desk, replace(COUNSEL, name="Another name", escrow_key=ESCROW_KEY))
    assert after == replace(known, escrow_key=ESCROW_KEY, revision=after.revision)
    with refusal("person.already_known"):
        added(desk, replace(COUNSEL, escrow_key=ESCROW_KEY))


@pytest.mark.parametrize("changes", [
    {"recipient": OTHER_KEYS.recipient}, {"verify_key": OTHER_KEYS.verify_key}])
def test_an_escrow_key_under_other_keys_is_not_taken_over(desk: Desk, changes: dict[str, Any]) -> None:
    added(desk)
    with refusal("person.already_known"):
        added(desk, replace(COUNSEL, escrow_key=ESCROW_KEY, **changes))


def test_a_card_of_before_takes_no_escrow_key_away(desk: Desk) -> None:
    person = added(desk, replace(COUNSEL, escrow_key=ESCROW_KEY))
    assert added(desk, replace(person, escrow_key="")).escrow_key == ESCROW_KEY


def test_a_key_is_left_only_with_a_supervisor_whose_words_were_compared(desk: Desk) -> None:
    person = added(desk, replace(COUNSEL, role=Role.LAWYER))
    with refusal("person.not_verified"):
        desk.do(people.escrow_holder, person.id)
    verify = VerifyPerson(id=person.id, revision=person.revision, how="call")
    person = desk.do(people.verify_person, verify).the(TrustedPerson)
    with refusal("escrow.not_supervisor"):
        desk.do(people.escrow_holder, person.id)
    person = added(desk, replace(person, role=Role.SUPERVISOR))
    with refusal("escrow.no_key"):
        desk.do(people.escrow_holder, person.id)
    person = added(desk, replace(person, escrow_key=ESCROW_KEY))
    assert desk.do(people.escrow_holder, person.id) == person
