from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange import age, archive, canonical, envelope, minisign, tables
from tests.exchange.forging import (
    ALICE,
    BOB,
    EVE,
    ROWS,
    envelopes,
    forged,
    manifest_of,
    one_table,
    parcel,
    refused,
    table,
)
from tests.refusal import refusal

GOOD, SEALED_PARCEL = envelopes.seal(parcel(), ALICE)


def test_what_was_sealed_is_opened() -> None:
    opened = envelopes.open(GOOD, BOB, [EVE.verify_key, ALICE.verify_key])
    assert opened.tables == {"cases": tuple(ROWS)}
    assert opened.sender == ALICE.verify_key
    assert opened.manifest_sha256 == SEALED_PARCEL.manifest_sha256
    assert opened.size == SEALED_PARCEL.size == len(GOOD)
    assert (opened.kind, opened.tier, opened.number, opened.period) == ("review-request", "A", 1, "2026-Q4")


def test_large_tables_become_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BATCH", 3)
    monkeypatch.setattr(tables, "BLOCK", 500)
    sealed, _ = envelopes.seal(parcel(tables={"cases": ROWS, "withdrawn": [{"pseudonym": "X"}]}), ALICE)
    assert len(archive.read(age.unseal(sealed, BOB.identity))) > 4
    opened = envelopes.open(sealed, BOB, [ALICE.verify_key])
    assert opened.tables == {"cases": tuple(ROWS), "withdrawn": ({"pseudonym": "X"},)}


def test_an_empty_table_takes_no_room() -> None:
    sealed, _ = envelopes.seal(parcel(tables={"cases": []}), ALICE)
    assert envelopes.open(sealed, BOB, [ALICE.verify_key]).tables == {}


def test_several_recipients_each_open_it() -> None:
    sealed, _ = envelopes.seal(parcel(recipients=(BOB.recipient, EVE.recipient)), ALICE)
    for own in (BOB, EVE):
        assert envelopes.open(sealed, own, [ALICE.verify_key]).recipients == (own.recipient,)


def test_somebody_else_cannot_open_it() -> None:
    refused("bundle.not_for_me", GOOD, own=EVE)


def test_a_bundle_sealed_on_to_me_by_its_recipient_is_not_mine() -> None:
    passed_on = age.seal(age.unseal(GOOD, BOB.identity), [EVE.recipient])
    refused("bundle.not_for_me", passed_on, own=EVE)


def test_an_unknown_sender_is_refused() -> None:
    refused("bundle.unknown_sender", GOOD, keys=(EVE.verify_key,))
    refused("bundle.unknown_sender", GOOD, keys=())


def test_a_key_that_bears_anothers_id_signs_nothing() -> None:
    key = minisign.public_file(ALICE.verify_key).splitlines()[1]
    assert key == ALICE.verify_key
    sealed = forged(one_table(), signer=EVE)
    refused("bundle.unknown_sender", sealed)


def test_the_manifest_must_name_its_signer() -> None:
    files = one_table()
    sealed = forged(files, signer=EVE, manifest=manifest_of(files, sender=ALICE.verify_key))
    refused("bundle.altered", sealed, keys=(ALICE.verify_key, EVE.verify_key))


@pytest.mark.parametrize("length", [0, 1, 20, 21, 60, 120, 180, 250, 1_000, 40_000, -1])
def test_a_truncated_bundle_is_refused(length: int) -> None:
    refused("bundle.damaged", GOOD[:length])


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.integers(0, len(GOOD) - 1), bit=st.integers(0, 7))
def test_no_flipped_bit_goes_unseen(at: int, bit: int) -> None:
    damaged = bytearray(GOOD)
    damaged[at] ^= 1 << bit
    with pytest.raises(StreetLawError) as caught:
        envelopes.open(bytes(damaged), BOB, [ALICE.verify_key])
    assert caught.value.code in ("bundle.damaged", "bundle.not_for_me")


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.integers(0, 12_000), value=st.integers(0, 255))
def test_no_byte_inside_can_be_changed_by_whoever_has_the_key(at: int, value: int) -> None:
    inside = bytearray(age.unseal(GOOD, BOB.identity))
    at %= len(inside)
    if inside[at] == value:
        return
    inside[at] = value
    with pytest.raises(StreetLawError) as caught:
        envelopes.open(age.seal(bytes(inside), [BOB.recipient]), BOB, [ALICE.verify_key])
    assert caught.value.code.startswith("bundle.")


@given(data=st.binary(max_size=400))
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(StreetLawError):
        envelopes.open(data, BOB, [ALICE.verify_key])
    with pytest.raises(StreetLawError):
        envelopes.open(age.seal(data, [BOB.recipient]), BOB, [ALICE.verify_key])


