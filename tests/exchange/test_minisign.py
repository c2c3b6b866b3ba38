from __future__ import annotations

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange import minisign
from tests.refusal import refusal

SECRET, PUBLIC = minisign.new_pair()
MESSAGE = b'{"a":1}'


def holds(text: str) -> bool:
    try:
        return minisign.is_signed_by(MESSAGE, text, PUBLIC)
    except StreetLawError as refused:
        return refused.code != "signature.damaged"


def test_a_signature_holds_for_its_message_and_key_only() -> None:
    text = minisign.sign(MESSAGE, SECRET, PUBLIC)
    assert minisign.is_signed_by(MESSAGE, text, PUBLIC)
    assert not minisign.is_signed_by(MESSAGE + b" ", text, PUBLIC)
    assert not minisign.is_signed_by(MESSAGE, text, minisign.new_pair()[1])


def test_the_trusted_comment_is_signed_and_tells_nothing() -> None:
    text = minisign.sign(MESSAGE, SECRET, PUBLIC)
    assert "trusted comment: streetlaw\n" in text
    assert not minisign.is_signed_by(MESSAGE, text.replace(": streetlaw", ": streetlaw2"), PUBLIC)


def test_the_untrusted_comment_is_free() -> None:
    text = minisign.sign(MESSAGE, SECRET, PUBLIC)
    assert minisign.is_signed_by(MESSAGE, text.replace("comment: signature", "comment: any"), PUBLIC)


def test_the_older_form_is_read() -> None:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(SECRET)[:32])
    signature = key.sign(MESSAGE)
    head = base64.b64encode(b"Ed" + base64.b64decode(PUBLIC)[2:10] + signature).decode()
    both = base64.b64encode(key.sign(signature + b"old")).decode()
    text = f"untrusted comment: x\n{head}\ntrusted comment: old\n{both}\n"
    assert minisign.is_signed_by(MESSAGE, text, PUBLIC)
    prehashed = text.replace(head, base64.b64encode(b"ED" + base64.b64decode(head)[2:]).decode())
    assert not minisign.is_signed_by(MESSAGE, prehashed, PUBLIC)


def test_a_key_of_the_same_id_does_not_pass_for_it() -> None:
    other = base64.b64decode(minisign.new_pair()[1])
    posing = base64.b64encode(base64.b64decode(PUBLIC)[:10] + other[10:]).decode()
    text = minisign.sign(MESSAGE, SECRET, PUBLIC)
    assert minisign.claims_key(text, posing)
    assert not minisign.is_signed_by(MESSAGE, text, posing)


@given(at=st.integers(0, 250), value=st.characters(codec="ascii"))
def test_no_changed_character_of_the_signature_holds(at: int, value: str) -> None:
    text = minisign.sign(MESSAGE, SECRET, PUBLIC)
    start = text.index("\n") + 1
    at = start + at % (len(text) - start)
    changed = text[:at] + value + text[at + 1:]
    if changed == text:
        return
    assert not holds(changed)


@pytest.mark.parametrize("key", [
    "", "x", "RWQ=", base64.b64encode(b"XX" + bytes(40)).decode(), "Ж", "RWQ" * 30])
def test_damaged_keys_are_told(key: str) -> None:
    assert not minisign.is_verify_key(key)
    with refusal("keys.damaged"):
        minisign.sign(MESSAGE, SECRET, key)


def test_a_secret_of_another_pair_signs_nothing() -> None:
    other = minisign.new_pair()
    mixed = base64.b64encode(base64.b64decode(other[0])[:32] + base64.b64decode(SECRET)[32:]).decode()
    for secret in (other[0], mixed):
        with refusal("keys.damaged"):
            minisign.sign(MESSAGE, secret, PUBLIC)


def test_the_prehash_is_blake2b_512() -> None:
    text = minisign.sign(MESSAGE, SECRET, PUBLIC)
    raw = base64.b64decode(text.splitlines()[1])
    public = Ed25519PrivateKey.from_private_bytes(base64.b64decode(SECRET)[:32]).public_key()
    assert raw[:2] == b"ED"
    public.verify(raw[10:], hashlib.blake2b(MESSAGE, digest_size=64).digest())
