from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import kdf, keys, recovery, slots
from streetlaw.storage.kdf import KdfParameters, VaultKey
from streetlaw.storage.keys import Anchor
from streetlaw.storage.slots import SLOT_SIZE, SlotTable, SlotType
from tests.storage.refusals import refused

PASSPHRASE = "алты сөз жана дагы бир нече"
RECOVERY = b"r" * 32
WORDS = recovery.to_words(RECOVERY, "ru")
MIB = 1024
Derive = Callable[[str, bytes, KdfParameters], bytes]


@pytest.fixture(scope="module")
def made() -> tuple[SlotTable, VaultKey]:
    return keys.new_table(PASSPHRASE, RECOVERY, kdf.TEST)


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[KdfParameters]:
    """Costs of the derivations a test asked for."""
    seen: list[KdfParameters] = []
    derive = kdf.from_passphrase

    def watched(passphrase: str, salt: bytes, cost: KdfParameters) -> bytes:
        seen.append(cost)
        return derive(passphrase, salt, cost)

    monkeypatch.setattr(kdf, "from_passphrase", watched)
    return seen


def with_raw(table: SlotTable, index: int, raw: bytes) -> SlotTable:
    return replace(table, raw=(*table.raw[:index], raw, *table.raw[index + 1:]))


def test_passphrase_and_words_open_the_same_key(made: tuple[SlotTable, VaultKey]) -> None:
    table, key = made
    assert keys.open_with(table, passphrase=PASSPHRASE).reveal() == key.reveal()
    assert keys.open_with(table, recovery_words=WORDS).reveal() == key.reveal()
    assert slots.parse(table.encoded()) == table


def test_exactly_one_secret_is_asked_for(made: tuple[SlotTable, VaultKey]) -> None:
    with pytest.raises(TypeError):
        keys.open_with(made[0])
    with pytest.raises(TypeError):
        keys.open_with(made[0], passphrase="x", recovery_words="y")


def test_a_wrong_secret_is_refused_at_the_same_cost(made: tuple[SlotTable, VaultKey],
                                                   derived: list[KdfParameters]) -> None:
    table, _ = made
    keys.open_with(table, passphrase=PASSPHRASE)
    right = list(derived)
    with refused("vault.wrong_passphrase"):
        keys.open_with(table, passphrase=PASSPHRASE + " ")
    assert derived == right * 2
    with refused("vault.wrong_recovery_words"):
        keys.open_with(table, recovery_words=recovery.to_words(bytes(32), "en"))


def test_every_passphrase_slot_is_tried_whichever_opens(made: tuple[SlotTable, VaultKey],
                                                       derived: list[KdfParameters]) -> None:
    table, key = made
    other, _ = keys.new_table("another passphrase", RECOVERY, kdf.TEST)
    slot = other.slot(0)
    assert slot is not None
    both = table.with_slot(5, slot)
    derived.clear()
    assert keys.open_with(both, passphrase=PASSPHRASE).reveal() == key.reveal()
    assert derived == [kdf.TEST] * 2


@pytest.mark.parametrize("cost", [
    KdfParameters(4096 * MIB, 1, 1), KdfParameters(64 * MIB, 2**31, 1), KdfParameters(64 * MIB, 1, 255),
    KdfParameters(8, 1, 1),
])
def test_a_costly_slot_is_refused_before_anything_is_derived(made: tuple[SlotTable, VaultKey],
                                                            derived: list[KdfParameters],
                                                            cost: KdfParameters) -> None:
    table, _ = made
    slot = table.slot(0)
    assert slot is not None
    bomb = table.with_slot(0, replace(slot, cost=cost.packed()))
    with refused("vault.slots_damaged"):
        keys.open_with(bomb, passphrase=PASSPHRASE)
    assert derived == []


def test_a_slot_made_cheaper_or_moved_or_from_another_vault_does_not_open(
    made: tuple[SlotTable, VaultKey],
) -> None:
    table, _ = made
    slot = table.slot(0)
    assert slot is not None
    unused = with_raw(table, 0, bytes(SLOT_SIZE))
    for other in (
        table.with_slot(0, replace(slot, cost=KdfParameters(64 * MIB, 1, 2).packed())),
        unused.with_slot(4, slot),
        replace(table, vault_id=bytes(16)),
    ):
        with refused("vault.wrong_passphrase"):
            keys.open_with(other, passphrase=PASSPHRASE)


