from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.exchange import escrow
from tests.refusal import refusal

SECRET, OTHER = escrow.new_secret(), escrow.new_secret()
PUBLIC = escrow.public_key(SECRET)
CONTENT, INFO = b"e" * 32, b"vault and place"
SEALED = escrow.seal(CONTENT, PUBLIC, INFO)


def test_only_who_has_the_secret_opens_it_and_only_for_the_same_purpose() -> None:
    assert escrow.unseal(SEALED, SECRET, INFO) == CONTENT
    assert escrow.unseal(SEALED, OTHER, INFO) is None
    assert escrow.unseal(SEALED, SECRET, INFO + b"x") is None


def test_sealing_twice_gives_two_texts_of_one_size() -> None:
    again = escrow.seal(CONTENT, PUBLIC, INFO)
    assert again != SEALED
    assert len(again) == len(SEALED) == 1168
    assert CONTENT not in SEALED


@given(place=st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_no_bit_can_be_changed(place: int, bit: int) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= 1 << bit
    assert escrow.unseal(bytes(changed), SECRET, INFO) is None


@given(st.binary(max_size=1400))
def test_noise_opens_nothing(data: bytes) -> None:
    assert escrow.unseal(data, SECRET, INFO) is None


@pytest.mark.parametrize("text", ["", "x", "AAAA", PUBLIC[:-4], PUBLIC + "AAAA", "ключ", SECRET])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    assert not escrow.is_public_key(text)
    with refusal("keys.damaged"):
        escrow.seal(CONTENT, text, INFO)


@pytest.mark.parametrize("text", ["", "x", "AAAA", PUBLIC, SECRET[:-4]])
def test_what_is_no_secret_is_refused(text: str) -> None:
    with refusal("keys.damaged"):
        escrow.public_key(text)


def test_a_key_of_noise_of_the_right_size_is_refused() -> None:
    with refusal("keys.damaged"):
        escrow.seal(CONTENT, base64.b64encode(b"\xff" * 1216).decode(), INFO)


def test_keys_have_bytes() -> None:
    assert len(escrow.raw(PUBLIC)) == 1216
    assert escrow.is_public_key(PUBLIC)
