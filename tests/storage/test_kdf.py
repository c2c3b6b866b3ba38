from __future__ import annotations

import copy
from itertools import product

import pytest

from streetlaw.storage import kdf
from streetlaw.storage.kdf import KdfParameters, Label, VaultKey
from tests.storage.refusals import refused

SALT = bytes(kdf.SALT_SIZE)
MIB = 1024


def test_a_passphrase_typed_on_another_keyboard_gives_the_same_key() -> None:
    composed, decomposed = "айтылган й сөз", "айтылган и\u0306 сөз"
    assert composed != decomposed
    assert kdf.from_passphrase(composed, SALT, kdf.TEST) == kdf.from_passphrase(decomposed, SALT, kdf.TEST)


def test_a_lone_surrogate_in_a_passphrase_is_a_passphrase_too() -> None:
    assert len(kdf.from_passphrase("\ud800", SALT, kdf.TEST)) == kdf.KEY_SIZE


@pytest.mark.parametrize("cost", [kdf.TEST, kdf.FLOOR, kdf.DEFAULT, KdfParameters(2048 * MIB, 20, 8)])
def test_costs_of_ours_are_accepted_and_survive_packing(cost: KdfParameters) -> None:
    assert cost.acceptable
    assert KdfParameters.unpacked(cost.packed()) == cost


@pytest.mark.parametrize("cost", [
    KdfParameters(64 * MIB - 1, 1, 1), KdfParameters(2048 * MIB + 1, 1, 1), KdfParameters(64 * MIB, 0, 1),
    KdfParameters(64 * MIB, 21, 1), KdfParameters(64 * MIB, 1, 0), KdfParameters(64 * MIB, 1, 9),
    KdfParameters(2**32 - 1, 2**32 - 1, 2**32 - 1),
])
def test_costs_out_of_bounds_are_refused(cost: KdfParameters) -> None:
    assert not cost.acceptable


@pytest.mark.parametrize(("floor_seconds", "cost"), [
    (5.0, kdf.FLOOR),
    (1.01, kdf.FLOOR),
    (0.9, kdf.DEFAULT),
    (0.5, kdf.DEFAULT),
    (0.25, KdfParameters(512 * MIB, 6, 4)),
    (0.001, KdfParameters(512 * MIB, 20, 4)),
    (0.0, KdfParameters(512 * MIB, 20, 4)),
])
def test_the_cost_fits_the_machine_and_never_falls_below_the_floor(floor_seconds: float,
                                                                    cost: KdfParameters) -> None:
    assert kdf.fitted(floor_seconds) == cost
    assert cost.acceptable


def test_calibration_measures_the_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[KdfParameters] = []
    monkeypatch.setattr(kdf, "from_passphrase", lambda _text, _salt, cost: asked.append(cost))
    assert kdf.calibrated().acceptable
    assert asked == [kdf.FLOOR]


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_cost: object) -> None:
            pass

        def derive(self, _text: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(kdf, "Argon2id", Starved)
    with refused("vault.no_memory", megabytes=512):
        kdf.from_passphrase("x", SALT, kdf.DEFAULT)


def test_each_use_and_each_vault_has_its_own_key() -> None:
    keys = [VaultKey(bytes([secret]) * 32, bytes([vault]) * 16) for secret, vault in product((1, 2), (1, 2))]
    derived = {key.subkey(label) for key in keys for label in Label}
    assert len(derived) == 4 * len(Label)
    assert all(key.reveal() not in derived for key in keys)


def test_a_vault_key_does_not_show_itself() -> None:
    key = VaultKey(b"k" * 32, b"v" * 16)
    assert repr(key) == "VaultKey(…)"
    assert "kkkk" not in f"{key}{key!r}"
    with pytest.raises(TypeError):
        copy.copy(key)


def test_a_vault_key_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        VaultKey(b"short", b"v" * 16)