@given(st.integers(0, 2**32), st.sampled_from([b"PASS", b"RECV"]))
def test_random_slots_open_nothing_and_never_crash(seed: int, tag: bytes) -> None:
    chance = Random(seed)
    raw = tuple(tag + chance.randbytes(SLOT_SIZE - 4) for _ in range(8))
    table = replace(SlotTable.fresh(), raw=raw)
    with pytest.raises(StreetLawError):
        keys.open_with(table, passphrase="x")
    with refused("vault.wrong_recovery_words"):
        keys.open_with(table, recovery_words=WORDS)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(made: tuple[SlotTable, VaultKey]) -> None:
    table, key = made
    changed = keys.change_passphrase(table, PASSPHRASE, "something new")
    assert keys.open_with(changed, passphrase="something new").reveal() == key.reveal()
    assert keys.open_with(changed, recovery_words=WORDS).reveal() == key.reveal()
    with refused("vault.wrong_passphrase"):
        keys.open_with(changed, passphrase=PASSPHRASE)
    with refused("vault.wrong_passphrase"):
        keys.change_passphrase(table, "not it", "something new")


def test_a_changed_passphrase_keeps_its_cost_unless_told(made: tuple[SlotTable, VaultKey]) -> None:
    dearer = KdfParameters(65 * MIB, 1, 1)
    changed = keys.change_passphrase(table := made[0], PASSPHRASE, "new", dearer)
    kept = keys.change_passphrase(changed, "new", "newer")
    assert [slot.cost for _, slot in table.of_type(SlotType.PASSPHRASE)] == [kdf.TEST.packed()]
    assert [slot.cost for _, slot in kept.of_type(SlotType.PASSPHRASE)] == [dearer.packed()]


def test_a_forgotten_passphrase_is_replaced(made: tuple[SlotTable, VaultKey]) -> None:
    table, key = made
    reset = keys.reset_passphrase(table, key, "remembered")
    assert keys.open_with(reset, passphrase="remembered").reveal() == key.reveal()
    with refused("vault.wrong_passphrase"):
        keys.open_with(reset, passphrase=PASSPHRASE)


def test_a_passphrase_of_blanks_is_none(made: tuple[SlotTable, VaultKey]) -> None:
    for blank in ("", " \t\n"):
        with refused("vault.passphrase_empty"):
            keys.new_table(blank, RECOVERY, kdf.TEST)
        with refused("vault.passphrase_empty"):
            keys.change_passphrase(made[0], PASSPHRASE, blank)


def test_no_slot_is_written_that_could_not_be_read(made: tuple[SlotTable, VaultKey]) -> None:
    with pytest.raises(ValueError, match="refuse"):
        keys.new_table(PASSPHRASE, RECOVERY, KdfParameters(1, 1, 1))


def test_an_anchor_is_read_by_who_has_the_key(made: tuple[SlotTable, VaultKey]) -> None:
    table, key = made
    anchor = Anchor(12, b"h" * 32)
    assert keys.read_anchor(table, key) == Anchor(0, bytes(32))
    anchored = keys.write_anchor(table, key, anchor)
    assert keys.read_anchor(anchored, key) == anchor
    assert anchor.head not in anchored.encoded()
    assert keys.read_anchor(anchored, VaultKey(bytes(32), table.vault_id)) is None
    assert keys.read_anchor(SlotTable.fresh(), key) is None


def test_nothing_of_the_key_is_in_the_file_or_a_refusal(made: tuple[SlotTable, VaultKey]) -> None:
    table, key = made
    assert key.reveal() not in table.encoded()
    assert RECOVERY not in table.encoded()
    with pytest.raises(StreetLawError) as caught:
        keys.open_with(table, passphrase="guessed wrong")
    assert "guessed" not in f"{caught.value!r}{caught.value.facts}"