def test_an_altered_manifest_is_refused() -> None:
    files = archive.read(age.unseal(GOOD, BOB.identity))
    files[archive.MANIFEST] = files[archive.MANIFEST].replace(b'"period":"2026-Q4"', b'"period":"2026-Q3"')
    refused("bundle.altered", age.seal(archive.write(files), [BOB.recipient]))


@pytest.mark.parametrize("rows", [ROWS[:3], ROWS[::-1]])
def test_a_swapped_table_is_refused(rows: list[dict[str, object]]) -> None:
    """Also one with as many rows and bytes, which its hash alone gives away."""
    other, _ = envelopes.seal(parcel(tables={"cases": rows}), ALICE)
    files = archive.read(age.unseal(GOOD, BOB.identity))
    files[archive.table_name(0)] = archive.read(age.unseal(other, BOB.identity))[archive.table_name(0)]
    refused("bundle.altered", age.seal(archive.write(files), [BOB.recipient]))


def test_a_table_more_or_less_is_refused() -> None:
    files = archive.read(age.unseal(GOOD, BOB.identity))
    more = {**files, archive.table_name(1): table(b"{}\n")}
    refused("bundle.altered", age.seal(archive.write(more), [BOB.recipient]))
    less = {name: files[name] for name in (archive.MANIFEST, archive.SIGNATURE)}
    refused("bundle.altered", age.seal(archive.write(less), [BOB.recipient]))


def test_a_newer_major_version_is_refused_by_its_name() -> None:
    files = one_table()
    refused("bundle.newer_format", forged(files, manifest={"format": "streetlaw-bundle", "major": 2}))
    refused("bundle.newer_format", forged(files, manifest=manifest_of(files, major=7)))


def test_a_newer_minor_version_is_read() -> None:
    files = one_table(b'{"a":1,"added_later":[true]}\n')
    sealed = forged(files, manifest=manifest_of(files, minor=9, added_later={"x": 1}))
    opened = envelopes.open(sealed, BOB, [ALICE.verify_key])
    assert opened.tables["cases"] == ({"a": 1, "added_later": [True]},)


@pytest.mark.parametrize("changes", [
    {"format": "other"}, {"major": 0}, {"major": "1"}, {"major": None}, {"number": -1}, {"number": 2**40},
    {"kind": 3}, {"recipients": "x"}, {"members": [{}]}, {"kind": "x" * 300}, {"counts": {"cases": -1}}])
def test_a_manifest_of_wrong_values_is_refused(changes: dict[str, object]) -> None:
    files = one_table()
    refused("bundle.damaged", forged(files, manifest=manifest_of(files, **changes)))


@pytest.mark.parametrize("raw", [
    b"", b"{}", b"[]", b"null", b'{"format": "streetlaw-bundle"}', b'{"a":1,"a":1}', b'{"a":NaN}',
    b'{"a":"\\ud800"}', b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}", b"\xff", b'{"a":1e999}',
    b'{"a":' + b"9" * 30 + b"}"])
def test_a_manifest_that_is_no_canonical_json_is_refused(raw: bytes) -> None:
    refused("bundle.damaged", forged({}, raw_manifest=raw))


def test_a_huge_manifest_is_refused() -> None:
    refused("bundle.too_large", forged({}, raw_manifest=b'"' + b"x" * envelope.MAX_MANIFEST + b'"'))


@pytest.mark.parametrize("row", [
    b'{"a":1,"a":2}', b'{"a":NaN}', b'{"a":Infinity}', b'{"a":"\\ud800"}', b'{"a":"\xed\xa0\x80"}', b"[1]",
    b'{"a":18446744073709551616}', b'{"a":-9223372036854775809}', b'{"a":' + b"9" * 5000 + b"}",
    b'{"a":' + b"[" * 11 + b"]" * 11 + b"}", b'{"a":' + b"[" * 9000, b'{"a": 1}', b'{"b":1,"a":1}',
    b'{"\\u0061":1}', b"{", b'{"a":1}{"b":1}', b""])
def test_hostile_rows_are_refused(row: bytes) -> None:
    refused("bundle.damaged", forged(one_table(row + b"\n")))


def test_counts_must_be_true() -> None:
    files = one_table(b'{"a":1}\n{"a":2}\n')
    refused("bundle.altered", forged(files))
    manifest = manifest_of(files, counts={"cases": 1})
    manifest["members"][0]["rows"] = 2
    refused("bundle.altered", forged(files, manifest=manifest))


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = one_table(b'{"a":"' + b"0" * 2**24 + b'"}\n')
    assert len(bomb[archive.table_name(0)]) < 4_000
    refused("bundle.too_large", forged(bomb))


