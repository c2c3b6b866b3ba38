"""Contact cards (`*.slk`): a small signed JSON text by which people exchange their public keys.

The signature shows that the card was not altered after its owner made it; that the owner is who the card says
is known only once six fingerprint words were compared aloud. Minor version 1 brought `escrow_key`: the words
do not cover it, but they cover the key that signed it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, Role, TrustedPerson
from streetlaw.exchange import escrow
from streetlaw.exchange.signed_text import SignedText, read_signed, write_signed
from streetlaw.services.envelopes import OwnKeys

MAX_CARD = 8 * 1024


class Card(SignedText, frozen=True, kw_only=True):
    """What a card says."""

    FORMAT: ClassVar[str] = "streetlaw-card"
    MAJOR: ClassVar[int] = 1
    MOST: ClassVar[int] = MAX_CARD

    format: str = FORMAT
    major: int = MAJOR
    minor: int = 1
    role: Role
    escrow_key: Annotated[str, msgspec.Meta(max_length=2000)] = ""


def make(profile: Profile, own: OwnKeys) -> bytes:
    """The card of the owner of these keys; raises `keys.damaged`."""
    role = Role.SUPERVISOR if Role.SUPERVISOR in profile.roles else next(iter(profile.roles), Role.LAWYER)
    return write_signed(
        Card(name=profile.name, organisation=profile.organisation, role=role,
             recipient=own.recipient, verify_key=own.verify_key,
             escrow_key=escrow.public_key(own.escrow_secret) if own.escrow_secret else ""), own)


def read(data: bytes) -> TrustedPerson:
    """The person of the card, unverified and without tiers; raises `card.damaged`, `card.newer_format`."""
    card = read_signed(data, Card, damaged="card.damaged", newer="card.newer_format")
    if card.escrow_key and not escrow.is_public_key(card.escrow_key):
        raise StreetLawError("card.damaged")
    return TrustedPerson(name=card.name, organisation=card.organisation, role=card.role,
                         recipient=card.recipient, verify_key=card.verify_key,
                         escrow_key=card.escrow_key)
