"""After any change of keys exactly the promised secrets open the vault; no slot opens in another place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.services.listing import LogQuery
from streetlaw.services.ports import Vault
from streetlaw.storage import escrow, files, kdf, keys, recovery, secret, slots, vault
from streetlaw.storage.kdf import KdfParameters
from streetlaw.storage.keyring import Keyring
from streetlaw.storage.secret import Escrow, KeyFile, Passphrase, Recovery, Secret, Shares
from streetlaw.storage.slots import SLOTS, SlotTable, SlotType
from streetlaw.storage.vault import OpenVault, Surroundings
from tests.fakes.pack import bare_pack
from tests.storage.conftest import NOW, PASSPHRASE, Sample, names
from tests.storage.refusals import refused

KEY_FILE = b"f" * 64
DURESS = "a word under force"
FROZEN = Path(__file__).parents[1] / "vaults" / "0001" / "vault"


def fill(empty: Vault) -> None:
    """One invented client."""
    with empty.work() as work:
        work.add(Client(code="D-001"))
        work.commit("client.opened")


def sealed_openly(told: list[bytes]) -> escrow.Seal:
    """A seal that seals nothing and tells the secret: the real cipher is not under test here."""
    def seal(content: bytes, info: bytes) -> bytes:
        told.append(content)
        return (info + Random(len(told)).randbytes(1168))[:1168]
    return seal


def opens(table: SlotTable, wanted: Secret) -> bool:
    try:
        return not keys.find(table, wanted).under_duress
    except StreetLawError as refusal:
        if refusal.code == _wrong(wanted):
            return False
        raise


def words(key: bytes) -> tuple[str, ...]:
    return recovery.to_words(key, "en")


# ── Exactly the promised secrets ────────────────────────────────────────────────────────────────────────


class KeyChanges(RuleBasedStateMachine):
    """Changes keys at random and remembers which secrets must open the vault and which no longer may."""

    def __init__(self) -> None:
        super().__init__()
        self._room = Path(tempfile.mkdtemp())
        pack = bare_pack()
        around = Surroundings(load_pack=lambda _code: pack, clock=lambda: NOW, random=Random(1))
        made = vault.create(self._room / "v", "one", surroundings=around, kdf=kdf.TEST, language="en")
        self.vault, self.ring = made.vault, Keyring(made.vault)
        self.number = 0
        self.good: dict[SlotType, Secret] = {
            SlotType.PASSPHRASE: Passphrase("one"), SlotType.RECOVERY: Recovery(made.recovery_words)}
        self.shares: tuple[bytes, ...] = ()
        self.bad: list[Secret] = []
        self.duress = ""

    def teardown(self) -> None:
        self.vault.close()
        shutil.rmtree(self._room)

    @property
    def proof(self) -> str:
        known = self.good.get(SlotType.PASSPHRASE) or self.good[SlotType.KEY_FILE]
        assert isinstance(known, Passphrase | KeyFile)
        return known.text

    def fresh(self) -> str:
        self.number += 1
        return f"passphrase {self.number}"

    def now_opens(self, kind: SlotType, wanted: Secret) -> None:
        if kind in self.good:
            self.bad.append(self.good[kind])
        self.good[kind] = wanted

    @rule()
    def change_passphrase(self) -> None:
        old, new = self.proof, self.fresh()
        self.ring.change_passphrase(old, new)
        for kind, held in list(self.good.items()):
            if isinstance(held, Passphrase | KeyFile) and held.text == old:
                self.now_opens(kind, replace(held, text=new))

    @rule(shared=st.booleans())
    def add_key_file(self, shared: bool) -> None:
        text = self.proof if shared else self.fresh()
        self.ring.add_key_file(self.proof, text, KEY_FILE + str(self.number).encode())
        digest = secret.digest_of(KEY_FILE + str(self.number).encode())
        wanted = KeyFile(text, digest)
        if self.good.get(SlotType.KEY_FILE) != wanted:
            self.now_opens(SlotType.KEY_FILE, wanted)

    @rule()
    def new_recovery(self) -> None:
        self.now_opens(SlotType.RECOVERY, Recovery(words(self.ring.new_recovery(self.proof))))

    @rule()
    def make_shares(self) -> None:
        self.shares = self.ring.make_shares(self.proof)
        self.now_opens(SlotType.SHARES, Shares(words(self.shares[2]), words(self.shares[0])))

    @rule()
    def give_escrow(self) -> None:
        told: list[bytes] = []
        self.ring.give_escrow(self.proof, "somebody", b"their key", sealed_openly(told))
        self.now_opens(SlotType.ESCROW, Escrow(words(told[0])))

    @rule()
    def recalibrate(self) -> None:
        self.ring.recalibrate(self.proof, KdfParameters(65 * 1024, 1, 1))

    @rule()
    def set_duress(self) -> None:
        if self.duress:
            self.bad.append(Passphrase(self.duress))
        self.duress = self.fresh()
        self.ring.set_duress(self.proof, self.duress, fill)

    @rule()
    def clear_duress(self) -> None:
        if self.duress:
            self.bad.append(Passphrase(self.duress))
        self.ring.clear_duress(self.proof)
        self.duress = ""

    @rule(chance=st.randoms(use_true_random=False))
    def remove(self, chance: Random) -> None:
        chosen = chance.choice(self.ring.held())
        last = {SlotType.PASSPHRASE, SlotType.KEY_FILE} & set(self.good) == {chosen.type}
        if last:
            with refused("keys.last_one"):
                self.ring.remove(self.proof, chosen.place)
        else:
            self.ring.remove(self.proof, chosen.place)
            self.bad.append(self.good.pop(chosen.type))

    @precondition(lambda self: self.shares and SlotType.SHARES in self.good)
    @rule()
    def one_share_twice(self) -> None:
        assert not opens(self.vault.slot_table, Shares(words(self.shares[1]), words(self.shares[1])))

    @invariant()
    def exactly_the_promised_secrets_open(self) -> None:
        table = slots.load(self.vault.folder / "keys.slots")
        assert table == self.vault.slot_table
        assert slots.even(self.vault.folder / "keys.slots")
        assert {held.type for held in self.ring.held()} == set(self.good)
        assert all(opens(table, wanted) for wanted in self.good.values())
        assert not any(opens(table, wanted) for wanted in self.bad[-4:])
        assert self.ring.duress_is_set == bool(self.duress)
        if self.duress:
            assert keys.find(table, Passphrase(self.duress)).under_duress
        assert self.vault.check().strays == 0


KeyChanges.TestCase.settings = settings(
    max_examples=6, stateful_step_count=10, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
test_after_any_change_exactly_the_promised_secrets_open = KeyChanges.TestCase


def test_a_passphrase_is_changed_wherever_it_opens(opened: OpenVault) -> None:
    ring, digest = Keyring(opened), secret.digest_of(KEY_FILE)
    ring.add_key_file(PASSPHRASE, PASSPHRASE, KEY_FILE)
    ring.change_passphrase(PASSPHRASE, "new")
    table = opened.slot_table
    for old, new in ((Passphrase(PASSPHRASE), Passphrase("new")),
                     (KeyFile(PASSPHRASE, digest), KeyFile("new", digest))):
        assert opens(table, new)
        assert not opens(table, old)


# ── Bindings ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def full(opened: OpenVault) -> dict[int, Secret]:
    """Every kind of slot in one vault, by place."""
    ring, told = Keyring(opened), list[bytes]()
    ring.add_key_file(PASSPHRASE, PASSPHRASE, KEY_FILE)
    shared = ring.make_shares(PASSPHRASE)
    ring.give_escrow(PASSPHRASE, "somebody", b"their key", sealed_openly(told))
    ring.set_duress(PASSPHRASE, DURESS, fill)
    kit = ring.new_recovery(PASSPHRASE)
    return {0: Passphrase(PASSPHRASE), 1: Recovery(words(kit)),
            2: KeyFile(PASSPHRASE, secret.digest_of(KEY_FILE)),
            3: Shares(words(shared[0]), words(shared[1])), 4: Escrow(words(told[0])), 5: Passphrase(DURESS)}


def only(table: SlotTable, place: int, at: int) -> SlotTable:
    """A table in which one slot's bytes stand alone, at that place."""
    return table.emptied()._with_raw(at, table.raw[place])