def test_a_bomb_that_lies_of_its_size_is_refused() -> None:
    bomb = one_table(b'{"a":"' + b"0" * 2**24 + b'"}\n')
    manifest = manifest_of(bomb)
    manifest["members"][0]["raw_size"] = 100
    refused("bundle.altered", forged(bomb, manifest=manifest))
    streamed = zstandard.ZstdCompressor(write_content_size=False).compress(b"0" * 2**24)
    files = {archive.table_name(0): streamed}
    manifest = manifest_of(files)
    manifest["members"][0]["raw_size"] = 100
    refused("bundle.altered", forged(files, manifest=manifest))


def test_many_tables_together_are_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_TOTAL", 12)
    files = {archive.table_name(n): table(b'{"a":1}\n') for n in range(2)}
    refused("bundle.too_large", forged(files))


def test_frames_behind_the_frame_and_damaged_frames_are_refused() -> None:
    good = table(b'{"a":1}\n')
    for data in (good + b"x", good + good, good[:-1], good[:-3] + b"xyz"):
        refused("bundle.damaged", forged({archive.table_name(0): data}))


def test_a_file_beyond_the_cap_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "MAX_SEALED", len(GOOD) - 1)
    refused("bundle.too_large", GOOD)
    monkeypatch.setattr(envelope, "MAX_SEALED", 1000)
    with refusal("bundle.too_large"):
        envelopes.seal(parcel(), ALICE)


def test_what_the_other_side_would_refuse_is_not_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BATCH", 1)
    monkeypatch.setattr(tables, "BLOCK", 1)
    with refusal("bundle.too_large"):
        envelopes.seal(parcel(tables={"cases": ROWS * 2}), ALICE)


@pytest.mark.parametrize("signature", [b"", b"x", b"\xff" * 10, b"a\nb\nc\nd\n", b"u" * 5000])
def test_what_is_no_signature_is_damage(signature: bytes) -> None:
    files = archive.read(age.unseal(GOOD, BOB.identity))
    files[archive.SIGNATURE] = signature
    refused("bundle.damaged", age.seal(archive.write(files), [BOB.recipient]))


def test_damaged_keys_of_ours_are_told() -> None:
    with refusal("keys.damaged"):
        envelopes.open(GOOD, replace(BOB, identity="AGE-SECRET-KEY-1"), [ALICE.verify_key])
    with refusal("keys.damaged"):
        envelopes.seal(parcel(recipients=("age1nobody",)), ALICE)
    with refusal("keys.damaged"):
        envelopes.seal(parcel(recipients=()), ALICE)
    with refusal("keys.damaged"):
        envelopes.seal(parcel(), replace(ALICE, sign_key=BOB.sign_key))
    with refusal("keys.damaged"):
        envelopes.words("age1nobody", ALICE.verify_key)


def test_size_tells_little() -> None:
    sizes = {len(age.unseal(envelopes.seal(parcel(tables={"cases": ROWS[:n]}), ALICE)[0], BOB.identity))
             for n in (1, 5, 20, 40)}
    assert sizes == {archive.FLOOR}


def test_the_same_content_is_the_same_inside() -> None:
    """Nothing of the moment or the machine is in a bundle."""
    again, _ = envelopes.seal(parcel(), ALICE)
    assert age.unseal(again, BOB.identity) == age.unseal(GOOD, BOB.identity)
    assert again != GOOD


def test_the_manifest_knows_recipients_by_fingerprint_only() -> None:
    raw = archive.read(age.unseal(GOOD, BOB.identity))[archive.MANIFEST]
    manifest = canonical.decode(raw, refusal="bundle.damaged")
    assert manifest["recipients"] == [hashlib.sha256(BOB.recipient.encode()).hexdigest()]
    assert BOB.recipient.encode() not in raw


def test_statements_are_signed_and_checked() -> None:
    signature = envelopes.sign("verdict: signed_off\n", ALICE)
    assert envelopes.is_signed("verdict: signed_off\n", signature, ALICE.verify_key)
    assert not envelopes.is_signed("verdict: returned\n", signature, ALICE.verify_key)
    assert not envelopes.is_signed("verdict: signed_off\n", signature, BOB.verify_key)
    assert not envelopes.is_signed("verdict: signed_off\n", "nonsense", ALICE.verify_key)


def test_secrets_are_not_in_a_repr() -> None:
    assert ALICE.identity not in repr(ALICE)
    assert ALICE.sign_key not in repr(ALICE)
