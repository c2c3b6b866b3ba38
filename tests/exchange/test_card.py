from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, Role, TrustedPerson
from streetlaw.exchange import canonical, card, minisign
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
                                   recipient=ALICE.recipient, verify_key=ALICE.verify_key)
    assert (person.verified_on, person.tiers) == (None, ())


def test_a_supervisor_says_so() -> None:
    profile = Profile(name="A", roles=(Role.LAWYER, Role.SUPERVISOR))
    assert envelopes.read_card(envelopes.make_card(profile, ALICE)).role is Role.SUPERVISOR
    assert envelopes.read_card(envelopes.make_card(Profile(name="A", roles=()), ALICE)).role is Role.LAWYER


def test_a_card_holds_no_secret() -> None:
    assert ALICE.identity.encode() not in CARD
    assert ALICE.sign_key.encode() not in CARD


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


def test_versions() -> None:
    assert envelopes.read_card(signed(minor=5, phone_later="x")).name == PROFILE.name
    refused(signed(major=2), "card.newer_format")


@pytest.mark.parametrize("changes", [
    {"format": "x"}, {"major": 0}, {"name": 5}, {"name": "x" * 201}, {"role": "king"}, {"recipient": "age1x"},
    {"verify_key": "x"}])
def test_wrong_values_are_refused(changes: dict[str, object]) -> None:
    refused(signed(**changes))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b"{" * 3000, b"x" * (card.MAX_CARD + 1)])
def test_noise_is_refused(data: bytes) -> None:
    refused(data)
