"""Contact cards (`*.slk`): a small signed JSON text by which people exchange their public keys.

The signature shows that the card was not altered after its owner made it; that the owner is who the card says
is known only once six fingerprint words were compared aloud. Minor version 1 brought `escrow_key`: the words
do not cover it, but they cover the key that signed it.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, Role, TrustedPerson
from streetlaw.exchange import age, canonical, escrow, minisign
from streetlaw.services.envelopes import OwnKeys

FORMAT, MAJOR, MINOR = "streetlaw-card", 1, 1
MAX_CARD = 8 * 1024

_Text = Annotated[str, msgspec.Meta(max_length=200)]
_LongKey = Annotated[str, msgspec.Meta(max_length=2000)]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says; the signature is over the card without it."""

    format: str = FORMAT
    major: int = MAJOR
    minor: int = MINOR
    name: _Text
    organisation: _Text
    role: Role
    recipient: _Text
    verify_key: _Text
    escrow_key: _LongKey = ""
    signature: Annotated[str, msgspec.Meta(max_length=minisign.MAX_SIGNATURE)] = ""


def make(profile: Profile, own: OwnKeys) -> bytes:
    """The card of the owner of these keys; raises `keys.damaged`."""
    role = Role.SUPERVISOR if Role.SUPERVISOR in profile.roles else next(iter(profile.roles), Role.LAWYER)
    unsigned = Card(name=profile.name, organisation=profile.organisation, role=role,
                    recipient=own.recipient, verify_key=own.verify_key,
                    escrow_key=escrow.public_key(own.escrow_secret) if own.escrow_secret else "")
    signature = minisign.sign(_signed(msgspec.to_builtins(unsigned)), own.sign_key, own.verify_key)
    return canonical.encode(msgspec.structs.replace(unsigned, signature=signature)) + b"\n"


def read(data: bytes) -> TrustedPerson:
    """The person of the card, unverified and without tiers; raises `card.damaged`, `card.newer_format`."""
    if len(data) > MAX_CARD:
        raise StreetLawError("card.damaged")
    values = canonical.decode(data.removesuffix(b"\n"), refusal="card.damaged")
    major = values.get("major")
    if values.get("format") != FORMAT or not isinstance(major, int) or major < MAJOR:
        raise StreetLawError("card.damaged")
    if major > MAJOR:
        raise StreetLawError("card.newer_format", theirs=major, ours=MAJOR)
    try:
        card = msgspec.convert(values, Card, strict=True)
        genuine = minisign.is_signed_by(_signed(values), card.signature, card.verify_key)
    except (msgspec.ValidationError, StreetLawError):
        raise StreetLawError("card.damaged") from None
    usable = age.is_recipient(card.recipient) and (
        not card.escrow_key or escrow.is_public_key(card.escrow_key))
    if not genuine or not usable:
        raise StreetLawError("card.damaged")
    return TrustedPerson(name=card.name, organisation=card.organisation, role=card.role,
                         recipient=card.recipient, verify_key=card.verify_key,
                         escrow_key=card.escrow_key)


def _signed(values: dict[str, object]) -> bytes:
    """What a card's signature is over: all its fields, also those of newer minor versions, but itself."""
    return canonical.encode({key: value for key, value in values.items() if key != "signature"})
