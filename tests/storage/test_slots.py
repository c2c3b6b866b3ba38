from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import files, slots
from streetlaw.storage.slots import COPY_SIZE, FILE_SIZE, SLOTS, Slot, SlotTable, SlotType
from tests.storage.refusals import refused

SLOT = Slot(type=SlotType.PASSPHRASE, cost=b"c" * 12, salt=b"s" * 32, nonce=b"n" * 12, sealed=b"k" * 48)
TABLE = replace(SlotTable.fresh().with_slot(3, SLOT), generation=7)
NEWER = replace(TABLE, generation=8)


def with_sum(body: bytes) -> bytes:
    """The copy with the checksum it would have."""
    body = body[:COPY_SIZE - 32]
    return body + hashlib.sha256(body).digest()


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def test_what_is_written_is_read() -> None:
    assert len(TABLE.encoded()) == COPY_SIZE
    assert slots.parse(TABLE.encoded() * 2) == TABLE
    assert TABLE.slot(3) == SLOT
    assert TABLE.of_type(SlotType.PASSPHRASE) == ((3, SLOT),)
    assert TABLE.of_type(SlotType.RECOVERY) == ()


def test_unused_slots_are_random_and_different() -> None:
    assert len(set(SlotTable.fresh().raw + SlotTable.fresh().raw)) == 2 * SLOTS
    assert all(SlotTable.fresh().slot(index) is None for index in range(SLOTS))


@given(st.integers(0, COPY_SIZE - 1))
def test_any_one_damaged_copy_is_no_loss(place: int) -> None:
    whole = TABLE.encoded()
    assert slots.parse(flipped(whole, place) + whole) == TABLE
    assert slots.parse(whole + flipped(whole, place)) == TABLE


@given(st.integers(0, COPY_SIZE - 1), st.integers(0, COPY_SIZE - 1))
def test_two_damaged_copies_are_refused(first: int, second: int) -> None:
    whole = TABLE.encoded()
    with pytest.raises(StreetLawError) as caught:
        slots.parse(flipped(whole, first) + flipped(whole, second))
    assert caught.value.code in {"vault.slots_damaged", "vault.newer_format"}


def test_the_newest_sound_copy_counts() -> None:
    assert slots.parse(TABLE.encoded() + NEWER.encoded()) == NEWER
    assert slots.parse(NEWER.encoded() + TABLE.encoded()) == NEWER


@given(st.integers(0, FILE_SIZE - 1))
def test_a_cut_file_opens_while_one_copy_stands(length: int) -> None:
    cut = (TABLE.encoded() * 2)[:length]
    if length >= COPY_SIZE:
        assert slots.parse(cut) == TABLE
    else:
        with refused("vault.slots_damaged"):
            slots.parse(cut)


def test_a_newer_format_is_named() -> None:
    newer = with_sum(slots.MAGIC + (slots.FORMAT + 1).to_bytes(2, "big") + TABLE.encoded()[10:])
    with refused("vault.newer_format"):
        slots.parse(newer * 2)


def test_a_generation_nobody_reaches_is_damage() -> None:
    with refused("vault.slots_damaged"):
        slots.parse(with_sum(replace(TABLE, generation=2**64 - 1).encoded()) * 2)


@given(st.binary(max_size=FILE_SIZE + 10))
def test_random_bytes_are_refused_and_never_a_crash(data: bytes) -> None:
    with pytest.raises(StreetLawError):
        slots.parse(data)


@given(st.integers(0, 2**32))
def test_random_bytes_under_a_right_header_and_checksum_parse(seed: int) -> None:
    copy = with_sum(slots.MAGIC + slots.FORMAT.to_bytes(2, "big") + Random(seed).randbytes(COPY_SIZE))
    try:
        table = slots.parse(copy)
    except StreetLawError:
        return
    assert len([table.slot(index) for index in range(SLOTS)]) == SLOTS


def test_a_new_file_is_private_and_has_both_copies(tmp_path: Path) -> None:
    path = tmp_path / "keys.slots"
    written = slots.create(path, TABLE)
    assert written == NEWER
    assert path.stat().st_size == FILE_SIZE
    assert path.stat().st_mode & 0o777 == 0o600
    assert slots.even(path)
    assert slots.load(path) == written
    with pytest.raises(FileExistsError):
        slots.create(path, TABLE)


def test_an_update_stays_in_place_and_leaves_nothing_of_the_old_slot(tmp_path: Path) -> None:
    path = tmp_path / "keys.slots"
    table = slots.create(path, TABLE)
    inode = path.stat().st_ino
    other = replace(SLOT, sealed=b"z" * 48)
    written = slots.store(path, table.with_slot(3, other))
    assert slots.load(path) == written
    assert written.generation == table.generation + 1
    assert path.stat().st_ino == inode
    assert slots.even(path)
    assert SLOT.sealed not in path.read_bytes()


@pytest.mark.parametrize("damaged", [0, 1])
def test_an_update_never_touches_the_only_sound_copy_first(tmp_path: Path, damaged: int,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys.slots"
    table = slots.create(path, TABLE)
    path.write_bytes(flipped(path.read_bytes(), damaged * COPY_SIZE + 5000))

    def die(_file: BinaryIO) -> None:
        raise OSError

    monkeypatch.setattr(files, "sync", die)
    with pytest.raises(OSError, match=r"^$"):
        slots.store(path, table)
    standing = path.read_bytes()[(1 - damaged) * COPY_SIZE:][:COPY_SIZE]
    assert standing == table.encoded()


@pytest.mark.parametrize("written", range(0, 2 * COPY_SIZE + 1, 1024))
def test_power_may_go_at_any_moment_of_an_update(tmp_path: Path, written: int) -> None:
    path = tmp_path / "keys.slots"
    table = slots.create(path, TABLE)
    before = path.read_bytes()
    new = slots.store(path, table.with_slot(3, replace(SLOT, sealed=b"z" * 48)))
    after = path.read_bytes()
    path.write_bytes(after[:written] + before[written:])
    assert slots.load(path) in {table, new}
    assert slots.load(path) == (new if written >= COPY_SIZE else table)