def test_no_slot_opens_in_another_place_or_vault(full: dict[int, Secret], opened: OpenVault) -> None:
    table = opened.slot_table
    assert table.format == 2
    for place, wanted in full.items():
        keys.find(only(table, place, place), wanted)
        for at in {(place + 1) % SLOTS, 7}:
            with refused(_wrong(wanted)):
                keys.find(only(table, place, at), wanted)
        with refused(_wrong(wanted)):
            keys.find(replace(only(table, place, place), vault_id=bytes(16)), wanted)


@pytest.mark.parametrize("kind", list(SlotType))
def test_no_slot_opens_as_one_of_another_type(full: dict[int, Secret], opened: OpenVault,
                                              kind: SlotType) -> None:
    table = opened.slot_table
    for place in full:
        slot = table.slot(place)
        assert slot is not None
        if slot.type is kind:
            continue
        changed = table.emptied().with_slot(place, replace(slot, type=kind), table.filling(place))
        for wanted in full.values():
            with pytest.raises(StreetLawError) as caught:
                keys.find(changed, wanted)
            assert caught.value.code in {_wrong(wanted), "vault.slots_damaged"}


def test_the_seals_of_two_pairs_of_shares_cannot_be_exchanged(opened: OpenVault) -> None:
    shared = Keyring(opened).make_shares(PASSPHRASE)
    table = opened.slot_table
    ((place, slot),) = table.of_type(SlotType.SHARES)
    filling = table.filling(place)
    moved = replace(slot, nonce=filling[:12], sealed=filling[12:60])
    changed = table.emptied().with_slot(place, moved, slot.nonce + slot.sealed + filling[60:120])
    for pair in ((0, 1), (0, 2)):
        with refused("vault.wrong_shares"):
            keys.find(changed, Shares(words(shared[pair[0]]), words(shared[pair[1]])))
    keys.find(changed, Shares(words(shared[1]), words(shared[2])))


