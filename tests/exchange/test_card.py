from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, Role, TrustedPerson
from streetlaw.exchange import canonical, card, escrow, minisign
from tests.exchange.forging import ALICE, BOB, envelopes
from tests.refusal import refusal

PROFILE = Profile(name="Айгүл Төлөгөнова", organisation="Көчө юристтери", roles=(Role.LAWYER,))
CARD = envelopes.make_card(PROFILE, ALICE)


def signed(**changes: Any) -> bytes:
    values = {**json.loads(CARD), **changes}
    values.pop("signature")
    signature = minisign.sign(canonical.encode(values), ALICE.sign_key, ALICE.verify_key)
    return canonical.encode({**values, "signature": signature})


def refused(data: bytes, code: str = "card.damaged") -> None:
    with refusal(code):
        envelopes.read_card(data)


def read(data: bytes) -> TrustedPerson | str:
    """Who is on the card, or the code of its refusal."""
    try:
        return envelopes.read_card(data)
    except StreetLawError as refused:
        return refused.code


def test_a_card_introduces_an_unverified_person() -> None:
    person = envelopes.read_card(CARD)
    assert person == TrustedPerson(name=PROFILE.name, organisation=PROFILE.organisation, role=Role.LAWYER,
                                   recipient=ALICE.recipient, verify_key=ALICE.verify_key,
                                   escrow_key=escrow.public_key(ALICE.escrow_secret))
    assert (person.verified_on, person.tiers) == (None, ())


def test_a_supervisor_says_so() -> None:
    profile = Profile(name="A", roles=(Role.LAWYER, Role.SUPERVISOR))
    assert envelopes.read_card(envelopes.make_card(profile, ALICE)).role is Role.SUPERVISOR
    assert envelopes.read_card(envelopes.make_card(Profile(name="A", roles=()), ALICE)).role is Role.LAWYER


def test_a_card_holds_no_secret() -> None:
    assert ALICE.identity.encode() not in CARD
    assert ALICE.sign_key.encode() not in CARD
    assert ALICE.escrow_secret.encode() not in CARD


@given(at=st.integers(0, len(CARD) - 2), value=st.integers(0, 255))
def test_no_byte_of_a_card_can_be_changed(at: int, value: int) -> None:
    changed = bytearray(CARD)
    changed[at] = value
    if bytes(changed) == CARD:
        return
    # The first line of a minisign signature is a comment nobody signs: there a change means nothing.
    assert read(bytes(changed)) in ("card.damaged", "card.newer_format", read(CARD))


def test_a_recipient_cannot_be_exchanged() -> None:
    refused(CARD.replace(ALICE.recipient.encode(), BOB.recipient.encode()))


def test_an_escrow_key_cannot_be_exchanged() -> None:
    theirs, ours = (escrow.public_key(own.escrow_secret).encode() for own in (BOB, ALICE))
    refused(CARD.replace(ours, theirs))


def test_a_card_of_before_the_escrow_key_is_read() -> None:
    old = json.loads(CARD)
    del old["escrow_key"], old["signature"]
    old["minor"] = 0
    signature = minisign.sign(canonical.encode(old), ALICE.sign_key, ALICE.verify_key)
    assert envelopes.read_card(canonical.encode({**old, "signature": signature})).escrow_key == ""


class OldCard(msgspec.Struct, frozen=True, kw_only=True):
    """What a program of minor version 0 reads of a card."""

    format: str
    major: int
    minor: int
    name: str
    organisation: str
    role: Role
    recipient: str
    verify_key: str
    signature: str


def test_a_program_of_before_the_escrow_key_reads_a_new_card() -> None:
    values = canonical.decode(CARD.removesuffix(b"\n"), refusal="card.damaged")
    old = msgspec.convert(values, OldCard, strict=True)
    unsigned = {key: value for key, value in values.items() if key != "signature"}
    assert old.name == PROFILE.name
    assert minisign.is_signed_by(canonical.encode(unsigned), old.signature, old.verify_key)


def test_an_owner_without_an_escrow_key_has_a_card_too() -> None:
    own = replace(ALICE, escrow_secret="")
    assert envelopes.read_card(envelopes.make_card(PROFILE, own)).escrow_key == ""


def test_versions() -> None:
    assert envelopes.read_card(signed(minor=5, phone_later="x")).name == PROFILE.name
    refused(signed(major=2), "card.newer_format")


@pytest.mark.parametrize("changes", [
    {"format": "x"}, {"major": 0}, {"name": 5}, {"name": "x" * 201}, {"role": "king"}, {"recipient": "age1x"},
    {"verify_key": "x"}, {"escrow_key": "x"}, {"escrow_key": "AAAA"}, {"escrow_key": "x" * 2001}])
def test_wrong_values_are_refused(changes: dict[str, object]) -> None:
    refused(signed(**changes))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b"{" * 3000, b"x" * (card.MAX_CARD + 1)])
def test_noise_is_refused(data: bytes) -> None:
    refused(data)
