from __future__ import annotations

import hashlib
from io import BytesIO

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from streetlaw.storage import streams
from tests.storage.refusals import refused

IDENTITY = x25519.Identity.generate()
OTHER = str(x25519.Identity.generate())
RECIPIENT = str(IDENTITY.to_public())
PLAIN = b"testimony " * 20_000


def sealed(plain: bytes = PLAIN) -> bytes:
    target = BytesIO()
    streams.seal(BytesIO(plain), target, [RECIPIENT])
    return target.getvalue()


SEALED = sealed()


def test_any_age_tool_opens_what_is_sealed() -> None:
    assert pyrage.decrypt(SEALED, [IDENTITY]) == PLAIN


@given(st.binary(max_size=200_000))
def test_what_is_sealed_comes_back(plain: bytes) -> None:
    opened = BytesIO()
    streams.unseal(BytesIO(sealed(plain)), opened, str(IDENTITY), "attachment.damaged")
    assert opened.getvalue() == plain


@given(st.integers(0, len(SEALED) - 1))
def test_every_flipped_bit_is_noticed(place: int) -> None:
    bad = SEALED[:place] + bytes([SEALED[place] ^ 1]) + SEALED[place + 1:]
    with refused("attachment.damaged"):
        streams.unseal(BytesIO(bad), BytesIO(), str(IDENTITY), "attachment.damaged")


@given(st.integers(0, len(SEALED) - 1))
def test_every_cut_is_noticed(length: int) -> None:
    with refused("backup.damaged"):
        streams.unseal(BytesIO(SEALED[:length]), BytesIO(), str(IDENTITY), "backup.damaged")


def test_nobody_else_opens_it() -> None:
    for identity in (OTHER, "no identity at all"):
        with refused("backup.damaged"):
            streams.unseal(BytesIO(SEALED), BytesIO(), identity, "backup.damaged")


class Broken(BytesIO):
    def read(self, _size: int | None = -1, /) -> bytes:
        raise KeyError("ours")

    def write(self, _data: object, /) -> int:
        raise KeyError("ours")


def test_errors_of_our_streams_come_out_as_they_were() -> None:
    for source, target in ((Broken(), BytesIO()), (BytesIO(PLAIN), Broken())):
        with pytest.raises(KeyError, match="ours"):
            streams.seal(source, target, [RECIPIENT])
    for source, target in ((Broken(), BytesIO()), (BytesIO(SEALED), Broken())):
        with pytest.raises(KeyError, match="ours"):
            streams.unseal(source, target, str(IDENTITY), "backup.damaged")


def test_the_watcher_sees_the_plain_bytes_both_ways() -> None:
    measures = streams.Measure(), streams.Measure()
    target = BytesIO()
    streams.seal(BytesIO(PLAIN), target, [RECIPIENT], measures[0])
    streams.unseal(BytesIO(target.getvalue()), BytesIO(), str(IDENTITY), "backup.damaged", measures[1])
    for measure in measures:
        assert (measure.size, measure.sha256) == (len(PLAIN), hashlib.sha256(PLAIN).hexdigest())


@given(st.binary(min_size=32, max_size=32))
def test_a_secret_becomes_the_identity_whose_recipient_is_its_public_key(secret: bytes) -> None:
    identity = streams.identity_of(secret)
    assert str(x25519.Identity.from_str(identity)) == identity
    public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    assert decoded(streams.recipient_of(identity)) == public


def decoded(recipient: str) -> bytes:
    """The 32 bytes that a Bech32 text carries, without its checksum."""
    bits = 0
    for letter in recipient.removeprefix("age1")[:-6]:
        bits = bits << 5 | "qpzry9x8gf2tvdw0s3jn54khce6mua7l".index(letter)
    return (bits >> 4).to_bytes(32, "big")