def test_a_duress_slot_has_nothing_a_passphrase_slot_has_not(full: dict[int, Secret],
                                                             opened: OpenVault) -> None:
    plain, hidden = opened.slot_table.raw[0], opened.slot_table.raw[5]
    assert len(full) == 6
    assert plain[:16] == hidden[:16]  # type and cost; everything after them is random
    assert len({*plain[16:].hex()}) == len({*hidden[16:].hex()}) == 16
    assert plain[16:48] != hidden[16:48]


def _wrong(wanted: Secret) -> str:
    return {Passphrase: "vault.wrong_passphrase", KeyFile: "vault.wrong_key_file",
            Recovery: "vault.wrong_recovery_words", Escrow: "vault.wrong_escrow_words",
            Shares: "vault.wrong_shares"}[type(wanted)]


# ── What it costs, and what is tried ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", [PASSPHRASE, DURESS, "neither"])
def test_every_passphrase_costs_the_same_derivations(full: dict[int, Secret], opened: OpenVault, typed: str,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[KdfParameters] = []
    derive = kdf.from_passphrase

    def watched(passphrase: str, salt: bytes, cost: KdfParameters) -> bytes:
        seen.append(cost)
        return derive(passphrase, salt, cost)

    monkeypatch.setattr(kdf, "from_passphrase", watched)
    with nullcontext() if typed != "neither" else refused("vault.wrong_passphrase"):
        keys.find(opened.slot_table, Passphrase(typed))
    assert seen == [kdf.TEST] * 2
    assert len(full) == 6


# ── Full, old, interrupted ──────────────────────────────────────────────────────────────────────────────


def test_a_ninth_key_is_refused_and_changes_nothing(full: dict[int, Secret], opened: OpenVault) -> None:
    ring = Keyring(opened)
    for number in range(SLOTS - len(full)):
        ring.give_escrow(PASSPHRASE, f"person {number}", bytes([number]), sealed_openly([]))
    before = (opened.folder / "keys.slots").read_bytes()
    with refused("keys.full"):
        ring.give_escrow(PASSPHRASE, "one more", b"one more", sealed_openly([]))
    assert (opened.folder / "keys.slots").read_bytes() == before
    opened.reset_passphrase(full[1], "found again")
    assert ring.is_passphrase("found again")
    assert not ring.is_passphrase(PASSPHRASE) or opened.key_file_digest is not None


def test_a_vault_of_the_first_format_opens_and_gets_new_keys(tmp_path: Path,
                                                             surroundings: Surroundings) -> None:
    shutil.copytree(FROZEN, tmp_path / "v")
    for path in tmp_path.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert (tmp_path / "v" / "keys.slots").read_bytes()[8:10] == b"\0\1"
    proof = "invented people only"
    opened = vault.unlock(tmp_path / "v", proof, surroundings=surroundings)
    assert slots.parse((tmp_path / "v" / "keys.slots").read_bytes()).format == 1
    ring = Keyring(opened)
    assert [held.made for held in ring.held()] == [None, None]
    shared = ring.make_shares(proof)
    opened.close()
    assert (tmp_path / "v" / "keys.slots").read_bytes()[8:10] == b"\0\2"
    vault.unlock(tmp_path / "v", proof, surroundings=surroundings).close()
    by_shares = vault.unlock(tmp_path / "v", surroundings=surroundings,
                             secret=Shares(words(shared[1]), words(shared[0])))
    ring = Keyring(by_shares)
    (place,) = [held.place for held in ring.held() if held.type is SlotType.SHARES]
    ring.remove(proof, place)
    by_shares.close()
    assert (tmp_path / "v" / "keys.slots").read_bytes()[8:10] == b"\0\1"


class Killed(BaseException):
    """The power went."""


@pytest.mark.parametrize("after", range(1, 14))
def test_power_may_go_at_any_moment_of_an_opening_under_force(sample: Sample, after: int,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    opened = sample.unlock()
    Keyring(opened).set_duress(PASSPHRASE, DURESS, fill)
    opened.close()
    left = [after]

    def dying(function: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return function(*arguments, **named)
        return step

    with monkeypatch.context() as patch:
        patch.setattr(files, "sync", dying(files.sync))
        patch.setattr(files, "sync_folder", dying(files.sync_folder))
        patch.setattr(Path, "unlink", dying(Path.unlink))
        patch.setattr(Path, "replace", dying(Path.replace))
        with suppress(Killed):
            vault.unlock(sample.folder, DURESS, surroundings=sample.surroundings).close()
    if after > 2:  # both copies of the slot file are written: first of all, nothing else opens any more
        table = slots.load(sample.folder / "keys.slots")
        assert not opens(table, Passphrase(PASSPHRASE))
        assert not opens(table, Recovery(sample.words))
    again = vault.unlock(sample.folder, DURESS, surroundings=sample.surroundings)
    with again.work() as work:
        assert [client.code for client in work.list(Client)] == ["D-001"]
    assert again.check().sound
    assert not again.rolled_back
    again.close()
    with refused("vault.wrong_passphrase"):
        vault.unlock(sample.folder, PASSPHRASE, surroundings=sample.surroundings)
    assert names(sample.folder / "blobs") == []


def test_the_log_says_what_happened_to_keys_and_nothing_of_duress(sample: Sample) -> None:
    opened = sample.unlock()
    ring = Keyring(opened)
    ring.change_passphrase(PASSPHRASE, "another one")
    ring.make_shares("another one")
    ring.remove("another one", 2)
    ring.set_duress("another one", DURESS, fill)
    ring.clear_duress("another one")
    opened.reset_passphrase(sample.words, PASSPHRASE)
    with opened.work() as work:
        lines = [line.name for line in work.log(LogQuery())]
    assert lines[:4] == ["passphrase.reset", "key.removed", "key.added", "passphrase.changed"]
    assert not any("duress" in name for name in lines)
    opened.close()


def test_keys_after_an_opening_under_force_have_dates_as_in_any_vault(sample: Sample) -> None:
    opened = sample.unlock()
    Keyring(opened).set_duress(PASSPHRASE, DURESS, fill)
    opened.close()
    forced = vault.unlock(sample.folder, DURESS, surroundings=sample.surroundings)
    assert [(held.type, held.made) for held in Keyring(forced).held()] == [
        (SlotType.PASSPHRASE, NOW), (SlotType.RECOVERY, NOW)]
    assert not forced.log.keys_differ
    forced.close()


def test_a_key_change_that_fails_leaves_the_old_keys(opened: OpenVault,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_file: BinaryIO) -> None:
        raise OSError(28, "full")

    ring = Keyring(opened)
    before = slots.load(opened.folder / "keys.slots")
    with monkeypatch.context() as patch:
        patch.setattr(files, "sync", full_disk)
        with refused("vault.disk_full"):
            ring.make_shares(PASSPHRASE)
    assert opened.slot_table == before
    assert ring.is_passphrase(PASSPHRASE)


def test_erasing_leaves_no_slot_in_either_copy(full: dict[int, Secret], opened: OpenVault) -> None:
    path = opened.folder / "keys.slots"
    before = opened.slot_table
    fill(opened)  # so that closing has something to anchor
    Keyring(opened).erase()
    for closing in (False, True):
        data = path.read_bytes()
        assert slots.even(path)
        for raw in before.raw:
            assert all(raw[at:at + 32] not in data for at in range(0, len(raw) - 32, 32))
        assert not any(opens(slots.load(path), wanted) for wanted in full.values())
        if not closing:
            opened.close()
